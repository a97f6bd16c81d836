package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loads with acquire and stores with release of Armv8-M, exclusive ones too. */
class AcquireReleaseTest {
  @Test
  void theyLoadAndStore() {
    // movs r3, #0x20; lsls r3, #24; ldr r0, =0x11223384; stl r0, [r3]; lda r1; ldab r2; ldah r4;
    // stlb r1; stlh r1; ldaex r5; stlex r6, r0; stlex r7, r0; ldaexb r0; stlexb r0, r1;
    // ldaexh r1; stlexh r1, r2, all [r3]; bkpt #1
    int[] program = {
      0x2320, 0x061B, 0x4800, 0xE001, 0x3384, 0x1122, 0xE8C3, 0x0FAF, 0xE8D3, 0x1FAF, 0xE8D3,
      0x2F8F, 0xE8D3, 0x4F9F, 0xE8C3, 0x1F8F, 0xE8C3, 0x1F9F, 0xE8D3, 0x5FEF, 0xE8C3, 0x0FE6,
      0xE8C3, 0x0FE7, 0xE8D3, 0x0FCF, 0xE8C3, 0x1FC0, 0xE8D3, 0x1FDF, 0xE8C3, 0x2FD1, 0xBE01
    };
    for (CoreModel core : new CoreModel[] {CoreModel.CORTEX_M23, CoreModel.CORTEX_M33}) {
      Machine machine = Program.machine(core, program.length - 1, program);
      assertInstanceOf(StopReason.Ended.class, machine.run(10_000));
      Map<Register, Integer> expected =
          Map.of(
              Register.R2, 0x84,
              Register.R4, 0x3384,
              Register.R5, 0x1122_3384,
              Register.R6, 0, // the first store succeeds and closes the monitor
              Register.R7, 1,
              Register.R0, 0,
              Register.R1, 0);
      expected.forEach(
          (register, value) ->
              assertEquals(value, Program.register(machine, register), core + " " + register));
    }
  }
}
