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

  private static int word(int value, int amount, boolean unsigned, boolean round) {
    if (amount >= 0) {
      return amount < 32 ? value << amount : 0;
    }
    long wide = unsigned ? value & 0xFFFF_FFFFL : value;
    return (int) VectorShift.right(wide, -amount, round);
  }

  /** VSHL.S. */
  public static long shlSigned(int size, long m, long amounts) {
    return size == 2
        ? pair(
            word((int) m, (byte) amounts, false, false),
            word(high(m), (byte) high(amounts), false, false))
        : pair(
            VectorShift.shlSigned(size, (int) m, (int) amounts),
            VectorShift.shlSigned(size, high(m), high(amounts)));
  }

  /** VSHL.U. */
  public static long shlUnsigned(int size, long m, long amounts) {
    return size == 2
        ? pair(
            word((int) m, (byte) amounts, true, false),
            word(high(m), (byte) high(amounts), true, false))
        : pair(
            VectorShift.shlUnsigned(size, (int) m, (int) amounts),
            VectorShift.shlUnsigned(size, high(m), high(amounts)));
  }

  /** VRSHL.S: shifts to the right are rounded. */
  public static long rshlSigned(int size, long m, long amounts) {
    return size == 2
        ? pair(
            word((int) m, (byte) amounts, false, true),
            word(high(m), (byte) high(amounts), false, true))
        : pair(
            VectorShift.rshlSigned(size, (int) m, (int) amounts),
            VectorShift.rshlSigned(size, high(m), high(amounts)));
  }

  /** VRSHL.U. */
  public static long rshlUnsigned(int size, long m, long amounts) {
    return size == 2
        ? pair(
            word((int) m, (byte) amounts, true, true),
            word(high(m), (byte) high(amounts), true, true))
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
      int down = 16 - 16 * top;
      return pair((int) m << down >> 16 << amount, high(m) << down >> 16 << amount);
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
