package dev.tinyrig.emulator.interpreter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Moves, loads and stores of floating-point registers, from the encoding that the assembler gives:
 * each case names all that the instruction changes.
 *
 * <p>Before it, S n holds {@code 5000 + n}, D registers accordingly, r1 and r2 ones and twos, r0
 * and SP addresses in memory, whose words hold {@code a000 + their index}.
 */
final class FpTransferTest {
  private static final int BASE = FpCores.RAM + 0x100;
  private static final int STACK = FpCores.RAM + 0x200;
  private static final int FPSCR = 0x9000_0012;

  private record Case(String assembly, int bits, String changes) {}

  private static final List<Case> CASES =
      List.of(
          new Case("vmov.f32 s3, #-1.5", 0xEEFF1A08, "s3=bfc00000"),
          new Case("vmov.f64 d3, #-1.5", 0xEEBF3B08, "s6=0 s7=bff80000"),
          new Case("vmov.f32 s3, s8", 0xEEF01A44, "s3=5008"),
          new Case("vmov.f64 d3, d4", 0xEEB03B44, "s6=5008 s7=5009"),
          new Case("vmov s3, r1", 0xEE011A90, "s3=11111111"),
          new Case("vmov r1, s3", 0xEE111A90, "r1=5003"),
          new Case("vmov s3, s4, r1, r2", 0xEC421A31, "s3=11111111 s4=22222222"),
          new Case("vmov r1, r2, s3, s4", 0xEC521A31, "r1=5003 r2=5004"),
          new Case("vmov d3, r1, r2", 0xEC421B13, "s6=11111111 s7=22222222"),
          new Case("vmov r1, r2, d3", 0xEC521B13, "r1=5006 r2=5007"),
          new Case("vmov.32 d3[0], r1", 0xEE031B10, "s6=11111111"),
          new Case("vmov.32 d3[1], r1", 0xEE231B10, "s7=11111111"),
          new Case("vmov.32 r1, d3[1]", 0xEE331B10, "r1=5007"),
          new Case("vmrs r1, fpscr", 0xEEF11A10, "r1=90000012"),
          new Case("vmrs APSR_nzcv, fpscr", 0xEEF1FA10, "apsr=90000000"),
          new Case("vmsr fpscr, r1", 0xEEE11A10, "fpscr=11000011"),
          new Case("vldr s3, [r0, #8]", 0xEDD01A02, "s3=a042"),
          new Case("vldr s3, [r0, #-8]", 0xED501A02, "s3=a03e"),
          new Case("vldr d3, [r0, #8]", 0xED903B02, "s6=a042 s7=a043"),
          new Case("vldr s3, [pc, #4]", 0xEDDF1A01, "s3=a002"),
          new Case("vstr s3, [r0, #8]", 0xEDC01A02, "[108]=5003"),
          new Case("vstr d3, [r0, #-8]", 0xED003B02, "[f8]=5006 [fc]=5007"),
          new Case("vldmia r0, {s3-s6}", 0xECD01A04, "s3=a040 s4=a041 s5=a042 s6=a043"),
          new Case(
              "vldmia r0!, {s3-s6}", 0xECF01A04, "r0=20000110 s3=a040 s4=a041 s5=a042 s6=a043"),
          new Case(
              "vldmdb r0!, {d3-d4}", 0xED303B04, "r0=200000f0 s6=a03c s7=a03d s8=a03e s9=a03f"),
          new Case(
              "vstmia r0!, {d3-d4}",
              0xECA03B04,
              "r0=20000110 [100]=5006 [104]=5007 [108]=5008 [10c]=5009"),
          new Case(
              "vstmdb r0!, {s3-s6}",
              0xED601A04,
              "r0=200000f0 [f0]=5003 [f4]=5004 [f8]=5005 [fc]=5006"),
          new Case(
              "vpush {d3-d4}",
              0xED2D3B04,
              "r13=200001f0 [1f0]=5006 [1f4]=5007 [1f8]=5008 [1fc]=5009"),
          new Case("vpop {s3-s6}", 0xECFD1A04, "r13=20000210 s3=a080 s4=a081 s5=a082 s6=a083"),
          new Case("vseleq.f32 s3, s8, s9 (Z clear)", 0xFE441A24, "s3=5009"),
          new Case("vselge.f64 d3, d4, d5 (N = V)", 0xFE243B05, "s6=5008 s7=5009"));

  private static Core prepared() {
    Core core = FpCores.core(CoreModel.CORTEX_M7);
    for (int i = 0; i < 32; i++) {
      core.s[i] = 0x5000 + i;
    }
    core.fpscr = FPSCR;
    core.r[0] = BASE;
    core.r[1] = 0x1111_1111;
    core.r[2] = 0x2222_2222;
    core.r[13] = STACK;
    core.r[15] = FpCores.RAM + 4;
    for (int i = 0; i < 0x100; i++) {
      core.bus.poke(FpCores.RAM + 4 * i, new byte[] {(byte) i, (byte) 0xA0, 0, 0}, 0, 4);
    }
    return core;
  }

  private static Instruction decode(int bits) {
    Decoder decoder = new Decoder(CoreModel.CORTEX_M7.features());
    return decoder.decode(FpCores.RAM, bits >>> 16, bits & 0xFFFF);
  }

  @Test
  void everyTransferChangesWhatItNamesAndNothingElse() {
    assertAll(
        CASES.stream()
            .map(
                c ->
                    () -> {
                      Core core = prepared();
                      core.setApsrFlags(0);
                      Core before = prepared();
                      before.setApsrFlags(0);
                      FpDispatch.execute(core, decode(c.bits));
                      assertEquals(c.changes, CoreChanges.between(before, core), c.assembly);
                    }));
  }

  @Test
  void unalignedAddressesFaultAndChangeNothing() {
    int[] loadsAndStores = {
      0xEDD01A02, 0xED903B02, 0xEDC01A02, 0xED003B02, 0xECF01A04, 0xED303B04, 0xECA03B04, 0xED601A04
    };
    for (int bits : loadsAndStores) {
      Core core = prepared();
      core.r[0] = BASE + 2;
      Core before = prepared();
      before.r[0] = BASE + 2;
      Instruction instruction = decode(bits);
      GuestFault fault =
          assertThrows(GuestFault.class, () -> FpDispatch.execute(core, instruction));
      assertEquals(FaultKind.UNALIGNED, fault.kind());
      assertEquals("", CoreChanges.between(before, core));
    }
  }
}
