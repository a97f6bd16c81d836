package dev.tinyrig.peripherals.sse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.UnmodelledAccess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** System control and information of the subsystems. */
final class SubsystemTest {
  private static final int SECDBGSTAT = 0;
  private static final int SECDBGSET = 4;
  private static final int SECDBGCLR = 8;
  private static final int RESET_SYNDROME = 0x100;
  private static final int SWRESET = 0x108;
  private static final int GRETREG = 0x10C;
  private static final int INITSVTOR0 = 0x110;

  private final Bench bench = new Bench();
  private int resets;

  private Device iotKit() {
    return new IotKitSystemControl(
        "sysctl", 0x5002_1000, 0x1000_0000, () -> resets++, bench.reporter);
  }

  private Device sse300() {
    return new Sse300SystemControl("sysctl", 0x5802_1000, 0, () -> resets++, bench.reporter);
  }

  @Test
  void bothControlBlocksResetTheMachineAndKeepAWord() throws IOException {
    for (Device control : List.of(iotKit(), sse300())) {
      resets = 0;
      control.store(SWRESET, 4, ~(1 << 9));
      assertEquals(0, resets);
      control.store(SWRESET, 4, 1 << 9);
      assertEquals(1, resets);
      assertEquals(1, control.load(RESET_SYNDROME, 4), "a power-on reset");
      control.store(RESET_SYNDROME, 4, 0);
      assertEquals(0, control.load(RESET_SYNDROME, 4));
      control.store(RESET_SYNDROME, 4, -1);
      assertEquals(0, control.load(RESET_SYNDROME, 4), "bits are only cleared");
      control.store(GRETREG, 4, 0x1_5AA5);
      assertEquals(0x5AA5, control.load(GRETREG, 4));
      control.store(SECDBGSET, 4, 6);
      control.store(SECDBGCLR, 4, 2);
      assertEquals(4, control.load(SECDBGSTAT, 4));
      byte[] state = bench.save(control);
      control.store(GRETREG, 4, 0);
      bench.restore(control, state);
      assertArrayEquals(state, bench.save(control));
    }
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void theVectorTableOfTheNextResetCanBeLockedOnTheSse300() {
    Device iotKit = iotKit();
    assertEquals(0x1000_0000, iotKit.load(INITSVTOR0, 4));
    iotKit.store(INITSVTOR0, 4, 0x1234_5678);
    assertEquals(0x1234_5600, iotKit.load(INITSVTOR0, 4));
    Device sse300 = sse300();
    sse300.store(INITSVTOR0, 4, 0x1100_0001);
    sse300.store(INITSVTOR0, 4, 0x2200_0000);
    assertEquals(0x1100_0001, sse300.load(INITSVTOR0, 4));
  }

  @Test
  void settingsWithoutEffectAreKeptAndSaid() {
    Device control = sse300();
    assertEquals(0x7F, control.load(0x200, 4));
    assertEquals(3, control.load(0x1FC, 4));
    control.store(0x10, 4, 2);
    assertEquals(2, control.load(0x10, 4));
    Device power = new CpuPowerControl("power", 0x5001_2000, bench.reporter);
    power.store(0, 4, 1);
    assertEquals(
        List.of(
            "sysctl: unmodelled bits set CLK_CFG0 0x2 at 0x58021010 (value 0x2)",
            "power: unmodelled bits set CPUPWRCFG 0x1 at 0x50012000 (value 0x1)"),
        bench.reports.stream().map(UnmodelledAccess::describe).toList());
  }

  @Test
  void informationNamesTheSubsystem() {
    Device sse300 =
        new SystemInformation("info", 0, 0x7E00_043B, 0x0003_0152, 0x74A0_043B, bench.reporter);
    assertEquals(0x7E00_043B, sse300.load(0, 4));
    assertEquals(0x0003_0152, sse300.load(4, 4));
    assertEquals(0x74A0_043B, sse300.load(0xFC8, 4));
    assertEquals(0x1B, sse300.load(0xFE8, 4));
    Device iotKit = new SystemInformation("info", 0, 0x4_1743, 0x31, 0, bench.reporter);
    assertEquals(0x0B, iotKit.load(0xFE8, 4));
    assertEquals(0, new CpuIdentity("cpu", 0, bench.reporter).load(0, 4));
  }
}
