package dev.tinyrig.emulator.scs;

/**
 * A group of word registers inside the system control space.
 *
 * <p>{@code bank} is the security state that asks: 0 Non-secure or the only one, 1 Secure.
 */
interface RegisterBlock {
  /** Whether this block owns the register at {@code offset} from the start of its device window. */
  boolean owns(int offset);

  /** Reads the word register at {@code offset}. */
  int load(int offset, int bank);

  /** Writes the word register at {@code offset}. */
  void store(int offset, int value, int bank);
}
