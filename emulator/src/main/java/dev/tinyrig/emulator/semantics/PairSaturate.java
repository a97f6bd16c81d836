package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.PairArithmetic.add;
import static dev.tinyrig.emulator.semantics.PairArithmetic.signs;
import static dev.tinyrig.emulator.semantics.PairArithmetic.spread;
import static dev.tinyrig.emulator.semantics.PairArithmetic.sub;

/**
 * Saturating additions on the lanes of two neighbouring beats in one 64-bit word (Armv8.1-M: DDI
 * 0553, C2.4), for translated code. Each function has a companion that tells which lanes saturate,
 * by their highest bits; where both are inlined, what they have in common is computed once.
 */
public final class PairSaturate {
  private PairSaturate() {}

  private static long limited(int size, long n, long value, long overflows) {
    long limits = ~signs(size) + (n >>> (8 << size) - 1 & PairArithmetic.ones(size));
    return value ^ (value ^ limits) & spread(size, overflows);
  }

  /** VQADD.S. */
  public static long qaddSigned(int size, long n, long m) {
    return limited(size, n, add(size, n, m), qaddSignedOverflows(size, n, m));
  }

  /** Where VQADD.S saturates. */
  public static long qaddSignedOverflows(int size, long n, long m) {
    return ~(n ^ m) & (n ^ add(size, n, m)) & signs(size);
  }

  /** VQADD.U. */
  public static long qaddUnsigned(int size, long n, long m) {
    return add(size, n, m) | spread(size, qaddUnsignedOverflows(size, n, m));
  }

  /** Where VQADD.U saturates. */
  public static long qaddUnsignedOverflows(int size, long n, long m) {
    return (n & m | (n | m) & ~add(size, n, m)) & signs(size);
  }

  /** VQSUB.S. */
  public static long qsubSigned(int size, long n, long m) {
    return limited(size, n, sub(size, n, m), qsubSignedOverflows(size, n, m));
  }

  /** Where VQSUB.S saturates. */
  public static long qsubSignedOverflows(int size, long n, long m) {
    return (n ^ m) & (n ^ sub(size, n, m)) & signs(size);
  }

  /** VQSUB.U. */
  public static long qsubUnsigned(int size, long n, long m) {
    return sub(size, n, m) & ~spread(size, qsubUnsignedOverflows(size, n, m));
  }

  /** Where VQSUB.U saturates. */
  public static long qsubUnsignedOverflows(int size, long n, long m) {
    return (~n & m | ~(n ^ m) & sub(size, n, m)) & signs(size);
  }

  /** VQNEG. */
  public static long qneg(int size, long m) {
    return qsubSigned(size, 0, m);
  }

  /** Where VQNEG saturates. */
  public static long qnegOverflows(int size, long m) {
    return qsubSignedOverflows(size, 0, m);
  }

  /** VQABS: the most negative value becomes the largest one. */
  public static long qabs(int size, long m) {
    long overflows = qabsOverflows(size, m);
    return sub(size, PairArithmetic.abs(size, m), overflows >>> (8 << size) - 1);
  }

  /** Where VQABS saturates. */
  public static long qabsOverflows(int size, long m) {
    return PairArithmetic.abs(size, m) & signs(size);
  }
}
