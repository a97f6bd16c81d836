package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.ExceptionNumbers;
import dev.tinyrig.emulator.debug.FaultReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An instruction that the core lacks: the architecture's exception, and words that name a core. */
final class MissingInstructionTest {
  private static final int SHCSR = 0xE000_ED24;
  private static final int USGFAULTENA = 1 << 18;
  private static final int CPACR = 0xE000_ED88;
  private static final int ALL_ACCESS = 0xF << 20;
  private static final int BKPT = 0xBE00;

  private record Case(CoreModel core, int bits, int exception, String message) {}

  @Test
  void namesTheCoreThatHasIt() {
    List<Case> cases =
        List.of(
            // vmladava.s8 r0, q0, q0
            new Case(
                CoreModel.CORTEX_M33,
                0xEEF0_0F20,
                ExceptionNumbers.USAGE_FAULT,
                "VMLADAVA.S8 (eef0 0f20) needs MVE: Cortex-M55 and Cortex-M85;"
                    + " this is a Cortex-M33"),
            new Case(
                CoreModel.CORTEX_M23,
                0xEEF0_0F20,
                ExceptionNumbers.HARD_FAULT,
                "VMLADAVA.S8 (eef0 0f20) needs MVE: Cortex-M55 and Cortex-M85;"
                    + " this is a Cortex-M23"),
            // csel r0, r1, r2, eq
            new Case(
                CoreModel.CORTEX_M33,
                0xEA51_8002,
                ExceptionNumbers.USAGE_FAULT,
                "CSEL (ea51 8002) needs Armv8.1-M: Cortex-M55 and Cortex-M85;"
                    + " this is a Cortex-M33"),
            // smlad r0, r1, r2, r3
            new Case(
                CoreModel.CORTEX_M3,
                0xFB21_3002,
                ExceptionNumbers.USAGE_FAULT,
                "SMLAD (fb21 3002) needs the DSP extension: Cortex-M4, Cortex-M4F and others;"
                    + " this is a Cortex-M3"),
            // vadd.f64 d0, d1, d2
            new Case(
                CoreModel.CORTEX_M33,
                0xEE31_0B02,
                ExceptionNumbers.USAGE_FAULT,
                "VADD.F64 (ee31 0b02) needs double-precision floating point:"
                    + " Cortex-M7, Cortex-M55 and others; this is a Cortex-M33"),
            // pacg r0, r1, r2
            new Case(
                CoreModel.CORTEX_M55,
                0xFB61_F002,
                ExceptionNumbers.USAGE_FAULT,
                "PACG (fb61 f002) needs PACBTI: Cortex-M85; this is a Cortex-M55"));
    for (Case c : cases) {
      Machine machine =
          Program.machine(c.core(), 3, c.bits() >>> 16, c.bits() & 0xFFFF, 0xE7FE, BKPT);
      if (!c.core().isV6M()) {
        machine.bus().store32(SHCSR, USGFAULTENA);
        machine.bus().store32(CPACR, ALL_ACCESS); // else NOCP goes before what is missing
      }
      machine.run(10_000);
      FaultReport fault = machine.debug().lastFault().orElseThrow();
      assertEquals(c.message(), fault.reason());
      assertEquals(c.exception(), fault.exception(), c.message());
    }
  }
}
