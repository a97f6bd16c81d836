package dev.tinyrig.emulator.semantics;

/**
 * Right shifts and moves to lanes of half the bits, in one 32-bit beat (Armv8.1-M: DDI 0553, C2.4).
 *
 * <p>The results have {@code 8 << size} bits, size 0 or 1, and stand in the lanes with even (top 0)
 * or odd numbers; the other lanes are 0, and {@link #written} says which bytes count. Saturating
 * functions have the beat in the low word of their results and, in bits 35..32, a 1 for the first
 * byte of every lane that saturated: FPSCR.QC is set when such a byte is active. Shifts are 0 (for
 * moves) to the result's bits.
 */
public final class VectorNarrow {
  private VectorNarrow() {}

  /** The bytes of a beat that narrow results fill, a bit for each. */
  public static int written(int size, int top) {
    return (size == 0 ? 0b0101 : 0b0011) << (top << size);
  }

  private static long rounded(long value, int amount) {
    return value + (1L << amount - 1) >> amount;
  }

  /** VSHRN and VMOVN. */
  public static int shrn(int size, int top, int m, int amount) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      long value = Lane.wide(m, at, 2 * bits, true);
      result |= Lane.put((int) (value >> amount), at + top * bits, bits);
    }
    return result;
  }

  /** VRSHRN. */
  public static int rshrn(int size, int top, int m, int amount) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      long value = Lane.wide(m, at, 2 * bits, true);
      result |= Lane.put((int) rounded(value, amount), at + top * bits, bits);
    }
    return result;
  }

  private static long saturating(
      int size,
      int top,
      int m,
      int amount,
      boolean fromUnsigned,
      boolean toUnsigned,
      boolean round) {
    int bits = 8 << size;
    long result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      long value = Lane.wide(m, at, 2 * bits, fromUnsigned);
      long exact = round ? rounded(value, amount) : value >> amount;
      long limited = toUnsigned ? Lane.clampUnsigned(exact, bits) : Lane.clampSigned(exact, bits);
      int to = at + top * bits;
      result |=
          Lane.put((int) limited, to, bits) & 0xFFFF_FFFFL | Lane.saturated(limited != exact, to);
    }
    return result;
  }

  /** VQSHRN.S and VQMOVN.S. */
  public static long qshrnSigned(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, false, false, false);
  }

  /** VQSHRN.U and VQMOVN.U. */
  public static long qshrnUnsigned(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, true, true, false);
  }

  /** VQSHRUN and VQMOVUN: signed to unsigned. */
  public static long qshrun(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, false, true, false);
  }

  /** VQRSHRN.S. */
  public static long qrshrnSigned(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, false, false, true);
  }

  /** VQRSHRN.U. */
  public static long qrshrnUnsigned(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, true, true, true);
  }

  /** VQRSHRUN. */
  public static long qrshrun(int size, int top, int m, int amount) {
    return saturating(size, top, m, amount, false, true, true);
  }
}
