package dev.tinyrig.emulator.semantics;

/**
 * Parallel additions and subtractions of bytes (Armv7-M Arm ARM A4.4.7).
 *
 * <p>The S and U forms return the value in the low word and the GE flags in bits 3..0 of the high
 * word; the saturating (Q, UQ) and halving (SH, UH) forms have no flags.
 */
public final class Simd8 {
  private Simd8() {}

  private static int signed(int value, int at) {
    return (byte) (value >> at);
  }

  private static int unsigned(int value, int at) {
    return value >>> at & 0xFF;
  }

  /** Puts a lane into its place, with a GE flag of 0 or 1. */
  private static long lane(int value, int ge, int at) {
    return (long) ge << (32 + (at >> 3)) | (value & 0xFFL) << at;
  }

  private static int lane(int value, int at) {
    return (value & 0xFF) << at;
  }

  private static int notNegative(int value) {
    return ~value >>> 31;
  }

  private static int clampSigned(int value) {
    return Math.min(Math.max(value, Byte.MIN_VALUE), Byte.MAX_VALUE);
  }

  private static int clampUnsigned(int value) {
    return Math.min(Math.max(value, 0), 0xFF);
  }

  /** SADD8. */
  public static long sadd8(int n, int m) {
    long result = 0;
    for (int at = 0; at < 32; at += 8) {
      int value = signed(n, at) + signed(m, at);
      result |= lane(value, notNegative(value), at);
    }
    return result;
  }

  /** SSUB8. */
  public static long ssub8(int n, int m) {
    long result = 0;
    for (int at = 0; at < 32; at += 8) {
      int value = signed(n, at) - signed(m, at);
      result |= lane(value, notNegative(value), at);
    }
    return result;
  }

  /** QADD8. */
  public static int qadd8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(clampSigned(signed(n, at) + signed(m, at)), at);
    }
    return result;
  }

  /** QSUB8. */
  public static int qsub8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(clampSigned(signed(n, at) - signed(m, at)), at);
    }
    return result;
  }

  /** SHADD8. */
  public static int shadd8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(signed(n, at) + signed(m, at) >> 1, at);
    }
    return result;
  }

  /** SHSUB8. */
  public static int shsub8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(signed(n, at) - signed(m, at) >> 1, at);
    }
    return result;
  }

  /** UADD8. */
  public static long uadd8(int n, int m) {
    long result = 0;
    for (int at = 0; at < 32; at += 8) {
      int value = unsigned(n, at) + unsigned(m, at);
      result |= lane(value, value >>> 8, at);
    }
    return result;
  }

  /** USUB8. */
  public static long usub8(int n, int m) {
    long result = 0;
    for (int at = 0; at < 32; at += 8) {
      int value = unsigned(n, at) - unsigned(m, at);
      result |= lane(value, notNegative(value), at);
    }
    return result;
  }

  /** UQADD8. */
  public static int uqadd8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(clampUnsigned(unsigned(n, at) + unsigned(m, at)), at);
    }
    return result;
  }

  /** UQSUB8. */
  public static int uqsub8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(clampUnsigned(unsigned(n, at) - unsigned(m, at)), at);
    }
    return result;
  }

  /** UHADD8. */
  public static int uhadd8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(unsigned(n, at) + unsigned(m, at) >> 1, at);
    }
    return result;
  }

  /** UHSUB8. */
  public static int uhsub8(int n, int m) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= lane(unsigned(n, at) - unsigned(m, at) >> 1, at);
    }
    return result;
  }
}
