package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.PairArithmetic.high;
import static dev.tinyrig.emulator.semantics.PairArithmetic.pair;

/**
 * Moves between lanes and those of half or a quarter of their bits, in two neighbouring beats in
 * one 64-bit word (Armv8.1-M: DDI 0553, C2.4), for translated code.
 *
 * <p>Narrow results have {@code 8 << size} bits, size 0 or 1, and replace the lanes of {@code d}
 * with even (top 0) or odd numbers. Saturating functions have a companion that tells which lanes
 * saturate, by their highest bits.
 */
public final class PairNarrow {
  private static final long EVEN_8 = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_16 = 0x0000_FFFF_0000_FFFFL;

  private PairNarrow() {}

  private static long even(int size) {
    return size == 0 ? EVEN_8 : EVEN_16;
  }

  /** Puts narrow results, which stand in the lanes with even numbers, into the destination. */
  private static long put(int size, int top, long d, long results) {
    int up = top << size + 3;
    long written = even(size) << up;
    return results << up & written | d & ~written;
  }

  /** VSHRN and VMOVN. */
  public static long shrn(int size, int top, long d, long m, int amount) {
    return put(size, top, d, m >>> amount);
  }

  /** VRSHRN. */
  public static long rshrn(int size, int top, long d, long m, int amount) {
    long half = m >>> amount - 1 & PairArithmetic.ones(size + 1);
    return put(size, top, d, (m >>> amount & even(size)) + half);
  }

  /** Takes what the functions for one beat give, which has narrow lanes in their place. */
  private static long merged(int size, int top, long d, long low, long high) {
    long written = even(size) << (top << size + 3);
    return pair((int) low, (int) high) & written | d & ~written;
  }

  private static int limited(int value, int least, int greatest) {
    return Math.min(Math.max(value, least), greatest);
  }

  /** VQSHRN.S and VQMOVN.S. */
  public static long qshrnSigned(int size, int top, long d, long m, int amount) {
    if (size == 1) {
      int low = limited((int) m >> amount, Short.MIN_VALUE, Short.MAX_VALUE);
      int high = limited(high(m) >> amount, Short.MIN_VALUE, Short.MAX_VALUE);
      return put(1, top, d, pair(low & 0xFFFF, high));
    }
    return merged(
        size,
        top,
        d,
        VectorNarrow.qshrnSigned(size, top, (int) m, amount),
        VectorNarrow.qshrnSigned(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qshrnSignedOverflows(int size, int top, long m, int amount) {
    if (size == 1) {
      // The lanes are above or below what fits when adding half of that leaves bits above.
      long low = ((int) m >> amount) + 0x8000L >>> 16 != 0 ? 0x8000L << 16 * top : 0;
      long high = (high(m) >> amount) + 0x8000L >>> 16 != 0 ? 0x8000L << 32 + 16 * top : 0;
      return low | high;
    }
    return PairShift.overflows(
        size,
        VectorNarrow.qshrnSigned(size, top, (int) m, amount),
        VectorNarrow.qshrnSigned(size, top, high(m), amount));
  }

  /** VQSHRN.U and VQMOVN.U. */
  public static long qshrnUnsigned(int size, int top, long d, long m, int amount) {
    return merged(
        size,
        top,
        d,
        VectorNarrow.qshrnUnsigned(size, top, (int) m, amount),
        VectorNarrow.qshrnUnsigned(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qshrnUnsignedOverflows(int size, int top, long m, int amount) {
    return PairShift.overflows(
        size,
        VectorNarrow.qshrnUnsigned(size, top, (int) m, amount),
        VectorNarrow.qshrnUnsigned(size, top, high(m), amount));
  }

  /** VQSHRUN and VQMOVUN: signed to unsigned. */
  public static long qshrun(int size, int top, long d, long m, int amount) {
    return merged(
        size,
        top,
        d,
        VectorNarrow.qshrun(size, top, (int) m, amount),
        VectorNarrow.qshrun(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qshrunOverflows(int size, int top, long m, int amount) {
    return PairShift.overflows(
        size,
        VectorNarrow.qshrun(size, top, (int) m, amount),
        VectorNarrow.qshrun(size, top, high(m), amount));
  }

  /** VQRSHRN.S. */
  public static long qrshrnSigned(int size, int top, long d, long m, int amount) {
    return merged(
        size,
        top,
        d,
        VectorNarrow.qrshrnSigned(size, top, (int) m, amount),
        VectorNarrow.qrshrnSigned(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qrshrnSignedOverflows(int size, int top, long m, int amount) {
    return PairShift.overflows(
        size,
        VectorNarrow.qrshrnSigned(size, top, (int) m, amount),
        VectorNarrow.qrshrnSigned(size, top, high(m), amount));
  }

  /** VQRSHRN.U. */
  public static long qrshrnUnsigned(int size, int top, long d, long m, int amount) {
    return merged(
        size,
        top,
        d,
        VectorNarrow.qrshrnUnsigned(size, top, (int) m, amount),
        VectorNarrow.qrshrnUnsigned(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qrshrnUnsignedOverflows(int size, int top, long m, int amount) {
    return PairShift.overflows(
        size,
        VectorNarrow.qrshrnUnsigned(size, top, (int) m, amount),
        VectorNarrow.qrshrnUnsigned(size, top, high(m), amount));
  }

  /** VQRSHRUN. */
  public static long qrshrun(int size, int top, long d, long m, int amount) {
    return merged(
        size,
        top,
        d,
        VectorNarrow.qrshrun(size, top, (int) m, amount),
        VectorNarrow.qrshrun(size, top, high(m), amount));
  }

  /** Where it saturates. */
  public static long qrshrunOverflows(int size, int top, long m, int amount) {
    return PairShift.overflows(
        size,
        VectorNarrow.qrshrun(size, top, (int) m, amount),
        VectorNarrow.qrshrun(size, top, high(m), amount));
  }

  /** Four bytes as half-words (VLDRB.16). */
  public static long bytesToHalves(int bytes, boolean unsigned) {
    long spread = (bytes & 0xFFFFL) | (bytes & 0xFFFF_0000L) << 16;
    spread = (spread | spread << 8) & EVEN_8;
    return unsigned ? spread : PairShift.shllSigned(0, 0, spread, 0);
  }

  /** The two lowest bytes as words (VLDRB.32). */
  public static long bytesToWords(int bytes, boolean unsigned) {
    return unsigned
        ? pair(bytes & 0xFF, bytes >>> 8 & 0xFF)
        : pair((byte) bytes, (byte) (bytes >> 8));
  }

  /** Two half-words as words (VLDRH.32). */
  public static long halvesToWords(int halves, boolean unsigned) {
    return unsigned ? pair(halves & 0xFFFF, halves >>> 16) : pair((short) halves, halves >> 16);
  }

  /** The low bytes of four half-words (VSTRB.16). */
  public static int halvesToBytes(long halves) {
    long even = halves & EVEN_8;
    even = (even | even >>> 8) & EVEN_16;
    return (int) (even | even >>> 16);
  }

  /** The low bytes of two words (VSTRB.32). */
  public static int wordsToBytes(long words) {
    return (int) words & 0xFF | (int) (words >>> 24) & 0xFF00;
  }

  /** The low half-words of two words (VSTRH.32). */
  public static int wordsToHalves(long words) {
    return (int) words & 0xFFFF | (int) (words >>> 16) & 0xFFFF_0000;
  }
}
