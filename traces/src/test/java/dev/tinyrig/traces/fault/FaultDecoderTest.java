package dev.tinyrig.traces.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.traces.calls.FunctionStarts;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.FaultRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultDecoderTest {
  private static final int STACK = 0x2000_0100;

  /** BL at 0x200, BLX r3 at 0x210; the table in front. */
  private static Image image() {
    ByteBuffer flash = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    flash.putInt(0, 0x2000_8000).putInt(4, 0x101);
    flash.putShort(0x200, (short) 0xF000).putShort(0x202, (short) 0xF8FE);
    flash.putShort(0x210, (short) 0x4798);
    return ImageLoader.raw("fault.bin", flash.array(), 0);
  }

  private static FaultReport fault(int cfsr, int hfsr) {
    return fault(cfsr, hfsr, 0, "");
  }

  private static FaultReport fault(int cfsr, int hfsr, int sfsr, String state) {
    int[] registers = new int[17];
    registers[13] = STACK;
    registers[14] = 0x205;
    registers[15] = 0x300;
    return new FaultReport(
        FaultKind.PRECISERR,
        "load from 0xdeadbee0",
        3,
        0x300,
        0xDEAD_BEE0,
        registers,
        cfsr,
        hfsr,
        0,
        0xDEAD_BEE0,
        sfsr,
        0x1000_0040,
        state,
        1234);
  }

  private static FaultDecoder decoder() {
    Image image = image();
    return new FaultDecoder(image, new FunctionTable(image, new FunctionStarts()));
  }

  @Test
  void bitsAreNamedAndTheAddressIsTheValidOne() {
    FaultRow row =
        decoder().decode(fault(0x8200, 0x4000_0000), List.of(0x204), (a, b, o, l) -> false);
    assertEquals("HardFault", row.exception());
    assertEquals("0xdeadbee0", row.address());
    assertEquals(3, row.bits().size());
    assertTrue(row.bits().getFirst().startsWith("PRECISERR: "), row.bits().toString());
    assertTrue(row.bits().getLast().startsWith("FORCED: "), row.bits().toString());
    assertEquals("exact", row.stack().getFirst().method());
    assertEquals("0x00000300", row.registers().get("PC"));
    assertNull(row.state());
  }

  @Test
  void faultsOfArmv8AreNamedWithTheirStateAndAddress() {
    FaultDecoder decoder = decoder();
    FaultRow secure =
        decoder.decode(fault(0, 0, 0x48, "Non-secure"), List.of(), (a, b, o, l) -> false);
    assertEquals("Non-secure", secure.state());
    assertEquals("0x10000040", secure.address());
    assertEquals(
        List.of(
            "AUVIOL: Non-secure code touched Secure memory", "SFARVALID: SFAR holds the address"),
        secure.bits());
    FaultRow stack = decoder.decode(fault(1 << 20, 0), List.of(), (a, b, o, l) -> false);
    assertTrue(stack.bits().getFirst().startsWith("STKOF: "), stack.bits().toString());
  }

  @Test
  void withoutObservedCallsTheStackIsSearchedForReturnAddresses() {
    int[] words = {0x1234, 0x213, 0x204, 0x205, 0x209};
    MemoryReader memory =
        (address, into, offset, length) -> {
          int index = (address - STACK) / 4;
          if (index < 0 || index >= words.length) {
            return false;
          }
          ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, words[index]);
          return true;
        };
    FaultRow row = decoder().decode(fault(0, 0), List.of(), memory);
    assertEquals(
        List.of("0x00000204 lr", "0x00000212 scan", "0x00000204 scan"),
        row.stack().stream().map(f -> f.address() + " " + f.method()).toList());
  }
}
