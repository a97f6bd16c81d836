package dev.tinyrig.peripherals.board;

/** Numbers as people write addresses and sizes. */
final class Numbers {
  /** Largest single memory: what a Java array and a sensible board can hold. */
  static final long MAX_MEMORY = 1L << 29;

  static final long INVALID = Long.MIN_VALUE;

  private Numbers() {}

  /** Decimal or 0x, with K or M for binary multiples and underscores; else {@link #INVALID}. */
  static long parse(String text) {
    String digits = text.replace("_", "");
    long unit = 1;
    if (digits.endsWith("K") || digits.endsWith("M")) {
      unit = digits.endsWith("K") ? 1L << 10 : 1L << 20;
      digits = digits.substring(0, digits.length() - 1);
    }
    try {
      long value =
          digits.startsWith("0x")
              ? Long.parseLong(digits.substring(2), 16)
              : Long.parseLong(digits);
      return value < 0 || value > 0xFFFF_FFFFL ? INVALID : value * unit;
    } catch (NumberFormatException e) {
      return INVALID;
    }
  }
}
