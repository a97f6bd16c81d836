package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StackMoveTest {
  private static final Decoder ALL = new Decoder(EnumSet.allOf(Feature.class));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'push {r4, r5, lr}', b530, 0, -12",
    "'pop {r4, pc}', bd10, 0, 8",
    "'sub sp, #16', b084, 0, -16",
    "'add sp, #508', b07f, 0, 508",
    "'sub.w sp, sp, #1024', f5ad, 6d80, -1024",
    "'stmdb sp!, {r4-r11, lr}', e92d, 4ff0, -36",
    "'ldmia.w sp!, {r4-r11, pc}', e8bd, 8ff0, 36",
    "'stmia.w sp!, {r0, r1}', e8ad, 0003, 8",
    "'ldmdb sp!, {r0, r1}', e93d, 0003, unknown",
    "'vpush {d8-d9}', ed2d, 8b04, -16",
    "'vpop {d8-d9}', ecbd, 8b04, 16",
    "'vpush {s16}', ed2d, 8a01, -4",
    "'vstmia sp!, {s0}', ecad, 0a01, 4",
    "'vldmdb sp!, {d0}', ed3d, 0b02, -8",
    "'str r0, [sp, #-8]!', f84d, 0d08, -8",
    "'ldr r0, [sp], #4', f85d, 0b04, 4",
    "'strd r0, r1, [sp, #-16]!', e96d, 0104, -16",
    "'ldr.w sp, [r1, #4]', f8d1, d004, unknown",
    "'mov sp, r7', 46bd, 0, unknown",
    "'add sp, r3', 449d, 0, unknown",
    "'sub.w sp, r7, #8', f1a7, 0d08, unknown",
    "'add r0, sp, #4', a801, 0, 0",
    "'ldr r0, [sp, #4]', 9801, 0, 0",
    "'ldmia.w sp, {r0, r1}', e89d, 0003, 0",
    "'str r0, [r1, #-8]!', f841, 0d08, 0",
    "'bl', f000, f800, 0"
  })
  void tellsWhatAnInstructionDoesToSp(String text, String first, String second, String move) {
    Instruction i = ALL.decode(0x1000, Integer.parseInt(first, 16), Integer.parseInt(second, 16));
    int expected = move.equals("unknown") ? StackMove.UNKNOWN : Integer.parseInt(move);
    assertEquals(expected, StackMove.of(i), () -> text + " decoded as " + i);
  }
}
