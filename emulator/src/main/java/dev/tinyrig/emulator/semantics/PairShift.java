package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.PairArithmetic.high;
import static dev.tinyrig.emulator.semantics.PairArithmetic.pair;
import static dev.tinyrig.emulator.semantics.PairArithmetic.signs;
import static dev.tinyrig.emulator.semantics.PairArithmetic.spread;

/**
 * Shifts of the lanes of two neighbouring beats in one 64-bit word (Armv8.1-M: DDI 0553, C2.4), for
 * translated code. Amounts in a vector are the signed lowest byte of each lane, as {@link
 * VectorShift} has them; others are those of the instruction. Saturating ones have a companion that
 * tells which lanes saturate, by their highest bits.
 */
public final class PairShift {
  private PairShift() {}

  /** Every lane's bits below {@code bits}, which may be 0 and all of a lane. */
  private static long below(int size, int bits) {
    return PairArithmetic.ones(size) * ((1L << bits) - 1);
  }

  /** An amount limited to no more than makes a difference to a word. */
  private static int limited(int amount) {
    return Math.min(Math.max(amount, 0), 33);
  }

  /** A word shifted left by an amount, or right by a negative one; only the low word counts. */
  private static long shifted(long word, int amount) {
    return word << limited(amount) >> limited(-amount);
  }

  /** The same, rounded. */
  private static long rounded(long word, int amount) {
    return (word << 1 << limited(amount) >> limited(-amount)) + 1 >> 1;
  }

  /** VSHL.S. */
  public static long shlSigned(int size, long m, long amounts) {
    return size == 2
        ? shifted(m << 32 >> 32, (byte) amounts) & 0xFFFF_FFFFL
            | shifted(m >> 32, (byte) (amounts >> 32)) << 32
        : pair(
            VectorShift.shlSigned(size, (int) m, (int) amounts),
            VectorShift.shlSigned(size, high(m), high(amounts)));
  }

  /** VSHL.U. */
  public static long shlUnsigned(int size, long m, long amounts) {
    return size == 2
        ? shifted(m & 0xFFFF_FFFFL, (byte) amounts) & 0xFFFF_FFFFL
            | shifted(m >>> 32, (byte) (amounts >> 32)) << 32
        : pair(
            VectorShift.shlUnsigned(size, (int) m, (int) amounts),
            VectorShift.shlUnsigned(size, high(m), high(amounts)));
  }

  /** VRSHL.S: shifts to the right are rounded. */
  public static long rshlSigned(int size, long m, long amounts) {
    return size == 2
        ? rounded(m << 32 >> 32, (byte) amounts) & 0xFFFF_FFFFL
            | rounded(m >> 32, (byte) (amounts >> 32)) << 32
        : pair(
            VectorShift.rshlSigned(size, (int) m, (int) amounts),
            VectorShift.rshlSigned(size, high(m), high(amounts)));
  }

  /** VRSHL.U. */
  public static long rshlUnsigned(int size, long m, long amounts) {
    return size == 2
        ? rounded(m & 0xFFFF_FFFFL, (byte) amounts) & 0xFFFF_FFFFL
            | rounded(m >>> 32, (byte) (amounts >> 32)) << 32
        : pair(
            VectorShift.rshlUnsigned(size, (int) m, (int) amounts),
            VectorShift.rshlUnsigned(size, high(m), high(amounts)));
  }

  private static long value(long low, long high) {
    return pair((int) low, (int) high);
  }

  /** The highest bits of the lanes whose first byte is marked in bits 35..32 of either beat. */
  static long overflows(int size, long low, long high) {
    int marks = (int) (low >>> 32) | (int) (high >>> 32) << 4;
    return PairCompare.mask(marks) << (8 << size) - 8 & signs(size);
  }

  /** VQSHL.S. */
  public static long qshlSigned(int size, long m, long amounts) {
    return value(
        VectorShift.qshlSigned(size, (int) m, (int) amounts),
        VectorShift.qshlSigned(size, high(m), high(amounts)));
  }

  /** Where VQSHL.S saturates. */
  public static long qshlSignedOverflows(int size, long m, long amounts) {
    return overflows(
        size,
        VectorShift.qshlSigned(size, (int) m, (int) amounts),
        VectorShift.qshlSigned(size, high(m), high(amounts)));
  }

  /** VQSHL.U. */
  public static long qshlUnsigned(int size, long m, long amounts) {
    return value(
        VectorShift.qshlUnsigned(size, (int) m, (int) amounts),
        VectorShift.qshlUnsigned(size, high(m), high(amounts)));
  }

  /** Where VQSHL.U saturates. */
  public static long qshlUnsignedOverflows(int size, long m, long amounts) {
    return overflows(
        size,
        VectorShift.qshlUnsigned(size, (int) m, (int) amounts),
        VectorShift.qshlUnsigned(size, high(m), high(amounts)));
  }

  /** VQRSHL.S. */
  public static long qrshlSigned(int size, long m, long amounts) {
    return value(
        VectorShift.qrshlSigned(size, (int) m, (int) amounts),
        VectorShift.qrshlSigned(size, high(m), high(amounts)));
  }

  /** Where VQRSHL.S saturates. */
  public static long qrshlSignedOverflows(int size, long m, long amounts) {
    return overflows(
        size,
        VectorShift.qrshlSigned(size, (int) m, (int) amounts),
        VectorShift.qrshlSigned(size, high(m), high(amounts)));
  }

  /** VQRSHL.U. */
  public static long qrshlUnsigned(int size, long m, long amounts) {
    return value(
        VectorShift.qrshlUnsigned(size, (int) m, (int) amounts),
        VectorShift.qrshlUnsigned(size, high(m), high(amounts)));
  }

  /** Where VQRSHL.U saturates. */
  public static long qrshlUnsignedOverflows(int size, long m, long amounts) {
    return overflows(
        size,
        VectorShift.qrshlUnsigned(size, (int) m, (int) amounts),
        VectorShift.qrshlUnsigned(size, high(m), high(amounts)));
  }

  /** VQSHLU: signed lanes with unsigned results. */
  public static long qshlu(int size, long m, long amounts) {
    return value(
        VectorShift.qshlu(size, (int) m, (int) amounts),
        VectorShift.qshlu(size, high(m), high(amounts)));
  }

  /** Where VQSHLU saturates. */
  public static long qshluOverflows(int size, long m, long amounts) {
    return overflows(
        size,
        VectorShift.qshlu(size, (int) m, (int) amounts),
        VectorShift.qshlu(size, high(m), high(amounts)));
  }

  /** VSHL (immediate), by 0 to the lane's bits less one. */
  public static long shlBy(int size, long m, int amount) {
    return m << amount & ~below(size, amount);
  }

  /** VSHR.U, by 1 to the lane's bits. */
  public static long shrUnsignedBy(int size, long m, int amount) {
    return m >>> amount & below(size, (8 << size) - amount);
  }

  /** VSHR.S. */
  public static long shrSignedBy(int size, long m, int amount) {
    if (size == 2) {
      int limited = Math.min(amount, 31);
      return pair((int) m >> limited, high(m) >> limited);
    }
    long kept = below(size, (8 << size) - amount);
    return m >>> amount & kept | spread(size, m & signs(size)) & ~kept;
  }

  private static long roundingBits(int size, long m, int amount) {
    return m >>> amount - 1 & PairArithmetic.ones(size);
  }

  /** VRSHR.U. */
  public static long rshrUnsignedBy(int size, long m, int amount) {
    return shrUnsignedBy(size, m, amount) + roundingBits(size, m, amount);
  }

  /** VRSHR.S. */
  public static long rshrSignedBy(int size, long m, int amount) {
    return PairArithmetic.add(size, shrSignedBy(size, m, amount), roundingBits(size, m, amount));
  }

  /** VSLI: keeps the destination's low bits. */
  public static long sli(int size, long d, long m, int amount) {
    return shlBy(size, m, amount) | d & below(size, amount);
  }

  /** VSRI: keeps the destination's high bits. */
  public static long sri(int size, long d, long m, int amount) {
    return shrUnsignedBy(size, m, amount) | d & ~below(size, (8 << size) - amount);
  }

  /**
   * VSHLL and VMOVL: the lanes of 8 or 16 bits with even (top 0) or odd numbers, widened and
   * shifted left by no more than their bits.
   */
  public static long shllSigned(int size, int top, long m, int amount) {
    int bits = 8 << size;
    if (size == 1) {
      long low = m << 48 - 16 * top >> 48 << amount;
      return low & 0xFFFF_FFFFL | m << 16 - 16 * top >> 48 << 32 + amount;
    }
    long lanes = m >>> top * bits & 0x00FF_00FF_00FF_00FFL;
    long signs = lanes & 0x0080_0080_0080_0080L;
    return shlBy(1, lanes | (signs << 9) - (signs << 1), amount);
  }

  /** The same of unsigned lanes. */
  public static long shllUnsigned(int size, int top, long m, int amount) {
    long even = size == 0 ? 0x00FF_00FF_00FF_00FFL : 0x0000_FFFF_0000_FFFFL;
    return (m >>> (top << size + 3) & even) << amount;
  }
}
