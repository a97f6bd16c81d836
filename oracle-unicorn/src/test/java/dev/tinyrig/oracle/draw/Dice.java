package dev.tinyrig.oracle.draw;

import java.util.SplittableRandom;

/** Random numbers with a liking for boundaries. */
public final class Dice {
  private static final int[] BOUNDARIES = {
    0,
    1,
    2,
    3,
    -1,
    -2,
    31,
    32,
    33,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x1_0000,
    0x7FFF_FFFF,
    0x8000_0000,
    0x8000_0001,
    0x4000_0000,
    0xC000_0000,
    0x7FFF_7FFF,
    0x8000_8000,
    0x8000_7FFF,
    0x7F7F_7F7F,
    0x8080_8080,
    0x00FF_00FF,
    0xFFFF_0000,
    0x0001_0001,
    0xFFFF_FF80,
    0x5555_5555
  };

  private static final int[] FLOATS = {
    0,
    0x8000_0000,
    1, // smallest denormal
    0x8000_0001,
    0x007F_FFFF, // largest denormal
    0x807F_FFFF,
    0x0080_0000, // smallest normal
    0x8080_0000,
    0x0080_0001,
    0x0100_0000,
    0x3F80_0000, // 1
    0xBF80_0000,
    0x3F80_0001,
    0x3F7F_FFFF,
    0x3F00_0000, // 0.5
    0xBF00_0000,
    0x3EFF_FFFF, // just below 0.5
    0x3F00_0001,
    0x3FC0_0000, // 1.5
    0xBFC0_0000,
    0x4000_0000, // 2
    0x4020_0000, // 2.5
    0xC020_0000,
    0x4040_0000, // 3
    0xC040_0000,
    0x4B00_0000, // 2^23
    0x4AFF_FFFF,
    0x4EFF_FFFF, // just below 2^31
    0x4F00_0000, // 2^31
    0xCF00_0000,
    0xCF00_0001,
    0x4F7F_FFFF, // just below 2^32
    0x4F80_0000,
    0x477F_E000, // largest half
    0x477F_F000, // rounds to infinity as a half
    0x3880_0000, // smallest normal half
    0x3300_0000, // half of the smallest denormal half
    0x387F_F000,
    0x7F7F_FFFF, // largest
    0xFF7F_FFFF,
    0x7F80_0000, // infinity
    0xFF80_0000,
    0x7FC0_0000, // quiet NaN
    0xFFC0_1234,
    0x7F80_0001, // signalling NaN
    0xFFA5_4321,
    0x1F80_0000,
    0x2000_0000,
    0x5F80_0000
  };

  private static final int[] HALVES = {
    0, 0x8000, 1, // smallest denormal
    0x8001, 0x03FF, // largest denormal
    0x83FF, 0x0400, // smallest normal
    0x8400, 0x0401, 0x3C00, // 1
    0xBC00, 0x3C01, 0x3BFF, 0x3800, // 0.5
    0xB800, 0x37FF, // just below 0.5
    0x3E00, // 1.5
    0x4000, // 2
    0x4100, // 2.5
    0xC100, 0x4200, // 3
    0x6400, // 1024: no fraction bits left
    0x77FF, // just below 2^15
    0x7800, // 2^15
    0xF800, 0x7BFF, // largest
    0xFBFF, 0x7C00, // infinity
    0xFC00, 0x7E00, // quiet NaN
    0xFE12, 0x7C01, // signalling NaN
    0xFD34
  };

  private static final long[] DOUBLES = {
    0L,
    0x8000_0000_0000_0000L,
    1L,
    0x8000_0000_0000_0001L,
    0x000F_FFFF_FFFF_FFFFL,
    0x0010_0000_0000_0000L,
    0x8010_0000_0000_0000L,
    0x0010_0000_0000_0001L,
    0x3FF0_0000_0000_0000L,
    0xBFF0_0000_0000_0000L,
    0x3FF0_0000_0000_0001L,
    0x3FEF_FFFF_FFFF_FFFFL,
    0x3FE0_0000_0000_0000L,
    0xBFE0_0000_0000_0000L,
    0x3FDF_FFFF_FFFF_FFFFL,
    0x3FF8_0000_0000_0000L,
    0xBFF8_0000_0000_0000L,
    0x4000_0000_0000_0000L,
    0x4004_0000_0000_0000L,
    0x4008_0000_0000_0000L,
    0xC008_0000_0000_0000L,
    0x41DF_FFFF_FFC0_0000L, // 2^31 - 1
    0x41E0_0000_0000_0000L, // 2^31
    0xC1E0_0000_0000_0000L,
    0xC1E0_0000_0010_0000L,
    0x41EF_FFFF_FFE0_0000L, // 2^32 - 1
    0x41F0_0000_0000_0000L,
    0x41EF_FFFF_FFF0_0000L,
    0x40EF_FC00_0000_0000L, // largest half
    0x40EF_FE00_0000_0000L,
    0x3E60_0000_0000_0000L,
    0x380F_FFFF_FFFF_FFFFL, // near the smallest normal float
    0x3810_0000_0000_0000L,
    0x36A0_0000_0000_0000L, // smallest denormal float
    0x3690_0000_0000_0000L,
    0x47EF_FFFF_E000_0000L, // largest float
    0x47EF_FFFF_F000_0000L,
    0x7FEF_FFFF_FFFF_FFFFL,
    0xFFEF_FFFF_FFFF_FFFFL,
    0x7FF0_0000_0000_0000L,
    0xFFF0_0000_0000_0000L,
    0x7FF8_0000_0000_0000L,
    0xFFF8_0000_1234_5678L,
    0x7FF0_0000_0000_0001L,
    0xFFF4_0000_0000_0000L,
    0x1FF0_0000_0000_0000L,
    0x5FF0_0000_0000_0000L
  };

  private final SplittableRandom random;

  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many draws. */
  public boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  /** Any 32 bits. */
  public int bits() {
    return random.nextInt();
  }

  /** An operand of an integer instruction. */
  public int operand() {
    return switch (below(4)) {
      case 0 -> bits();
      case 1 -> below(256);
      default -> BOUNDARIES[below(BOUNDARIES.length)];
    };
  }

  /** A field of an encoding. */
  public int field(int width) {
    int ones = (int) ((1L << width) - 1);
    return switch (below(8)) {
      case 0 -> 0;
      case 1 -> ones;
      case 2 -> 1 << below(width);
      default -> bits() & ones;
    };
  }

  /** Bits of a single-precision number. */
  public int single() {
    return switch (below(8)) {
      case 0 -> bits();
      case 1 -> bits() & 0x807F_FFFF | (0x70 + below(0x30)) << 23; // of ordinary size
      case 2 -> FLOATS[below(FLOATS.length)] + below(3) - 1;
      case 3 -> operand();
      default -> FLOATS[below(FLOATS.length)];
    };
  }

  /** Bits of two half-precision numbers. */
  public int halves() {
    return half() << 16 | half() & 0xFFFF;
  }

  private int half() {
    return switch (below(8)) {
      case 0 -> bits();
      case 1 -> bits() & 0x83FF | 8 + below(16) << 10; // of ordinary size
      case 2 -> HALVES[below(HALVES.length)] + below(3) - 1;
      default -> HALVES[below(HALVES.length)];
    };
  }

  /** Bits of a double-precision number. */
  public long wide() {
    return switch (below(8)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() & 0x800F_FFFF_FFFF_FFFFL | (0x3D8L + below(0x60)) << 52;
      case 2 -> DOUBLES[below(DOUBLES.length)] + below(3) - 1;
      default -> DOUBLES[below(DOUBLES.length)];
    };
  }
}
