package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** System registers of the floating-point unit in Armv8.1-M, in the Secure state after reset. */
class FloatingPointSystemRegistersTest {
  private static final int CONTROL_FPCA = 4;
  private static final int CONTROL_SFPA = 8;

  /** movw r3, #0xed88; movt r3, #0xe000; movs r2, #0xf0; lsls r2, #16; str r2, [r3]: CPACR. */
  private static final int[] UNIT_ON = {0xF64E, 0x5388, 0xF2CE, 0x0300, 0x22F0, 0x0412, 0x601A};

  private static Machine run(int... body) {
    int[] program = Arrays.copyOf(UNIT_ON, UNIT_ON.length + body.length + 1);
    System.arraycopy(body, 0, program, UNIT_ON.length, body.length);
    program[program.length - 1] = 0xBE63; // where every fault goes
    Machine machine = Program.machine(CoreModel.CORTEX_M55, program.length - 1, program);
    StopReason.Ended end = assertInstanceOf(StopReason.Ended.class, machine.run(10_000));
    assertEquals(1, end.status(), () -> machine.debug().lastFault().toString());
    return machine;
  }

  private static int r(Machine machine, Register register) {
    return Program.register(machine, register);
  }

  @Test
  void clearsRegisters() {
    // movs r0, #5; vmov s1, r0; vmov s2, r0; vscclrm {s1, vpr}; vmov r1, s1; vmov r2, s2
    Machine machine =
        run(
            0x2005, 0xEE00, 0x0A90, 0xEE01, 0x0A10, 0xECDF, 0x0A01, 0xEE10, 0x1A90, 0xEE11, 0x2A10,
            0xBE01);
    assertEquals(0, r(machine, Register.R1));
    assertEquals(5, r(machine, Register.R2));
  }

  @Test
  void clearsDoubleRegistersAndPredicates() {
    // movs r0, #5; vmsr p0, r0; vmov s5, r0; vmov s6, r0; vmov s7, r0; vscclrm {d3, vpr};
    // vmov r1, s5; vmov r2, s6; vmov r4, s7; vmrs r5, p0
    Machine machine =
        run(
            0x2005, 0xEEED, 0x0A10, 0xEE02, 0x0A90, 0xEE03, 0x0A10, 0xEE03, 0x0A90, 0xEC9F, 0x3B02,
            0xEE12, 0x1A90, 0xEE13, 0x2A10, 0xEE13, 0x4A90, 0xEEFD, 0x5A10, 0xBE01);
    assertEquals(5, r(machine, Register.R1));
    assertEquals(0, r(machine, Register.R2));
    assertEquals(0, r(machine, Register.R4));
    assertEquals(0, r(machine, Register.R5));
  }

  /** The forms for 32 double registers do on the 16 that are there what the others do. */
  @Test
  void secondFormsOfLazyTransfersStoreAndLoad() {
    // r3 = 0x20000100; movs r0, #5; vmov s2, r0; mrs r4, control; vlstm r3, {d0-d31};
    // mrs r5, control; vmov r6, s2; vlldm r3, {d0-d31}; vmov r7, s2
    Machine machine =
        run(
            0xF240, 0x1300, 0xF2C2, 0x0300, 0x2005, 0xEE01, 0x0A10, 0xF3EF, 0x8414, 0xEC23, 0x0A80,
            0xF3EF, 0x8514, 0xEE11, 0x6A10, 0xEC33, 0x0A80, 0xEE11, 0x7A10, 0xBE01);
    assertEquals(CONTROL_FPCA | CONTROL_SFPA, r(machine, Register.R4));
    assertEquals(CONTROL_SFPA, r(machine, Register.R5)); // VLSTM ends the context
    assertEquals(5, r(machine, Register.R7));
  }

  @Test
  void halvesAreLoadedAndStored() {
    // r3 = 0x20000100; r0 = 0x3c00bc01; str r0, [r3]; vldr.16 s3, [r3, #2]; vmov r1, s3;
    // vstr.16 s3, [r3, #6]; ldr r2, [r3, #4]; adds r3, #2; vldr.16 s4, [r3, #-2]; vmov r4, s4
    Machine machine =
        run(
            0xF240, 0x1300, 0xF2C2, 0x0300, 0xF64B, 0x4001, 0xF6C3, 0x4000, 0x6018, 0xEDD3, 0x1901,
            0xEE11, 0x1A90, 0xEDC3, 0x1903, 0x685A, 0x3302, 0xED13, 0x2901, 0xEE12, 0x4A10, 0xBE01);
    assertEquals(0x3C00, r(machine, Register.R1));
    assertEquals(0x3C00_0000, r(machine, Register.R2));
    assertEquals(0xBC01, r(machine, Register.R4));
  }

  /** With the unit off, what it has no instruction for is NOCP, and VSCCLRM is none of it. */
  @Test
  void noCoprocessorGoesBeforeUndefined() {
    int[][] nocp = {
      {0xEF90, 0x0040}, {0xFFFF, 0xFFFF}, {0xEE00, 0x0810}, {0xEE00, 0x0E10}, {0xEEFF, 0x0A50}
    };
    for (int[] bits : nocp) {
      Machine machine = Program.machine(CoreModel.CORTEX_M55, 2, bits[0], bits[1], 0xBE09);
      machine.run(10_000);
      assertEquals(FaultKind.NOCP, machine.debug().lastFault().orElseThrow().kind());
    }
    // movw r3, #0xed88 and so on, then the encoding: with the unit on it is UNDEFINED
    Machine machine = Program.machine(CoreModel.CORTEX_M55, 9, unitOnThen(nocp[0]));
    machine.run(10_000);
    assertEquals(FaultKind.UNDEFINSTR, machine.debug().lastFault().orElseThrow().kind());
    machine = Program.machine(CoreModel.CORTEX_M55, 4, 0xEC9F, 0x0A20, 0xBE01, 0xBF00, 0xBE09);
    assertEquals(1, assertInstanceOf(StopReason.Ended.class, machine.run(10_000)).status());
  }

  private static int[] unitOnThen(int[] bits) {
    int[] program = Arrays.copyOf(UNIT_ON, UNIT_ON.length + 3);
    program[UNIT_ON.length] = bits[0];
    program[UNIT_ON.length + 1] = bits[1];
    program[UNIT_ON.length + 2] = 0xBE63;
    return program;
  }

  /** Half precision for arithmetic, conversion from and to it, vectors with floating point. */
  @Test
  void featureRegistersTellWhatIsThere() {
    for (CoreModel core : new CoreModel[] {CoreModel.CORTEX_M55, CoreModel.CORTEX_M85}) {
      Machine machine = Program.machine(core, 0, 0xBE01);
      assertEquals(0x1011_0221, machine.bus().load32(0xE000_EF40)); // MVFR0
      assertEquals(0x1210_0211, machine.bus().load32(0xE000_EF44)); // MVFR1
      assertEquals(0x0000_0040, machine.bus().load32(0xE000_EF48)); // MVFR2
    }
    Machine machine = Program.machine(CoreModel.CORTEX_M33, 0, 0xBE01);
    assertEquals(0x1011_0021, machine.bus().load32(0xE000_EF40));
    assertEquals(0x1100_0011, machine.bus().load32(0xE000_EF44));
    assertEquals(0x0000_0040, machine.bus().load32(0xE000_EF48));
  }

  @Test
  void flagsAndSaturationAloneAreWritten() {
    // movs r0, #0x48; lsls r0, #24; vmsr fpscr_nzcvqc, r0; vmrs r1, fpscr_nzcvqc; vmrs r2, fpscr
    Machine machine = run(0x2048, 0x0600, 0xEEE2, 0x0A10, 0xEEF2, 0x1A10, 0xEEF1, 0x2A10, 0xBE01);
    assertEquals(0x4800_0000, r(machine, Register.R1));
    assertEquals(0x4804_0000, r(machine, Register.R2)); // LTPSIZE is 4
  }

  @Test
  void loadsAndStoresWriteTheBaseBack() {
    // r3 = 0x20000100; str #0xa55a; vldr P0, [r3], #4; vmrs r1, p0; vstr VPR, [r3, #8]!; ldr r2
    Machine machine =
        run(
            0xF240, 0x1300, 0xF2C2, 0x0300, 0xF24A, 0x505A, 0x6018, 0xECF3, 0xAF81, 0xEEFD, 0x1A10,
            0xEDE3, 0x8F82, 0x681A, 0xBE01);
    assertEquals(0xA55A, r(machine, Register.R1));
    assertEquals(0xA55A, r(machine, Register.R2));
    assertEquals(0x2000_010C, r(machine, Register.R3));
  }

  @Test
  void secureContextIsTakenAwayAndComesBack() {
    // vmov s0, r0; mrs r4, control; fpscr = RMode 1; vmrs r1, fpcxt_s; mrs r2, control;
    // vmsr fpcxt_s, r1; mrs r5, control; vmrs r0, fpscr
    Machine machine =
        run(
            0xEE00, 0x0A10, 0xF3EF, 0x8414, 0x2001, 0x0580, 0xEEE1, 0x0A10, 0xEEFF, 0x1A10, 0xF3EF,
            0x8214, 0xEEEF, 0x1A10, 0xF3EF, 0x8514, 0xEEF1, 0x0A10, 0xBE01);
    assertEquals(CONTROL_FPCA | CONTROL_SFPA, r(machine, Register.R4));
    // LTPSIZE was written as 0 with the rounding mode.
    assertEquals(0x8040_0000, r(machine, Register.R1));
    assertEquals(CONTROL_FPCA, r(machine, Register.R2));
    assertEquals(CONTROL_FPCA | CONTROL_SFPA, r(machine, Register.R5));
  }

  @Test
  void withoutAContextNothingIsMade() {
    // vmrs r1, fpcxt_ns; mrs r2, control; vscclrm {s0-s31, vpr}; mrs r4, control
    Machine machine = run(0xEEFE, 0x1A10, 0xF3EF, 0x8214, 0xEC9F, 0x0A20, 0xF3EF, 0x8414, 0xBE01);
    assertEquals(0x0004_0000, r(machine, Register.R1));
    assertEquals(0, r(machine, Register.R2));
    assertEquals(0, r(machine, Register.R4));
  }
}
