package dev.tinyrig.emulator.engine;

import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.state.Stateful;

/**
 * Executes instructions of one core.
 *
 * <p>All engines agree on every register, memory byte and cycle at every instruction boundary. The
 * state of an engine is where it stands inside a straight line of code, because static costs depend
 * on where the line was entered.
 */
public interface Engine extends Stateful {
  /**
   * Executes until the first instruction boundary at which {@code clock.cycles >= clock.deadline}.
   * Faults of instructions have been handed to the core's exceptions when it returns.
   */
  void run();

  /** Executes one instruction. */
  void step();

  /**
   * The flow was changed from outside (exception entry or return, reset, debugger): the next line
   * starts at {@code pc}.
   */
  void flowBroken();

  /** Memory in this range changed: decoded code of it is dropped. */
  void codeChanged(int address, int size);

  /** Permissions of memory changed: whether code may be fetched is decided anew. */
  void permissionsChanged();

  /** Whether every entry of a line must ask from now on whether its code may be fetched. */
  void checkFetches(boolean check);

  /** Tells probes what was counted for them. */
  void settle();

  /**
   * Tells a probe of the instructions of the line in execution that have retired but were not
   * announced yet; they will be announced again with the line.
   */
  void unannounced(Probe probe);

  /**
   * The address of a branch to itself that nothing scheduled can end, found by {@link #run}, or -1.
   */
  long hangAddress();
}
