package dev.tinyrig.emulator.semantics;

/** Bit fields, extensions, reversals and packing (Armv7-M Arm ARM A4.4.4 to A4.4.6). */
public final class BitFields {
  private static final int EVEN_BYTES = 0x00FF_00FF;

  private BitFields() {}

  /** The low {@code width} bits set; width 1..32. */
  public static int mask(int width) {
    return -1 >>> (32 - width);
  }

  /**
   * BFC and, with a source, BFI: replaces the bits {@code lsb .. lsb+width-1} of {@code target}.
   */
  public static int insert(int target, int source, int lsb, int width) {
    int mask = mask(width) << lsb;
    return target & ~mask | source << lsb & mask;
  }

  /** SBFX: a field, sign-extended. */
  public static int extractSigned(int value, int lsb, int width) {
    return value << (32 - lsb - width) >> (32 - width);
  }

  /** UBFX: a field, zero-extended. */
  public static int extractUnsigned(int value, int lsb, int width) {
    return value >>> lsb & mask(width);
  }

  /** REV16: swaps the bytes of each half-word. */
  public static int reverseBytesOfHalves(int value) {
    return (value & EVEN_BYTES) << 8 | value >>> 8 & EVEN_BYTES;
  }

  /** REVSH: swaps the bytes of the low half-word and sign-extends it. */
  public static int reverseSignedHalf(int value) {
    return Short.reverseBytes((short) value);
  }

  /** SXTB16: bytes 0 and 2, each sign-extended to a half-word. */
  public static int signExtendBytes16(int value) {
    return (byte) value & 0xFFFF | (byte) (value >> 16) << 16;
  }

  /** UXTB16: bytes 0 and 2, each zero-extended to a half-word. */
  public static int zeroExtendBytes16(int value) {
    return value & EVEN_BYTES;
  }

  /** Adds half-words without a carry between them (SXTAB16 and UXTAB16). */
  public static int addHalves(int a, int b) {
    return a + b & 0xFFFF | (a & 0xFFFF_0000) + (b & 0xFFFF_0000);
  }

  /** PKHBT, PKHTB: one word of the low half of one and the high half of another word. */
  public static int pack(int low, int high) {
    return low & 0xFFFF | high & 0xFFFF_0000;
  }

  /** SEL: takes each byte from {@code a} where its GE flag is set, else from {@code b}. */
  public static int select(int a, int b, int ge) {
    int mask =
        (-(ge & 1) & 0xFF)
            | (-(ge >> 1 & 1) & 0xFF00)
            | (-(ge >> 2 & 1) & 0xFF_0000)
            | (-(ge >> 3 & 1) & 0xFF00_0000);
    return a & mask | b & ~mask;
  }
}
