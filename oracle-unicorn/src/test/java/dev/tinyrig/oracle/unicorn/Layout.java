package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.oracle.draw.Dice;

/** The address map of both sides. */
final class Layout {
  /** Code, with the vector table at 0; large enough for every direct branch out of the window. */
  static final int CODE_SIZE = 0x0300_0000;

  /** Programs lie here, one every {@link #STRIDE} bytes. */
  static final int WINDOW = 0x0140_0000;

  static final int WINDOW_SIZE = 0x0040_0000;
  static final int STRIDE = 128;

  static final int DATA = 0x2000_0000;
  static final int DATA_SIZE = 0x4000;

  private Layout() {}

  /** An address in the data memory that leaves room for offsets and register lists around it. */
  static int dataAddress(Dice dice, int alignment) {
    return (DATA + 0x1000 + dice.below(0x1000)) & -alignment;
  }

  /** Whether {@code length} bytes at an address lie in the data memory. */
  static boolean inData(int address, int length) {
    long offset = Integer.toUnsignedLong(address - DATA);
    return offset + length <= DATA_SIZE;
  }

  /**
   * Whether code may go on at an address: mapped, and where no program can be. The last quarter of
   * every program's place is free for short branches.
   */
  static boolean isTarget(int address) {
    boolean inCode = address >= 0x1000 && address < CODE_SIZE - 0x1000;
    boolean inWindow = address >= WINDOW && address < WINDOW + WINDOW_SIZE;
    return inCode && (!inWindow || address % STRIDE >= STRIDE * 3 / 4);
  }

  /** A place outside of all programs to branch to. */
  static int target(Dice dice) {
    return 0x1000 + 2 * dice.below((WINDOW - 0x2000) / 2);
  }
}
