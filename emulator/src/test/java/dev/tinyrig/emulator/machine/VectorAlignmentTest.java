package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.FaultKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Addresses of vector elements are multiples of their size in memory, CCR.UNALIGN_TRP or not (DDI
 * 0553, MemA_MVE); a double word is two words.
 */
final class VectorAlignmentTest {
  private static final int BASE = 0x2000_0100;
  private static final int LARGEST_OFFSET = 8;

  record Case(String text, int bits, int size) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("vldrb.8 q0, [r3]", 0xED93_1E00, 1),
        new Case("vldrh.16 q0, [r3]", 0xED93_1E80, 2),
        new Case("vldrw.32 q0, [r3]", 0xED93_1F00, 4),
        new Case("vldrh.u32 q0, [r3]", 0xFD9B_0F00, 2),
        new Case("vstrb.8 q0, [r3]", 0xED83_1E00, 1),
        new Case("vstrh.16 q0, [r3]", 0xED83_1E80, 2),
        new Case("vstrw.32 q0, [r3]", 0xED83_1F00, 4),
        new Case("vld20.8 {q0, q1}, [r3]", 0xFC93_1E00, 1),
        new Case("vld20.16 {q0, q1}, [r3]", 0xFC93_1E80, 2),
        new Case("vld20.32 {q0, q1}, [r3]", 0xFC93_1F00, 4),
        new Case("vst20.8 {q0, q1}, [r3]", 0xFC83_1E00, 1),
        new Case("vst20.16 {q0, q1}, [r3]", 0xFC83_1E80, 2),
        new Case("vst20.32 {q0, q1}, [r3]", 0xFC83_1F00, 4),
        new Case("vld40.32 {q0-q3}, [r3]", 0xFC93_1F01, 4),
        new Case("vldrh.u16 q0, [r3, q1]", 0xFC93_0E92, 2),
        new Case("vldrw.u32 q0, [r3, q1]", 0xFC93_0F42, 4),
        new Case("vldrd.u64 q0, [r3, q1]", 0xFC93_0FD2, 4),
        new Case("vstrw.32 q0, [r3, q1]", 0xEC83_0F42, 4),
        new Case("vldrw.u32 q0, [q2]", 0xFD94_1E00, 4),
        new Case("vldrd.u64 q0, [q2]", 0xFD94_1F00, 4));
  }

  /** CPACR on; r3 = address; r5 = 0; vdup.32 q1, r5; vdup.32 q2, r3; the case. */
  private static Machine machine(int address, int bits) {
    return Program.machine(
        CoreModel.CORTEX_M55,
        20,
        0xF64E,
        0x5388,
        0xF2CE,
        0x0300,
        0x22F0,
        0x0412,
        0x601A,
        0x2500,
        0xF240,
        0x1300 | address & 0xFF,
        0xF2C2,
        0x0300,
        0xEEA2,
        0x5B10,
        0xEEA4,
        0x3B10,
        bits >>> 16,
        bits & 0xFFFF,
        0xBE01,
        0xBF00,
        0xBE09);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void elementsAreAligned(Case c) {
    for (int offset = 0; offset <= LARGEST_OFFSET; offset++) {
      Machine machine = machine(BASE + offset, c.bits);
      StopReason.Ended end = assertInstanceOf(StopReason.Ended.class, machine.run(10_000));
      boolean aligned = offset % c.size == 0;
      assertEquals(aligned ? 1 : 9, end.status(), c + " at " + offset);
      if (!aligned) {
        var fault = machine.debug().lastFault().orElseThrow();
        assertEquals(FaultKind.UNALIGNED, fault.kind());
        assertEquals(BASE + offset, fault.address(), c + " at " + offset);
      }
    }
  }
}
