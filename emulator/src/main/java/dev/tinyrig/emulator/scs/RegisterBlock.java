package dev.tinyrig.emulator.scs;

/** A group of word registers inside the system control space. */
interface RegisterBlock {
  /** Whether this block owns the register at {@code offset} from the start of its device window. */
  boolean owns(int offset);

  /** Reads the word register at {@code offset}. */
  int load(int offset);

  /** Writes the word register at {@code offset}. */
  void store(int offset, int value);
}
