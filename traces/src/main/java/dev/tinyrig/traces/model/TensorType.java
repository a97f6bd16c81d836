package dev.tinyrig.traces.model;

/** Element types of tensors, in the schema's numbering. */
public enum TensorType {
  FLOAT32("f32", 32),
  FLOAT16("f16", 16),
  INT32("i32", 32),
  UINT8("u8", 8),
  INT64("i64", 64),
  STRING("string", 0),
  BOOL("bool", 8),
  INT16("i16", 16),
  COMPLEX64("c64", 64),
  INT8("i8", 8),
  FLOAT64("f64", 64),
  COMPLEX128("c128", 128),
  UINT64("u64", 64),
  RESOURCE("resource", 0),
  VARIANT("variant", 0),
  UINT32("u32", 32),
  UINT16("u16", 16),
  INT4("i4", 4),
  BFLOAT16("bf16", 16),
  INT2("i2", 2),
  UINT4("u4", 4),
  FLOAT8_E4M3FN("f8e4m3", 8),
  FLOAT8_E5M2("f8e5m2", 8),
  UNKNOWN("?", 0);

  private final String shortName;
  private final int bits;

  TensorType(String shortName, int bits) {
    this.shortName = shortName;
    this.bits = bits;
  }

  static TensorType of(int code) {
    return code >= 0 && code < UNKNOWN.ordinal() ? values()[code] : UNKNOWN;
  }

  /** As shapes are printed, for example {@code i8}. */
  public String shortName() {
    return shortName;
  }

  /** Bits of one element, 0 where elements have no fixed size. */
  public int bits() {
    return bits;
  }

  /** Whether the elements are floating-point numbers. */
  public boolean isFloat() {
    return shortName.charAt(0) == 'f' || this == BFLOAT16;
  }
}
