package dev.tinyrig.emulator.translator;

import java.util.Random;

/** Sums of products of halves and bytes, near the ends of what a word holds and elsewhere. */
final class ProductUnits {
  private static final int[] EDGES = {0, 0x7FFF_FFFF, 0x8000_0000, 0x7000_0000, 0x9000_0000};

  private final Random random;
  private final ProgramWriter out;
  private final DrawnInstructions drawn;

  ProductUnits(Random random, ProgramWriter out, DrawnInstructions drawn) {
    this.random = random;
    this.out = out;
    this.drawn = drawn;
  }

  /** R4 and R5 are the sums. */
  void chain() {
    for (int sum = 4; sum < 6; sum++) {
      if (random.nextBoolean()) {
        int near = random.nextInt(1 << random.nextInt(1, 28)) - (1 << random.nextInt(27));
        out.constant(sum, EDGES[random.nextInt(EDGES.length)] + near);
      }
    }
    if (random.nextInt(4) == 0) {
      out.constant(random.nextInt(4), 0x8080_8080);
    }
    for (int k = random.nextInt(2, 24); k > 0; k--) {
      int n = random.nextInt(4);
      int m = random.nextInt(4);
      int sum = 4 + random.nextInt(2);
      switch (random.nextInt(10)) {
        case 0 -> drawn.straight(1);
        case 1, 2 -> out.emit(0xFA2F, 0xF080 | n << 8 | random.nextInt(4) << 4 | m); // SXTB16
        case 3 -> out.emit(0xFA3F, 0xF080 | n << 8 | random.nextInt(4) << 4 | m); // UXTB16
        case 4 -> // PKHBT, PKHTB
            out.emit(
                0xEAC0 | n,
                random.nextInt(2) << 14
                    | random.nextInt(4) << 8
                    | (random.nextInt(8) == 0 ? 1 << 6 : 0)
                    | random.nextInt(2) << 5
                    | m);
        case 5 -> // SMLABB and relatives
            out.emit(0xFB10 | n, sum << 12 | sum << 8 | random.nextInt(4) << 4 | m);
        case 6 -> out.emit(0xFB20 | n, 0xF000 | sum << 8 | random.nextInt(2) << 4 | m); // SMUAD
        default -> // SMLAD
            out.emit(0xFB20 | n, sum << 12 | sum << 8 | random.nextInt(2) << 4 | m);
      }
    }
  }
}
