package dev.tinyrig.emulator.interpreter;

/**
 * The operands that the firmware suite {@code floating-point} draws: the same numbers in the same
 * order, boundary values among them.
 */
final class DrawnOperands {
  private static final int[] SINGLES = {
    0x00000000, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC12345,
    0x7F800001, 0xFFA00000, 0x00000001, 0x80000001, 0x007FFFFF, 0x807FFFFF, 0x00800000, 0x80800000,
    0x00800001, 0x7F7FFFFF, 0xFF7FFFFF, 0x3F000000, 0xBF000000, 0x3FC00000, 0x4F000000, 0xCF000000,
    0x4F800000, 0x4EFFFFFF, 0x5F000000, 0x33800000, 0x477FE000, 0x477FF000, 0x38800000, 0x33000001,
  };

  private static final long[] DOUBLES = {
    0x0000000000000000L, 0x8000000000000000L, 0x3FF0000000000000L, 0xBFF0000000000000L,
    0x7FF0000000000000L, 0xFFF0000000000000L, 0x7FF8000000000000L, 0xFFF8123456789ABCL,
    0x7FF0000000000001L, 0xFFF4000000000000L, 0x0000000000000001L, 0x8000000000000001L,
    0x000FFFFFFFFFFFFFL, 0x800FFFFFFFFFFFFFL, 0x0010000000000000L, 0x8010000000000000L,
    0x0010000000000001L, 0x7FEFFFFFFFFFFFFFL, 0xFFEFFFFFFFFFFFFFL, 0x3FE0000000000000L,
    0xBFE0000000000000L, 0x3FF8000000000000L, 0x41E0000000000000L, 0xC1E0000000000000L,
    0x41F0000000000000L, 0x41DFFFFFFFE00000L, 0x47EFFFFFE0000000L, 0x47EFFFFFF0000000L,
    0x3810000000000000L, 0x380FFFFFFFFFFFFFL, 0x40EFFC0000000000L, 0x3F10000000000000L,
  };

  private long seed = 0x9E3779B97F4A7C15L;

  private long draw() {
    seed ^= seed >>> 12;
    seed ^= seed << 25;
    seed ^= seed >>> 27;
    return seed * 0x2545F4914F6CDD1DL;
  }

  /** A double, or a single in the low word with anything above it. */
  long next(boolean wide) {
    long choice = draw();
    long bits = draw();
    return wide ? wide(choice, bits) : bits >>> 32 << 32 | single(choice) & 0xFFFF_FFFFL;
  }

  private static int single(long r) {
    int bits = (int) r;
    int small = (int) (r >>> 32) & 63;
    int rest = bits & 0x807F_FFFF;
    return switch ((int) (r >>> 60)) {
      case 0, 1, 2 -> SINGLES[small & 31];
      case 3 -> SINGLES[small & 31] ^ bits & 0x8000_0001;
      case 4, 5, 6 -> rest | 127 - 32 + small << 23;
      case 7 -> rest | 127 - 4 + (small & 7) << 23;
      case 8 -> rest | small % 3 << 23;
      case 9 -> rest | 254 - small % 3 << 23;
      case 10, 11 -> rest & 0xFFF8_0000 | 127 - 4 + (small & 7) << 23;
      case 12 -> rest & 0xFFFF_F000 | 127 - 32 + small << 23;
      case 13 -> rest | 63 - 4 + (small & 7) << 23;
      default -> bits;
    };
  }

  private static long wide(long r, long bits) {
    long small = r >>> 32 & 63;
    long rest = bits & 0x800F_FFFF_FFFF_FFFFL;
    return switch ((int) (r >>> 60)) {
      case 0, 1, 2 -> DOUBLES[(int) small & 31];
      case 3 -> DOUBLES[(int) small & 31] ^ bits & 0x8000_0000_0000_0001L;
      case 4, 5 -> rest | 1023 - 32 + small << 52;
      case 6 -> rest | 1023 - 4 + (small & 7) << 52;
      case 7 -> rest & 0xFFFF_FFFF_E000_0000L | 1023 - 32 + small << 52;
      case 8 -> rest | small % 3 << 52;
      case 9 -> rest | 2046 - small % 3 << 52;
      case 10 -> rest & 0xFFFF_0000_0000_0000L | 1023 - 4 + (small & 7) << 52;
      case 11 -> rest & 0xFFFF_FFFF_FF00_0000L | 1023 - 32 + small << 52;
      case 12 -> rest | 511 - 4 + (small & 7) << 52;
      case 13 -> rest | 1023 - 127 - 32 + small << 52;
      case 14 -> rest | 1023 + 127 - 3 + (small & 3) << 52;
      default -> bits;
    };
  }
}
