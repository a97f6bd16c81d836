package dev.tinyrig.peripherals.ethosu.operation;

/** Type of a feature map's elements. */
public enum ElementType {
  UINT8(1, false),
  INT8(1, true),
  UINT16(2, false),
  INT16(2, true),
  UINT32(4, false),
  INT32(4, true);

  private final int bytes;
  private final boolean signed;

  ElementType(int bytes, boolean signed) {
    this.bytes = bytes;
    this.signed = signed;
  }

  /** The type of the fields in a precision register; {@code log2Bytes} is 0, 1 or 2. */
  static ElementType of(int log2Bytes, boolean signed) {
    return values()[2 * log2Bytes + (signed ? 1 : 0)];
  }

  /** Bytes of an element. */
  public int bytes() {
    return bytes;
  }

  /** Bits of an element. */
  public int bits() {
    return 8 * bytes;
  }

  /** Whether it has a sign. */
  public boolean isSigned() {
    return signed;
  }

  /** Smallest value. */
  public long lowest() {
    return signed ? -(1L << bits() - 1) : 0;
  }

  /** Largest value. */
  public long highest() {
    return signed ? (1L << bits() - 1) - 1 : (1L << bits()) - 1;
  }

  /** A 16-bit register (zero point, limit, scalar) as this type reads it. */
  public int parameter(int value) {
    return this == UINT8 ? value : (short) value;
  }
}
