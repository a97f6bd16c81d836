package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.debug.DebugPort.Watch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Small programs on a whole machine: time, events, stops, snapshots. */
final class MachineTest {
  private static final long LIMIT = 1_000_000;

  /**
   * SysTick every 1,000 cycles interrupts a loop; the handler mixes into what the loop computes.
   */
  private static final int[] TICKING = {
    0xf04f, 0x20e0, // mov.w r0, #0xe000e000
    0xf240, 0x31e7, // movw  r1, #999
    0x6141, //         str   r1, [r0, #0x14]
    0x2100, //         movs  r1, #0
    0x6181, //         str   r1, [r0, #0x18]
    0x2107, //         movs  r1, #7
    0x6101, //         str   r1, [r0, #0x10]
    0x2200, //         movs  r2, #0
    0xf44f, 0x64fa, // mov.w r4, #2000
    0x1912, // loop:   adds  r2, r2, r4
    0x4362, //         muls  r2, r4
    0x406a, //         eors  r2, r5
    0x3c01, //         subs  r4, #1
    0xd1fa, //         bne   loop
    0xbe01, //         bkpt  #1
    0x3701, // handler: adds r7, #1
    0x19ed, //         adds  r5, r5, r7
    0x4770, //         bx    lr
  };

  private static Machine ticking() {
    return Program.machine(CoreModel.CORTEX_M4, 18, TICKING);
  }

  @Test
  void sysTickInterruptsOncePerPeriod() {
    Machine machine = ticking();
    assertEquals(1, assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status());
    // The handler's own cycles pass on the same clock, so the count follows from the end alone.
    int ticks = Program.register(machine, Register.R7);
    assertEquals(machine.cycles() / 1000, ticks);
  }

  @Test
  void restoredRunEqualsTheUninterruptedOne() throws IOException {
    Machine whole = ticking();
    whole.run(LIMIT);
    byte[] end = Snapshot.save(whole);
    for (long at = 7; at < whole.cycles(); at += 613) {
      Machine first = ticking();
      first.run(at);
      Machine second = ticking();
      Snapshot.restore(second, Snapshot.save(first));
      second.run(LIMIT);
      assertArrayEquals(end, Snapshot.save(second), "restored at cycle " + at);
    }
  }

  @Test
  void stoppingAndGoingOnChangesNothing() throws IOException {
    Machine whole = ticking();
    whole.run(LIMIT);
    Machine pieces = ticking();
    long until = 1;
    while (pieces.run(until) instanceof StopReason.Limit) {
      until += 1 + until % 7;
    }
    assertArrayEquals(Snapshot.save(whole), Snapshot.save(pieces));
  }

  @Test
  void steppingCountsTheSameCycles() {
    Machine whole = ticking();
    whole.run(LIMIT);
    Machine stepped = ticking();
    stepped.debug().setBreakpoint(0xFFF0); // never reached: makes the machine step
    assertInstanceOf(StopReason.Ended.class, stepped.run(LIMIT));
    assertEquals(whole.cycles(), stepped.cycles());
    assertEquals(whole.instructions(), stepped.instructions());
  }

  @Test
  void cycleCounterAgreesWithTheClock() {
    Machine machine =
        Program.machine(
            CoreModel.CORTEX_M4,
            15,
            0x4806, //         ldr  r0, =0xe000edfc
            0xf04f,
            0x7180, // mov.w r1, #0x01000000
            0x6001, //         str  r1, [r0]
            0x4a05, //         ldr  r2, =0xe0001000
            0x2101, //         movs r1, #1
            0x6011, //         str  r1, [r2]
            0x6853, //         ldr  r3, [r2, #4]
            0x2464, //         movs r4, #100
            0x3c01, //  loop:  subs r4, #1
            0xd1fd, //         bne  loop
            0x6855, //         ldr  r5, [r2, #4]
            0x1aed, //         subs r5, r5, r3
            0xbe03, //         bkpt #3
            0xedfc,
            0xe000,
            0x1000,
            0xe000);
    assertEquals(3, assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status());
    // From one ldr to the other: ldr, movs, 100 subs, 99 taken branches of 3, one that is not
    // taken.
    assertEquals(1 + 1 + 100 + 99 * 3 + 1, Program.register(machine, Register.R5));
  }

  @Test
  void codeThatRewritesTheNextInstructionRunsTheNewOne() {
    Machine machine =
        Program.machine(
            CoreModel.CORTEX_M4,
            6,
            0xa001, //         adr  r0, here
            0xf242,
            0x0107, // movw r1, #0x2007 (movs r0, #7)
            0x8001, //         strh r1, [r0]
            0x2001, // here:   movs r0, #1
            0xbe04, //         bkpt #4
            0xbe05);
    assertEquals(4, assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status());
    assertEquals(7, Program.register(machine, Register.R0));
  }

  @Test
  void branchToItselfIsAHangThatSaysWhere() {
    Machine machine = Program.machine(CoreModel.CORTEX_M4, 0, 0xe7fe);
    StopReason.Hang hang = assertInstanceOf(StopReason.Hang.class, machine.run(LIMIT));
    assertEquals(Program.START, hang.pc());
    assertTrue(machine.cycles() < 100, "the hang is seen at once");
  }

  @Test
  void branchToItselfThatAnInterruptCanEndIsNoHang() {
    int[] program = TICKING.clone();
    program[17] = 0xe7fe; // wait for ever instead of ending
    Machine machine = Program.machine(CoreModel.CORTEX_M4, 18, program);
    assertInstanceOf(
        StopReason.Limit.class, machine.run(LIMIT + 500)); // the timer starts some cycles late
    assertEquals(LIMIT / 1000, Program.register(machine, Register.R7));
  }

  @Test
  void sleepThatNothingCanEndIsAHang() {
    Machine machine = Program.machine(CoreModel.CORTEX_M4, 0, 0xbf30, 0xbe05);
    StopReason.Hang hang = assertInstanceOf(StopReason.Hang.class, machine.run(LIMIT));
    assertTrue(hang.sleeping());
    assertEquals(Program.START + 2, hang.pc());
  }

  @Test
  void evenBranchTargetIsAnInvalidState() {
    Machine machine =
        Program.machine(CoreModel.CORTEX_M4, 3, 0xf44f, 0x7000, 0x4700, 0xbe08); // bx 0x200
    assertEquals(8, assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT)).status());
    assertEquals(FaultKind.INVSTATE, machine.debug().lastFault().orElseThrow().kind());
  }

  @Test
  void faultInTheHardFaultHandlerLocksUp() {
    Machine machine =
        Program.machine(CoreModel.CORTEX_M0, 0, 0xde00); // udf, and again in its handler
    StopReason.LockedUp stop = assertInstanceOf(StopReason.LockedUp.class, machine.run(LIMIT));
    assertEquals(-1, stop.fault().exception());
    assertEquals(Program.START, stop.fault().pc());
  }

  @Test
  void restoredLockupStillSaysWhy() throws IOException {
    Machine machine = Program.machine(CoreModel.CORTEX_M0, 0, 0xde00);
    machine.run(LIMIT);
    Machine restored = Program.machine(CoreModel.CORTEX_M0, 0, 0xde00);
    Snapshot.restore(restored, Snapshot.save(machine));
    StopReason.LockedUp stop = assertInstanceOf(StopReason.LockedUp.class, restored.run(LIMIT));
    assertEquals(machine.debug().lastFault().orElseThrow().reason(), stop.fault().reason());
    assertEquals(Program.START, stop.fault().pc());
  }

  @Test
  void messageNamesInstructionAndCore() {
    Machine machine = Program.machine(CoreModel.CORTEX_M3, 2, 0xfb20, 0x3001, 0xbe08); // smlad
    machine.run(LIMIT);
    String reason = machine.debug().lastFault().orElseThrow().reason();
    assertTrue(reason.contains("SMLAD"), reason);
    assertTrue(reason.contains("DSP extension"), reason);
    assertTrue(reason.contains("Cortex-M3"), reason);
  }

  @Test
  void breakpointStopsBeforeItsInstructionAndRunGoesOn() {
    Machine machine = ticking();
    machine.debug().setBreakpoint(Program.START + 2 * 17);
    assertInstanceOf(StopReason.Breakpoint.class, machine.run(LIMIT));
    assertEquals(0, Program.register(machine, Register.R4));
    assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT));
  }

  @Test
  void watchpointStopsAfterTheAccess() {
    Machine machine = ticking();
    machine.debug().setWatchpoint(0xE000_E018, 4, Watch.WRITE);
    assertInstanceOf(StopReason.Watchpoint.class, machine.run(LIMIT));
    assertEquals(Program.START + 2 * 7, Program.register(machine, Register.PC));
  }

  @Test
  void instructionWatchIsNotedByTheComparator() {
    Machine machine = ticking();
    Program.store(machine, 0x800, 0);
    machine.bus().device(0xE000_1000).device().store(0x20, 4, Program.START + 2 * 12);
    machine.bus().device(0xE000_1000).device().store(0x28, 4, 4);
    machine.run(LIMIT);
    assertTrue((machine.bus().device(0xE000_1000).device().load(0x28, 4) & 1 << 24) != 0);
  }

  @Test
  void snapshotOfAnotherMachineIsRefused() throws IOException {
    byte[] snapshot = Snapshot.save(ticking());
    Machine other = Program.machine(CoreModel.CORTEX_M0, 0, 0xbe00);
    org.junit.jupiter.api.Assertions.assertThrows(
        IOException.class, () -> Snapshot.restore(other, snapshot));
  }
}
