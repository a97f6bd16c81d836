package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registers of vector instructions; encodings made by LLVM's assembler. */
class VectorRegistersTest {
  private static final long Q0 = 0xF;
  private static final long Q1 = 0xF0;
  private static final long Q2 = 0xF00;

  private record Case(
      String text, int bits, int coreReads, int coreWrites, long reads, long writes) {}

  @Test
  void readsAndWrites() {
    List<Case> cases =
        List.of(
            new Case("vldrw.u32 q0, [r0]", 0xED90_1F00, 1, 0, 0, Q0),
            new Case("vldrw.u32 q0, [r0], #16", 0xECB0_1F04, 1, 1, 0, Q0),
            new Case("vstrw.32 q2, [r1]", 0xED81_5F00, 2, 0, Q2, 0),
            new Case("vadd.i32 q1, q0, q7", 0xEF20_284E, 0, 0, Q0 | 0xF000_0000L, Q1),
            new Case("vmlava.s8 r2, q0, q1", 0xEEF0_2F22, 4, 4, Q0 | Q1, 0),
            new Case("vmlalva.s16 r2, r3, q0, q1", 0xEE90_2E22, 12, 12, Q0 | Q1, 0),
            new Case("vmla.s32 q1, q2, r3", 0xEE25_2E43, 8, 0, Q1 | Q2, Q1),
            new Case("vdup.32 q1, r2", 0xEEA2_2B10, 4, 0, 0, Q1),
            new Case("vqmovnb.s16 q1, q2", 0xEE33_2E05, 0, 0, Q1 | Q2, Q1),
            new Case("vldrw.u32 q0, [r0, q1, uxtw #2]", 0xFC90_0F43, 1, 0, Q1, Q0),
            new Case("vstrb.8 q2, [r0, q1]", 0xEC80_4E02, 1, 0, Q1 | Q2, 0),
            new Case("vmaxv.s32 r2, q0", 0xEEEA_2F00, 4, 4, Q0, 0),
            new Case("vfma.f32 q0, q1, q2", 0xEF02_0C54, 0, 0, Q0 | Q1 | Q2, Q0),
            new Case("vmov r2, r3, q0[2], q0[0]", 0xEC03_0F02, 0, 12, Q0, 0),
            new Case("vcmp.i32 eq, q0, q1", 0xFE21_0F02, 0, 0, Q0 | Q1, 0),
            new Case("vld20.8 {q0, q1}, [r0]", 0xFC90_1E00, 1, 0, 0, Q0 | Q1),
            new Case("vpst", 0xFE71_0F4D, 0, 0, 0, 0));
    Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());
    for (Case c : cases) {
      Instruction i = decoder.decode(0x1000, c.bits() >>> 16, c.bits() & 0xFFFF);
      assertTrue(i.op.kind().isVector(), c.text());
      assertEquals(c.coreReads(), VectorRegisters.coreReads(i), c.text() + " reads");
      assertEquals(c.coreWrites(), VectorRegisters.coreWrites(i), c.text() + " writes");
      assertEquals(c.reads(), VectorRegisters.reads(i), c.text() + " reads vectors");
      assertEquals(c.writes(), VectorRegisters.writes(i), c.text() + " writes vectors");
    }
  }
}
