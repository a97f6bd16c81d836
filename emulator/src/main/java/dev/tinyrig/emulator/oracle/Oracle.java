package dev.tinyrig.emulator.oracle;

import java.lang.foreign.MemorySegment;

/**
 * Somebody else's implementation of a core: it executes instructions, and knows neither exceptions
 * nor devices nor time.
 */
public interface Oracle extends AutoCloseable {
  /**
   * Maps memory; base and size are multiples of 4096. The bytes stay shared: what is written
   * through the returned segment is there at the next {@link #run}. Decoded code is forgotten only
   * by {@link #forgetCode}.
   */
  MemorySegment map(int base, int size);

  /** Sets all registers from a state; {@link ArchitecturalState#pc} is left to {@link #run}. */
  void write(ArchitecturalState state);

  /** Fills a state with all registers. */
  void read(ArchitecturalState state);

  /**
   * Executes Thumb instructions from {@code begin} until the next one would be at {@code until}.
   *
   * @return 0, or the oracle's own error number when an instruction faulted, which is then at
   *     {@link ArchitecturalState#pc}
   */
  int run(int begin, int until);

  /** Forgets all decoded code. */
  void forgetCode();

  @Override
  void close();
}
