package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.VectorArithmetic.add;
import static dev.tinyrig.emulator.semantics.VectorArithmetic.belowUnsigned;
import static dev.tinyrig.emulator.semantics.VectorArithmetic.signs;
import static dev.tinyrig.emulator.semantics.VectorArithmetic.spread;
import static dev.tinyrig.emulator.semantics.VectorArithmetic.sub;

/**
 * Saturating additions on the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4).
 *
 * <p>Results have the beat in the low word and, in bits 35..32, a 1 for the first byte of every
 * lane that saturated: FPSCR.QC is set when such a byte is active.
 */
public final class VectorSaturate {
  private VectorSaturate() {}

  /** Packs a beat with the marks of the lanes whose highest bit is set in {@code overflows}. */
  private static long packed(int size, int value, int overflows) {
    int first = overflows >>> (8 << size) - 8; // the highest bit of a lane's first byte
    int marks = first >>> 7 & 1 | first >>> 14 & 2 | first >>> 21 & 4 | first >>> 28 & 8;
    return (long) marks << 32 | value & 0xFFFF_FFFFL;
  }

  private static long signedResult(int size, int n, int value, int overflows) {
    int limits = ~signs(size) ^ spread(size, n & signs(size));
    int mask = spread(size, overflows);
    return packed(size, value & ~mask | limits & mask, overflows);
  }

  /** VQADD.S. */
  public static long qaddSigned(int size, int n, int m) {
    int sum = add(size, n, m);
    return signedResult(size, n, sum, ~(n ^ m) & (n ^ sum) & signs(size));
  }

  /** VQADD.U. */
  public static long qaddUnsigned(int size, int n, int m) {
    int sum = add(size, n, m);
    int carries = (n & m | (n | m) & ~sum) & signs(size);
    return packed(size, sum | spread(size, carries), carries);
  }

  /** VQSUB.S. */
  public static long qsubSigned(int size, int n, int m) {
    int difference = sub(size, n, m);
    return signedResult(size, n, difference, (n ^ m) & (n ^ difference) & signs(size));
  }

  /** VQSUB.U. */
  public static long qsubUnsigned(int size, int n, int m) {
    int below = belowUnsigned(size, n, m);
    return packed(size, sub(size, n, m) & ~below, below & signs(size));
  }

  /** VQNEG. */
  public static long qneg(int size, int m) {
    return qsubSigned(size, 0, m);
  }

  /** VQABS: the most negative value becomes the largest one. */
  public static long qabs(int size, int m) {
    int value = VectorArithmetic.abs(size, m);
    int overflows = value & signs(size);
    return packed(size, sub(size, value, overflows >>> (8 << size) - 1), overflows);
  }
}
