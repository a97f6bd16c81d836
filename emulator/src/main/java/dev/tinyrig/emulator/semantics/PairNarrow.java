package dev.tinyrig.emulator.semantics;

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

  /** Wide lanes' highest bits where something above the lowest {@code 8 << size} bits is set. */
  private static long above(int size, long lanes) {
    long signs = PairArithmetic.signs(size + 1);
    long bits = lanes & ~even(size);
    return ((bits & ~signs) + ~signs | bits) & signs;
  }

  /** Highest bits of wide lanes as those of the narrow lanes that they are about. */
  private static long moved(int size, int top, long marks) {
    return top == 0 ? marks >>> (8 << size) : marks;
  }

  /** The lowest half of every lane, all ones where the highest bit is set in {@code marks}. */
  private static long halves(int size, long marks) {
    return (marks >>> (8 << size) - 1) - (marks >>> (16 << size) - 1);
  }

  /** The highest bits of wide lanes that are not among the narrow signed numbers. */
  private static long tooLarge(int size, long lanes) {
    long half = PairArithmetic.signs(size) & even(size);
    return above(size, PairArithmetic.add(size + 1, lanes, half));
  }

  /** Signed lanes limited to the narrow signed numbers. */
  private static long limited(int size, int top, long d, long lanes) {
    long mask = halves(size, tooLarge(size, lanes));
    long greatest = ~PairArithmetic.signs(size) & even(size);
    long limits = greatest + (lanes >>> (16 << size) - 1 & PairArithmetic.ones(size + 1));
    return put(size, top, d, lanes ^ (lanes ^ limits) & mask);
  }

  /** Unsigned lanes limited to the narrow ones. */
  private static long limitedUnsigned(int size, int top, long d, long lanes) {
    return put(size, top, d, lanes | halves(size, above(size, lanes)));
  }

  /** Signed lanes limited to the narrow unsigned numbers. */
  private static long limitedPositive(int size, int top, long d, long lanes) {
    long negative = halves(size, lanes & PairArithmetic.signs(size + 1));
    return put(size, top, d, (lanes | halves(size, above(size, lanes))) & ~negative);
  }

  private static long signed(int size, long m, int amount) {
    return amount == 0 ? m : PairShift.shrSignedBy(size + 1, m, amount);
  }

  private static long unsigned(int size, long m, int amount) {
    return amount == 0 ? m : PairShift.shrUnsignedBy(size + 1, m, amount);
  }

  /** VQSHRN.S and VQMOVN.S. */
  public static long qshrnSigned(int size, int top, long d, long m, int amount) {
    return limited(size, top, d, signed(size, m, amount));
  }

  /** Where it saturates. */
  public static long qshrnSignedOverflows(int size, int top, long m, int amount) {
    return moved(size, top, tooLarge(size, signed(size, m, amount)));
  }

  /** VQSHRN.U and VQMOVN.U. */
  public static long qshrnUnsigned(int size, int top, long d, long m, int amount) {
    return limitedUnsigned(size, top, d, unsigned(size, m, amount));
  }

  /** Where it saturates. */
  public static long qshrnUnsignedOverflows(int size, int top, long m, int amount) {
    return moved(size, top, above(size, unsigned(size, m, amount)));
  }

  /** VQSHRUN and VQMOVUN: signed to unsigned. */
  public static long qshrun(int size, int top, long d, long m, int amount) {
    return limitedPositive(size, top, d, signed(size, m, amount));
  }

  /** Where it saturates. */
  public static long qshrunOverflows(int size, int top, long m, int amount) {
    return moved(size, top, above(size, signed(size, m, amount)));
  }

  /** VQRSHRN.S. */
  public static long qrshrnSigned(int size, int top, long d, long m, int amount) {
    return limited(size, top, d, PairShift.rshrSignedBy(size + 1, m, amount));
  }

  /** Where it saturates. */
  public static long qrshrnSignedOverflows(int size, int top, long m, int amount) {
    return moved(size, top, tooLarge(size, PairShift.rshrSignedBy(size + 1, m, amount)));
  }

  /** VQRSHRN.U. */
  public static long qrshrnUnsigned(int size, int top, long d, long m, int amount) {
    return limitedUnsigned(size, top, d, PairShift.rshrUnsignedBy(size + 1, m, amount));
  }

  /** Where it saturates. */
  public static long qrshrnUnsignedOverflows(int size, int top, long m, int amount) {
    return moved(size, top, above(size, PairShift.rshrUnsignedBy(size + 1, m, amount)));
  }

  /** VQRSHRUN. */
  public static long qrshrun(int size, int top, long d, long m, int amount) {
    return limitedPositive(size, top, d, PairShift.rshrSignedBy(size + 1, m, amount));
  }

  /** Where it saturates. */
  public static long qrshrunOverflows(int size, int top, long m, int amount) {
    return moved(size, top, above(size, PairShift.rshrSignedBy(size + 1, m, amount)));
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
