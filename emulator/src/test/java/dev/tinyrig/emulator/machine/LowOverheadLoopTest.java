package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Low-overhead loops of Armv8.1-M, with and without tail predication. */
class LowOverheadLoopTest {
  /** movw r3, #0xed88; movt r3, #0xe000; movs r2, #0xf0; lsls r2, #16; str r2, [r3]: CPACR. */
  private static final int[] UNIT_ON = {0xF64E, 0x5388, 0xF2CE, 0x0300, 0x22F0, 0x0412, 0x601A};

  private static final int VMRS_R5_FPSCR_1 = 0xEEF1;
  private static final int VMRS_R5_FPSCR_2 = 0x5A10;

  private static int[] program(int[]... parts) {
    List<Integer> all = new ArrayList<>();
    for (int[] part : parts) {
      for (int halfword : part) {
        all.add(halfword);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] half(int... halfwords) {
    return halfwords;
  }

  /** Runs to the breakpoint; 0xBE00 is the handler of faults and ends with status 0. */
  private static Machine run(int... program) {
    Machine machine =
        Program.machine(CoreModel.CORTEX_M55, program.length, program(program, half(0xBE63)));
    assertInstanceOf(StopReason.Ended.class, machine.run(100_000));
    return machine;
  }

  private static int r(Machine machine, DebugPort.Register register) {
    return Program.register(machine, register);
  }

  @Test
  void loopsAsOftenAsLrSays() {
    // movs r0, #5; movs r1, #0; dls lr, r0; 1: adds r1, #1; le lr, 1b; bkpt #1
    Machine machine =
        run(program(half(0x2005, 0x2100, 0xF040, 0xE001, 0x3101, 0xF00F, 0xC803, 0xBE01)));
    assertEquals(5, r(machine, DebugPort.Register.R1));
    assertEquals(1, r(machine, DebugPort.Register.LR));
  }

  @Test
  void whileLoopSkipsItsBodyWithoutRounds() {
    // movs r0, #n; movs r1, #0; wls lr, r0, 2f; 1: adds r1, #1; le lr, 1b; 2: bkpt #1
    for (int rounds : new int[] {0, 1, 3}) {
      Machine machine =
          run(
              program(
                  half(0x2000 | rounds, 0x2100, 0xF040, 0xC803, 0x3101, 0xF00F, 0xC803, 0xBE01)));
      assertEquals(rounds, r(machine, DebugPort.Register.R1));
    }
  }

  @Test
  void loopWithoutCountGoesOn() {
    // movs r1, #0; 1: adds r1, #1; cmp r1, #7; beq 2f; le 1b; 2: bkpt #1
    Machine machine = run(program(half(0x2100, 0x3101, 0x2907, 0xD001, 0xF02F, 0xC805, 0xBE01)));
    assertEquals(7, r(machine, DebugPort.Register.R1));
  }

  @Test
  void tailPredicatedLoopTakesVectorsOfElements() {
    // movs r0, #n; movs r1, #0; dlstp.SIZE lr, r0; 1: adds r1, #1; letp lr, 1b; vmrs r5, fpscr
    int[] elements = {16, 8, 4, 2};
    for (int size = 0; size < 4; size++) {
      for (int count : new int[] {1, elements[size], elements[size] + 1, 3 * elements[size]}) {
        Machine machine =
            run(
                program(
                    UNIT_ON,
                    half(0x2000 | count, 0x2100, 0xF000 | size << 4, 0xE001),
                    half(0x3101, 0xF01F, 0xC803, VMRS_R5_FPSCR_1, VMRS_R5_FPSCR_2, 0xBE01)));
        int rounds = (count + elements[size] - 1) / elements[size];
        assertEquals(rounds, r(machine, DebugPort.Register.R1), size + " " + count);
        assertEquals(4, r(machine, DebugPort.Register.R5) >>> 16 & 7);
      }
    }
  }

  @Test
  void tailPredicatedWhileLoop() {
    for (int count : new int[] {0, 9}) {
      Machine machine =
          run(
              program(
                  UNIT_ON,
                  half(0x2000 | count, 0x2100, 0xF010, 0xC803),
                  half(0x3101, 0xF01F, 0xC803, 0xBE01)));
      assertEquals((count + 7) / 8, r(machine, DebugPort.Register.R1));
    }
  }

  @Test
  void clearingTailPredicationLeavesTheLoop() {
    // movs r0, #9; dlstp.8 lr, r0; vmrs r4, fpscr; lctp; vmrs r5, fpscr
    Machine machine =
        run(
            program(
                UNIT_ON,
                half(0x2009, 0xF000, 0xE001, 0xEEF1, 0x4A10, 0xF00F, 0xE001),
                half(VMRS_R5_FPSCR_1, VMRS_R5_FPSCR_2, 0xBE01)));
    assertEquals(0, r(machine, DebugPort.Register.R4) >>> 16 & 7);
    assertEquals(4, r(machine, DebugPort.Register.R5) >>> 16 & 7);
    assertEquals(9, r(machine, DebugPort.Register.LR));
  }

  @Test
  void plainEndOfATailPredicatedLoopFaults() {
    // movs r0, #9; dlstp.8 lr, r0; 1: adds r1, #1; le lr, 1b
    Machine machine =
        run(program(UNIT_ON, half(0x2009, 0xF000, 0xE001, 0x3101, 0xF00F, 0xC803, 0xBE01)));
    String report = machine.debug().lastFault().orElseThrow().toString();
    assertTrue(report.contains("INVSTATE"), report);
    assertTrue(report.contains("LETP"), report);
  }

  @Test
  void tailPredicationNeedsTheUnit() {
    for (int[] code : new int[][] {{0xF000, 0xE001}, {0xF01F, 0xC803}, {0xF00F, 0xE001}}) {
      Machine machine = run(program(code, half(0xBE01)));
      String report = machine.debug().lastFault().orElseThrow().toString();
      assertTrue(report.contains("NOCP"), report);
    }
  }

  @Test
  void branchFuturesChangeNothing() {
    // bf, bfx, bfl, bflx, bfcsel; adds r1, #1; bkpt #1
    Machine machine =
        run(
            0x2100, 0xF4C0, 0xE011, 0xF464, 0xE001, 0xF380, 0xC00D, 0xF3F5, 0xE001, 0xF300, 0xE009,
            0x3101, 0xBE01);
    assertEquals(1, r(machine, DebugPort.Register.R1));
  }

  @Test
  void endOfALoopIsNoReturn() {
    int[] program = program(half(0x2003, 0xF040, 0xE001, 0x3101, 0xF00F, 0xC803, 0xBE01));
    Machine machine = Program.machine(CoreModel.CORTEX_M55, 0, program);
    List<String> flow = new ArrayList<>();
    machine.attach(
        new Probe() {
          @Override
          public Set<Kind> wants() {
            return EnumSet.of(Kind.CALLS);
          }

          @Override
          public void call(int at, int target, int next, boolean indirect) {
            flow.add("call");
          }

          @Override
          public void ret(int at, int target) {
            flow.add("return");
          }

          @Override
          public void jump(int at, int target) {
            flow.add("jump");
          }
        });
    machine.run(10_000);
    assertEquals(List.of(), flow);
  }
}
