package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.util.List;
import java.util.Random;

/** Parts of drawn programs that are vector code: loops, VPT blocks, gathers. */
final class VectorUnits {
  private static final List<Encoding> TRANSFERS =
      Decoder.encodings().stream()
          .filter(e -> e.op() == Op.VLDR_GATHER || e.op() == Op.VSTR_SCATTER)
          .toList();

  private final Random random;
  private final ProgramWriter out;
  private final DrawnInstructions drawn;

  VectorUnits(Random random, ProgramWriter out, DrawnInstructions drawn) {
    this.random = random;
    this.out = out;
    this.drawn = drawn;
  }

  /** A loop over vectors, with or without tail predication. */
  void loop() {
    int kind = random.nextInt(4); // DLS, straight code, else DLSTP
    out.constant(0, random.nextInt(1, kind == 0 ? 12 : 70));
    if (kind != 1) {
      out.emit(kind == 0 ? 0xF040 : 0xF000 | random.nextInt(4) << 4, 0xE001);
    }
    int top = out.size();
    for (int k = random.nextInt(1, 5); k > 0; k--) {
      switch (random.nextInt(8)) {
        case 0 -> drawn.straight(1);
        case 1, 2 -> vptBlock();
        case 3 -> gather();
        default -> drawn.drawVector(i -> !VptBlock.begins(i.op));
      }
    }
    if (kind != 1) {
      int distance = out.size() + 2 - top;
      out.emit(kind == 0 ? 0xF00F : 0xF01F, ProgramWriter.loopBranch(distance));
    }
  }

  private void vptBlock() {
    Instruction begin = drawn.drawVector(i -> VptBlock.begins(i.op));
    for (int k = begin == null ? 0 : VptBlock.length(begin.imm); k > 0; k--) {
      drawn.drawVector(i -> !VptBlock.begins(i.op));
    }
  }

  /** Offsets from R2 on in a vector, and elements there. */
  private void gather() {
    out.constant(2, 16 * random.nextInt(1, 8));
    Instruction offsets = drawn.drawVector(i -> i.op == Op.VIDUP_Q && i.n == 2);
    if (offsets != null) {
      drawn.drawFrom(
          TRANSFERS, i -> i.n == 7 && i.m == offsets.d && (i.size == offsets.size || i.size == 3));
    }
  }
}
