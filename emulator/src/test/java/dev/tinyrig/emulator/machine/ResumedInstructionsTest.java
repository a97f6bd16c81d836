package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import org.junit.jupiter.api.Test;

/**
 * What follows an exception that left beats behind, in EPSR.ECI. The handler of an SVC puts ECI
 * into its frame, as if a vector instruction behind the SVC had been interrupted.
 */
final class ResumedInstructionsTest {
  /** CPACR on; r3 = 0x20000100; r2 = 10; str r2, [r3]; svc #0. */
  private static final int[] BEFORE = {
    0xF64E, 0x5388, 0xF2CE, 0x0300, 0x22F0, 0x0412, 0x601A, 0xF240, 0x1300, 0xF2C2, 0x0300, 0x220A,
    0x601A, 0xDF00
  };

  /**
   * cbnz r7, fault; movs r7, #1; ldr r0, [sp, #28]; orr.w r0, r0, #(eci << 12); str r0, [sp, #28];
   * bx lr; fault: bkpt #9.
   */
  private static int[] handler(int eci) {
    int second = new int[] {0, 0x5080, 0x5000, 0, 0x4080, 0x40A0}[eci];
    return new int[] {0xB92F, 0x2701, 0x9807, 0xF440, second, 0x9007, 0x4770, 0xBE09};
  }

  private static Machine run(int eci, int status, int... body) {
    int[] handler = handler(eci);
    int[] program = new int[BEFORE.length + body.length + 1 + handler.length];
    System.arraycopy(BEFORE, 0, program, 0, BEFORE.length);
    System.arraycopy(body, 0, program, BEFORE.length, body.length);
    program[BEFORE.length + body.length] = 0xBE01;
    int at = BEFORE.length + body.length + 1;
    System.arraycopy(handler, 0, program, at, handler.length);
    Machine machine = Program.machine(CoreModel.CORTEX_M55, at, program);
    StopReason.Ended end = assertInstanceOf(StopReason.Ended.class, machine.run(10_000));
    assertEquals(status, end.status(), () -> machine.debug().lastFault().toString());
    return machine;
  }

  /** The fault, and that it is at the instruction with this index in the body. */
  private static void refused(int eci, int index, int... body) {
    var fault = run(eci, 9, body).debug().lastFault().orElseThrow();
    assertEquals(FaultKind.INVSTATE, fault.kind());
    assertEquals(Program.START + 2 * (BEFORE.length + index), fault.pc());
  }

  /** Beats that are left go on where Rn stands: each beat moves it (VIDUP has no other state). */
  @Test
  void sequencesGoOn() {
    // vidup.u32 q0, r2, #1; vmov r0, s2; vmov r1, s3
    Machine machine = run(2, 1, 0xEE23, 0x0F6E, 0xEE11, 0x0A10, 0xEE11, 0x1A90);
    assertEquals(10, Program.register(machine, Register.R0));
    assertEquals(11, Program.register(machine, Register.R1));
    assertEquals(12, Program.register(machine, Register.R2));
  }

  /** ECI of A0 to A2 and B0 leaves A0 behind, for the next instruction. */
  @Test
  void theSecondInstructionIsResumedToo() {
    // vadd.i32 q0, q0, q0; vidup.u32 q0, r2, #1; vmov r0, s1; vmov r1, s3
    Machine machine = run(5, 1, 0xEF20, 0x0840, 0xEE23, 0x0F6E, 0xEE10, 0x0A90, 0xEE11, 0x1A90);
    assertEquals(10, Program.register(machine, Register.R0));
    assertEquals(12, Program.register(machine, Register.R1));
    assertEquals(13, Program.register(machine, Register.R2));
  }

  @Test
  void instructionsWithoutBeatsAreRefused() {
    refused(1, 0, 0x2001); // movs r0, #1
    refused(4, 0, 0xDF00); // svc #0
    refused(5, 2, 0xEF20, 0x0840, 0xDF00); // vadd.i32 q0, q0, q0; svc #0
    refused(5, 2, 0xEF20, 0x0840, 0xED93, 0x1A00); // the same; vldr s2, [r3]
  }

  @Test
  void severalRegistersBeginAnew() {
    Machine machine = run(1, 1, 0xE893, 0x0012); // ldmia r3, {r1, r4}
    assertEquals(10, Program.register(machine, Register.R1));
    machine = run(5, 1, 0xE89F, 0x0004, 0xEE11, 0x0A10); // clrm {r2}; vmov r0, s2
    assertEquals(0, Program.register(machine, Register.R2));
    run(2, 1, 0xB404, 0xBC04); // push {r2}; pop {r2}
    run(4, 1, 0xEC93, 0x1A02, 0xBF00); // vldmia r3, {s2, s3}; nop
    run(4, 1, 0xEC9F, 0x1A02, 0xBF00); // vscclrm {s2, s3, vpr}; nop
  }
}
