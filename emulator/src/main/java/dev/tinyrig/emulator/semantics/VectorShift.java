package dev.tinyrig.emulator.semantics;

/**
 * Shifts of the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4).
 *
 * <p>Amounts are the signed lowest byte of each lane of a second beat: positive ones shift left,
 * negative ones right; immediate shifts have the same amount in every lane. Saturating shifts have
 * the beat in the low word of their results and, in bits 35..32, a 1 for the first byte of every
 * lane that saturated: FPSCR.QC is set when such a byte is active.
 */
public final class VectorShift {
  private VectorShift() {}

  private static int amount(int amounts, int at) {
    return (byte) (amounts >> at);
  }

  /** Right by 1..128 bits; beyond a lane's bits only the sign or nothing is left. */
  static long right(long value, int amount, boolean round) {
    int limited = Math.min(amount, 40);
    return value + (round ? 1L << limited - 1 : 0) >> limited;
  }

  private static int shifted(int size, int m, int amounts, boolean unsigned, boolean round) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += bits) {
      int amount = amount(amounts, at);
      long value = Lane.wide(m, at, bits, unsigned);
      if (amount < 0) {
        result |= Lane.put((int) right(value, -amount, round), at, bits);
      } else if (amount < bits) {
        result |= Lane.put((int) (value << amount), at, bits);
      }
    }
    return result;
  }

  /** VSHL.S. */
  public static int shlSigned(int size, int m, int amounts) {
    return shifted(size, m, amounts, false, false);
  }

  /** VSHL.U. */
  public static int shlUnsigned(int size, int m, int amounts) {
    return shifted(size, m, amounts, true, false);
  }

  /** VRSHL.S: shifts to the right are rounded. */
  public static int rshlSigned(int size, int m, int amounts) {
    return shifted(size, m, amounts, false, true);
  }

  /** VRSHL.U. */
  public static int rshlUnsigned(int size, int m, int amounts) {
    return shifted(size, m, amounts, true, true);
  }

  private static long saturating(
      int size, int m, int amounts, boolean fromUnsigned, boolean toUnsigned, boolean round) {
    int bits = 8 << size;
    long result = 0;
    for (int at = 0; at < 32; at += bits) {
      int amount = amount(amounts, at);
      long value = Lane.wide(m, at, bits, fromUnsigned);
      // A lane that is not 0 saturates already when shifted by 31.
      long exact = amount < 0 ? right(value, -amount, round) : value << Math.min(amount, 31);
      if (amount >= 32 && value != 0) {
        exact = value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      long limited = toUnsigned ? Lane.clampUnsigned(exact, bits) : Lane.clampSigned(exact, bits);
      result |=
          Lane.put((int) limited, at, bits) & 0xFFFF_FFFFL | Lane.saturated(limited != exact, at);
    }
    return result;
  }

  /** VQSHL.S. */
  public static long qshlSigned(int size, int m, int amounts) {
    return saturating(size, m, amounts, false, false, false);
  }

  /** VQSHL.U. */
  public static long qshlUnsigned(int size, int m, int amounts) {
    return saturating(size, m, amounts, true, true, false);
  }

  /** VQRSHL.S. */
  public static long qrshlSigned(int size, int m, int amounts) {
    return saturating(size, m, amounts, false, false, true);
  }

  /** VQRSHL.U. */
  public static long qrshlUnsigned(int size, int m, int amounts) {
    return saturating(size, m, amounts, true, true, true);
  }

  /** VQSHLU: signed lanes with unsigned results. */
  public static long qshlu(int size, int m, int amounts) {
    return saturating(size, m, amounts, false, true, false);
  }

  /** VSLI: shifts left by 0 to the lane's bits less one and keeps the destination's low bits. */
  public static int sli(int size, int d, int m, int amount) {
    int mask = VectorArithmetic.duplicate(size, -1 << amount);
    return m << amount & mask | d & ~mask;
  }

  /** VSRI: shifts right by 1 to the lane's bits and keeps the destination's high bits. */
  public static int sri(int size, int d, int m, int amount) {
    int lane = (int) ((1L << (8 << size) - amount) - 1);
    int mask = VectorArithmetic.duplicate(size, lane);
    return m >>> amount & mask | d & ~mask;
  }

  /**
   * VSHLL: the lanes of 8 or 16 bits with even (top 0) or odd numbers, widened and shifted left by
   * no more than their bits.
   */
  public static int shll(int size, int top, int m, int amount, boolean unsigned) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      long value = Lane.wide(m, at + top * bits, bits, unsigned);
      result |= Lane.put((int) (value << amount), at, 2 * bits);
    }
    return result;
  }

  /** VSHLC of one beat by 1..32 bits: the carried bits come in below. */
  public static int shlc(int d, int carry, int amount) {
    return (int) ((d & 0xFFFF_FFFFL) << amount) | carry & (int) ((1L << amount) - 1);
  }

  /** The bits that {@link #shlc} shifts out. */
  public static int shlcCarry(int d, int amount) {
    return (int) ((d & 0xFFFF_FFFFL) >>> 32 - amount);
  }
}
