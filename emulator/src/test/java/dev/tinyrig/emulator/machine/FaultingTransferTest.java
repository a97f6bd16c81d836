package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.debug.FaultReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A load or store that faults midway can be executed again (the base restored abort model of the
 * Arm ARM): its base register is as it was, and single destinations are not touched.
 */
final class FaultingTransferTest {
  private static final int END = 0x2001_0000; // first address behind RAM
  private static final int BEGIN = 0x2000_0000;
  private static final int UNTOUCHED = 0x1234_5678;

  private record Case(String text, int half1, int half2, int base, FaultKind kind, int address) {}

  private static final FaultKind BUS = FaultKind.PRECISERR;
  private static final FaultKind UNALIGNED = FaultKind.UNALIGNED;

  private static final List<Case> CASES =
      List.of(
          new Case("ldr r0, [r1, #4]!", 0xf851, 0x0f04, END - 4, BUS, END),
          new Case("ldr r0, [r1], #4", 0xf851, 0x0b04, END, BUS, END),
          new Case("str r0, [r1, #4]!", 0xf841, 0x0f04, END - 4, BUS, END),
          new Case("strb r0, [r1], #1", 0xf801, 0x0b01, END, BUS, END),
          new Case("ldrd r0, r2, [r1, #8]!", 0xe9f1, 0x0202, END - 12, BUS, END),
          new Case("strd r0, r2, [r1], #8", 0xe8e1, 0x0202, END - 4, BUS, END),
          new Case("ldmia r1!, {r2, r3}", 0xc90c, 0xbf00, END - 4, BUS, END),
          new Case("ldmia r1, {r1, r2}", 0xc906, 0xbf00, END - 4, BUS, END),
          new Case("ldmdb r1!, {r0, r2}", 0xe931, 0x0005, BEGIN + 4, BUS, BEGIN - 4),
          new Case("stmia r1!, {r0, r2}", 0xc105, 0xbf00, END - 4, BUS, END),
          new Case("stmdb r1!, {r0, r2}", 0xe921, 0x0005, BEGIN + 4, BUS, BEGIN - 4),
          new Case("ldmia r1!, {r2, r3}", 0xc90c, 0xbf00, BEGIN + 2, UNALIGNED, BEGIN + 2),
          new Case("stmia r1!, {r0, r2}", 0xc105, 0xbf00, BEGIN + 2, UNALIGNED, BEGIN + 2),
          new Case("ldrd r0, r2, [r1]", 0xe9d1, 0x0200, BEGIN + 2, UNALIGNED, BEGIN + 2),
          new Case("strd r0, r2, [r1]", 0xe9c1, 0x0200, BEGIN + 2, UNALIGNED, BEGIN + 2),
          new Case("ldrex r0, [r1]", 0xe851, 0x0f00, BEGIN + 1, UNALIGNED, BEGIN + 1));

  @Test
  void baseAndDestinationStay() {
    for (Case c : CASES) {
      Machine machine = Program.machine(CoreModel.CORTEX_M4, 2, c.half1, c.half2, 0xbe01);
      machine.debug().setRegister(Register.R0, UNTOUCHED);
      machine.debug().setRegister(Register.R1, c.base);
      machine.debug().step();
      FaultReport fault = machine.debug().lastFault().orElseThrow();
      assertEquals(c.kind, fault.kind(), c.text);
      assertEquals(c.address, fault.address(), c.text);
      assertEquals(Program.START, fault.pc(), c.text);
      assertEquals(c.base, fault.registers()[1], c.text);
      assertEquals(UNTOUCHED, fault.registers()[0], c.text);
    }
  }
}
