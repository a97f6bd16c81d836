package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The performance counters of Armv8.1-M as firmware uses them, on one cycle an instruction. */
class PmuTest {
  private static final int PMU = 0xE000_3000;
  private static final int EVTYPER = PMU + 0x400;
  private static final int CCNTR = PMU + 0x07C;
  private static final int CNTENSET = PMU + 0xC00;
  private static final int CNTENCLR = PMU + 0xC20;
  private static final int INTENSET = PMU + 0xC40;
  private static final int INTENCLR = PMU + 0xC60;
  private static final int OVSCLR = PMU + 0xC80;
  private static final int SWINC = PMU + 0xCA0;
  private static final int OVSSET = PMU + 0xCC0;
  private static final int CTRL = PMU + 0xE04;
  private static final int DEMCR = 0xE000_EDFC;
  private static final int DFSR = 0xE000_ED30;
  private static final int TRCENA = 1 << 24;
  private static final int MON_EN = 1 << 16;
  private static final int SDME = 1 << 20;
  private static final int FREEZE_ON_OVERFLOW = 1 << 9;
  private static final int INST_RETIRED = 0x08;
  private static final int CPU_CYCLES = 0x11;
  private static final int CHAIN = 0x1E;
  private static final int DATA = 0x2000_0100;
  private static final long LIMIT = 100_000;

  /**
   * Sets TRCENA, the events INST_RETIRED, CPU_CYCLES, LD_RETIRED, ST_RETIRED, BR_RETIRED, SW_INCR,
   * STALL_FRONTEND and BR_IMMED_RETIRED, enables all, counts in five rounds of LDR, STR, SUBS, BNE,
   * one LDREQ that executes and one LDRNE that does not, increments by software, and reads all
   * counters into R0..R3 and R8..R12.
   */
  private static final int[] EVERYTHING = {
    0x602E, 0x2008, 0xF8C4, 0x0400, 0x2011, 0xF8C4, 0x0404, 0x2006,
    0xF8C4, 0x0408, 0x2007, 0xF8C4, 0x040C, 0x2021, 0xF8C4, 0x0410,
    0x2000, 0xF8C4, 0x0414, 0x2023, 0xF8C4, 0x0418, 0x200D, 0xF8C4,
    0x041C, 0x20FF, 0xF040, 0x4000, 0xF8C4, 0x0C00, 0x2007, 0xF8C4,
    0x0E04, 0x2005, 0x6839, 0x6039, 0x3801, 0xD1FB, 0xBF08, 0x6839,
    0xBF18, 0x6839, 0x2220, 0xF8C4, 0x2CA0, 0xF8D4, 0x0000, 0xF8D4,
    0x1004, 0xF8D4, 0x2008, 0xF8D4, 0x300C, 0xF8D4, 0x8010, 0xF8D4,
    0x9014, 0xF8D4, 0xA018, 0xF8D4, 0xB01C, 0xF8D4, 0xC07C, 0xBE03
  };

  /** Enables the counters, twenty NOPs, reads two; behind them a handler that loads its PC. */
  private static final int[] NOPS = {
    0x2001, 0xF8C4, 0x0E04, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00,
    0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xBF00, 0xF8D4,
    0x1000, 0xF8D4, 0x2004, 0xBE03, 0x9806, 0xBE04
  };

  private static final int FIRST_NOP = Program.START + 6;

  private static Machine machine(CoreModel core, int[] code) {
    Machine machine = Program.machine(core, code.length - 2, code);
    machine.debug().setRegister(Register.R4, PMU);
    machine.debug().setRegister(Register.R5, DEMCR);
    machine.debug().setRegister(Register.R6, TRCENA);
    machine.debug().setRegister(Register.R7, DATA);
    return machine;
  }

  private static int status(Machine machine) {
    return assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status();
  }

  private static List<Integer> counters(Machine machine) {
    List<Integer> values = new ArrayList<>();
    for (Register r :
        List.of(
            Register.R0,
            Register.R1,
            Register.R2,
            Register.R3,
            Register.R8,
            Register.R9,
            Register.R10,
            Register.R11,
            Register.R12)) {
      values.add(Program.register(machine, r));
    }
    return values;
  }

  /** By hand, from the store that enables the counters up to each read. */
  private static final List<Integer> EXPECTED = List.of(28, 37, 8, 7, 5, 1, 0, 5, 44);

  @Test
  void countsUpToTheReadingInstruction() {
    for (CoreModel core : List.of(CoreModel.CORTEX_M55, CoreModel.CORTEX_M85)) {
      Machine machine = machine(core, EVERYTHING);
      assertEquals(3, status(machine));
      assertEquals(EXPECTED, counters(machine), core.title());
    }
  }

  @Test
  void countsTheSameInSteps() {
    Machine machine = machine(CoreModel.CORTEX_M55, EVERYTHING);
    machine.debug().setBreakpoint(0xFF0); // never reached: makes the machine step
    assertEquals(3, status(machine));
    assertEquals(EXPECTED, counters(machine));
  }

  @Test
  void restoredRunEqualsTheUninterruptedOne() throws IOException {
    Machine whole = machine(CoreModel.CORTEX_M55, EVERYTHING);
    status(whole);
    byte[] end = Snapshot.save(whole);
    for (long at = 1; at < whole.cycles(); at += 3) {
      Machine first = machine(CoreModel.CORTEX_M55, EVERYTHING);
      first.run(at);
      Machine second = machine(CoreModel.CORTEX_M55, EVERYTHING);
      Snapshot.restore(second, Snapshot.save(first));
      status(second);
      assertArrayEquals(end, Snapshot.save(second), "restored at cycle " + at);
    }
  }

  private static Machine prepared(int event, int value, int interrupts, int control) {
    Machine machine = machine(CoreModel.CORTEX_M55, NOPS);
    machine.bus().store32(DEMCR, TRCENA | MON_EN | SDME);
    machine.bus().store32(EVTYPER, event);
    machine.bus().store32(PMU, value);
    machine.bus().store32(EVTYPER + 4, CHAIN);
    machine.bus().store32(CNTENSET, 0x8000_0003);
    machine.bus().store32(INTENSET, interrupts);
    machine.bus().store32(CTRL, control);
    return machine;
  }

  @Test
  void overflowOfInstructionsInterruptsAtTheVeryOne() {
    // The store that enables is the first to count, then the NOPs.
    for (int left = 1; left < 20; left++) {
      Machine machine = prepared(INST_RETIRED, 0x1_0000 - left, 1, 0);
      assertEquals(4, status(machine));
      assertEquals(FIRST_NOP + 2 * (left - 1), Program.register(machine, Register.R0));
      assertEquals(1, machine.bus().load32(OVSSET));
      assertEquals(1 << 5, machine.bus().load32(DFSR));
    }
  }

  @Test
  void overflowOfCyclesInterrupts() {
    // Counting begins in the cycle of the enabling store, and an instruction takes one.
    Machine events = prepared(CPU_CYCLES, 0x1_0000 - 10, 1, 0);
    assertEquals(4, status(events));
    assertEquals(FIRST_NOP + 2 * 9, Program.register(events, Register.R0));
    Machine cycles = prepared(INST_RETIRED, 0, 0x8000_0000, 0);
    cycles.bus().store32(CCNTR, -5);
    assertEquals(4, status(cycles));
    assertEquals(FIRST_NOP + 2 * 4, Program.register(cycles, Register.R0));
    assertEquals(0x8000_0000, cycles.bus().load32(OVSCLR));
  }

  @Test
  void aChainedPairCountsTo32Bits() {
    Machine machine = prepared(INST_RETIRED, 0xFFF8, 0, 0);
    assertEquals(3, status(machine));
    // The store, twenty NOPs: 21 from 0xFFF8 on; the read of the odd counter sees the overflow.
    assertEquals(0xFFF8 + 21 & 0xFFFF, Program.register(machine, Register.R1));
    assertEquals(1, Program.register(machine, Register.R2));
    assertEquals(1, machine.bus().load32(OVSCLR));
    Machine waiting = prepared(INST_RETIRED, 0x1_0000 - 3, 2, 0);
    waiting.bus().store32(PMU + 4, 0xFFFF);
    assertEquals(4, status(waiting));
    assertEquals(FIRST_NOP + 2 * 2, Program.register(waiting, Register.R0));
    assertEquals(3, waiting.bus().load32(OVSCLR));
  }

  @Test
  void countersFreezeOnOverflow() {
    Machine machine = machine(CoreModel.CORTEX_M55, NOPS);
    machine.debug().setRegister(Register.PC, FIRST_NOP);
    machine.bus().store32(DEMCR, TRCENA);
    machine.bus().store32(EVTYPER, INST_RETIRED);
    machine.bus().store32(EVTYPER + 4, CPU_CYCLES);
    machine.bus().store32(PMU, 0x1_0000 - 5);
    machine.bus().store32(CNTENSET, 0x8000_0003);
    machine.bus().store32(CTRL, FREEZE_ON_OVERFLOW | 1);
    assertEquals(3, status(machine));
    assertEquals(0, Program.register(machine, Register.R1));
    assertEquals(5, Program.register(machine, Register.R2));
    assertEquals(20 + 2 + 1, machine.bus().load32(CCNTR)); // goes on to the breakpoint
  }

  @Test
  void nothingCountsWithoutTraceEnable() {
    Machine machine = machine(CoreModel.CORTEX_M55, NOPS);
    machine.bus().store32(EVTYPER, INST_RETIRED);
    machine.bus().store32(CNTENSET, 0x8000_0001);
    assertEquals(3, status(machine));
    assertEquals(0, Program.register(machine, Register.R1));
    assertEquals(0, machine.bus().load32(CCNTR));
  }

  @Test
  void registersSetAndClear() {
    Machine machine = machine(CoreModel.CORTEX_M55, NOPS);
    machine.bus().store32(CNTENSET, -1);
    assertEquals(0x8000_00FF, machine.bus().load32(CNTENCLR));
    machine.bus().store32(CNTENCLR, 0x8000_000F);
    assertEquals(0xF0, machine.bus().load32(CNTENSET));
    machine.bus().store32(INTENSET, 0x8000_0005);
    machine.bus().store32(INTENCLR, 4);
    assertEquals(0x8000_0001, machine.bus().load32(INTENSET));
    machine.bus().store32(OVSSET, 0x8000_0003);
    machine.bus().store32(OVSCLR, 2);
    assertEquals(0x8000_0001, machine.bus().load32(OVSSET));
    machine.bus().store32(PMU, 0x1_2345);
    assertEquals(0x2345, machine.bus().load32(PMU));
    machine.bus().store32(CCNTR, 77);
    machine.bus().store32(CTRL, 1 << 1 | 1 << 2);
    assertEquals(0, machine.bus().load32(PMU));
    assertEquals(0, machine.bus().load32(CCNTR));
    assertEquals(0, machine.bus().load32(CTRL));
    assertEquals(0x00A0_5F08, machine.bus().load32(PMU + 0xE00));
    assertEquals(0x4770_0A06, machine.bus().load32(PMU + 0xFBC));
  }

  @Test
  void softwareIncrementsOnlyItsOwnCounters() {
    Machine machine = machine(CoreModel.CORTEX_M55, NOPS);
    machine.bus().store32(DEMCR, TRCENA);
    machine.bus().store32(EVTYPER + 4, INST_RETIRED);
    machine.bus().store32(CNTENSET, 3);
    machine.bus().store32(SWINC, 7);
    assertEquals(0, machine.bus().load32(PMU)); // not enabled as a whole
    machine.bus().store32(CTRL, 1);
    machine.bus().store32(SWINC, 7);
    machine.bus().store32(SWINC, 7);
    assertEquals(2, machine.bus().load32(PMU));
    assertEquals(0, machine.bus().load32(PMU + 4));
    assertEquals(0, machine.bus().load32(PMU + 8));
  }

  @Test
  void eventsThatAreNotModelledSaySo() {
    List<String> told = new ArrayList<>();
    Machine machine =
        TestEngine.on(
                Machine.builder(
                    CoreConfig.of(CoreModel.CORTEX_M55, 0, 1_000_000), new FlatTiming()))
            .memory(new Region("code", 0, 0x1000, true))
            .unmodelled((what, address, write) -> told.add(what))
            .build();
    machine.reset();
    machine.bus().store32(EVTYPER + 8, 0x24);
    machine.bus().store32(PMU + 8, 1234);
    assertEquals(0, machine.bus().load32(PMU + 8));
    assertEquals(List.of("PMU event 0x0024", "PMU event 0x0024"), told);
  }

  @Test
  void onlyArmv81mHasOne() {
    Machine machine = machine(CoreModel.CORTEX_M33, NOPS);
    assertThrows(GuestFault.class, () -> machine.bus().load32(CTRL));
  }

  @Test
  void theCycleCounterOfDwtRunsBesideIt() {
    Machine machine = prepared(INST_RETIRED, 0, 0, 1);
    machine.bus().store32(0xE000_1004, 0);
    machine.bus().store32(0xE000_1000, 1);
    machine.bus().store32(CCNTR, 0);
    assertEquals(3, status(machine));
    assertTrue(machine.bus().load32(CCNTR) > 20);
    assertEquals(machine.bus().load32(0xE000_1004), machine.bus().load32(CCNTR));
  }
}
