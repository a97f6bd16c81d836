package dev.tinyrig.oracle.qemu;

/**
 * The state of one trial in memory, before and after: an exception frame as the architecture lays
 * it out (DDI 0553, B3.18), then what such a frame does not hold, then memory for loads and stores.
 * SP of a trial points behind the frame, at R4.
 */
enum TrialRecord {
  /** With floating-point registers. */
  EXTENDED(0),
  /** Of a core without: a basic frame at the end of the room of an extended one. */
  BASIC(0x48);

  static final int SIZE = 0x300;

  static final int S0 = 32;
  static final int FPSCR = 96;
  static final int VPR = 100;
  static final int R4 = 104;
  static final int S16 = 136;

  /** Written by the harness: number of the exception that ended the trial, and its status. */
  static final int IPSR = 200;

  static final int CFSR = 204;
  static final int HFSR = 208;
  static final int MMFAR = 212;
  static final int BFAR = 216;

  /** Memory that loads and stores are aimed at. */
  static final int WINDOW = 0x100;

  static final int WINDOW_SIZE = SIZE - WINDOW;

  private final int frame;

  TrialRecord(int frame) {
    this.frame = frame;
  }

  /** Offset of general-purpose register 0..12 or 14. */
  int r(int number) {
    if (number < 4) {
      return frame + 4 * number;
    }
    return number == 12 ? frame + 16 : number == 14 ? frame + 20 : R4 + 4 * (number - 4);
  }

  /** Offset of the address at which the trial begins, and ended. */
  int pc() {
    return frame + 24;
  }

  int xpsr() {
    return frame + 28;
  }

  /** Offset of floating-point register S0..S31. */
  static int s(int number) {
    return number < 16 ? S0 + 4 * number : S16 + 4 * (number - 16);
  }

  /** What lies at an offset, for messages. */
  String name(int offset) {
    int word = offset & ~3;
    for (int k = 0; k < 15; k++) {
      if (k != 13 && r(k) == word) {
        return "R" + k;
      }
    }
    if (word == pc()) {
      return "PC";
    }
    if (word == xpsr()) {
      return "xPSR";
    }
    for (int k = 0; k < 32; k++) {
      if (s(k) == word) {
        return "S" + k + (k / 4 < 8 ? " (Q" + k / 4 + " beat " + k % 4 + ")" : "");
      }
    }
    return switch (word) {
      case FPSCR -> "FPSCR";
      case VPR -> "VPR";
      case IPSR -> "exception";
      case CFSR -> "CFSR";
      case HFSR -> "HFSR";
      case MMFAR -> "MMFAR";
      case BFAR -> "BFAR";
      default -> String.format("memory[0x%x]", word - WINDOW);
    };
  }
}
