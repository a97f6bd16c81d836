package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.machine.StopReason;
import org.junit.jupiter.api.Test;

/** Accesses that go to either of two memories stay in translated code, with the waits of each. */
final class TwoMemoriesTest {
  private static final int[] PROGRAM = {
    0x6803, // LDR R3, [R0]
    0x6844, // LDR R4, [R0, #4]
    0x192D, // ADDS R5, R5, R4
    0x8903, // LDRH R3, [R0, #8]
    0x18ED, // ADDS R5, R5, R3
    0x6085, // STR R5, [R0, #8]
    0x5C83, // LDRB R3, [R0, R2]
    0x18ED, // ADDS R5, R5, R3
    0x4606, // MOV R6, R0
    0x4608, // MOV R0, R1
    0x4631, // MOV R1, R6
    0xE7F3 // B to the start
  };

  @Test
  void alternatingAccessesAreTranslated() {
    EnginePair pair =
        new EnginePair(
            "two memories",
            new EnginePair.Plan(
                CoreModel.CORTEX_M4F,
                PROGRAM,
                RandomProgram.START,
                RandomProgram.START,
                RandomProgram.START,
                4,
                new int[] {1, 0, 0, 1, 2, 3},
                0));
    for (DebugPort port : new DebugPort[] {pair.interpreted.debug(), pair.translated.debug()}) {
      port.setRegister(Register.R0, RandomProgram.RAM + 0x100);
      port.setRegister(Register.R1, RandomProgram.SLOW_RAM + 0x200);
      port.setRegister(Register.R2, 11);
    }
    for (int until = 10_000; until <= 1_000_000; until += 33_000) {
      assertInstanceOf(StopReason.Limit.class, pair.run(until));
    }
    Sites.Facts facts = pair.translated.translator().orElseThrow().cache().sites().facts();
    assertFalse(facts.also().isEmpty(), facts.toString());
    assertTrue(facts.anywhere().isEmpty(), facts.toString());
    TranslationCounters counters = pair.translated.translations().orElseThrow();
    assertTrue(counters.interpreted() < pair.translated.instructions() / 20, counters.toString());
  }
}
