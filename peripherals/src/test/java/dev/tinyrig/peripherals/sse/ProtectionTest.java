package dev.tinyrig.peripherals.sse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.Idau;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.Transaction;
import dev.tinyrig.peripherals.Bench;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What stands before devices and memories. */
final class ProtectionTest {
  private static final int SECRESPCFG = 0x10;
  private static final int NSCCFG = 0x14;
  private static final int SECMPCINTSTATUS = 0x1C;
  private static final int SECPPCINTSTAT = 0x20;
  private static final int SECPPCINTCLR = 0x24;
  private static final int SECPPCINTEN = 0x28;
  private static final int PERIPHNSPPCEXP1 = 0x84;
  private static final int PERIPHSPPPCEXP1 = 0xC4;
  private static final int PERIPHNSPPPCEXP1 = 0xC4;
  private static final int PORT = 5;

  private static final int CTRL = 0;
  private static final int BLK_IDX = 0x18;
  private static final int BLK_LUT = 0x1C;
  private static final int INT_STAT = 0x20;
  private static final int INT_CLEAR = 0x24;
  private static final int INT_EN = 0x28;
  private static final int INT_INFO1 = 0x2C;
  private static final int INT_INFO2 = 0x30;
  private static final int INT_SET = 0x34;

  private final Bench bench = new Bench();
  private final Bench.Line line = new Bench.Line();
  private final Transaction transaction = new Transaction();
  private final SecurityController controller = new SecurityController();
  private final SecureAccessConfiguration secure =
      new SecureAccessConfiguration("sacfg", 0, controller, line, 0x2B, bench.reporter);
  private final NonSecureAccessConfiguration nonSecure =
      new NonSecureAccessConfiguration("nsacfg", 0, controller, 0x2B, bench.reporter);
  private final CpuPowerControl inner = new CpuPowerControl("inner", 0, bench.reporter);
  private final Device device =
      new ProtectedDevice(inner, 0x1000, controller, PortGroup.PERIPHEXP1, PORT, transaction);

  private boolean passes(boolean isSecure, boolean privileged) {
    transaction.begin(isSecure, privileged);
    return device.load(0xFF0, 4) == 0x0D;
  }

  @Test
  void aPortLetsOneSecurityStateThrough() {
    record Case(boolean nonSecurePort, int openSecure, int openNonSecure, String through) {}
    for (Case c :
        new Case[] {
          new Case(false, 0, 0, "S"),
          new Case(false, 1, 0, "S s"),
          new Case(false, 0, 1, "S"),
          new Case(true, 0, 0, "N"),
          new Case(true, 1, 0, "N"),
          new Case(true, 1, 1, "N n"),
        }) {
      secure.store(PERIPHNSPPCEXP1, 4, c.nonSecurePort ? 1 << PORT : ~(1 << PORT));
      secure.store(PERIPHSPPPCEXP1, 4, c.openSecure << PORT);
      nonSecure.store(PERIPHNSPPPCEXP1, 4, c.openNonSecure << PORT);
      StringBuilder through = new StringBuilder();
      through.append(passes(true, true) ? "S " : "").append(passes(true, false) ? "s " : "");
      through.append(passes(false, true) ? "N " : "").append(passes(false, false) ? "n " : "");
      assertEquals(c.through, through.toString().strip(), c.toString());
    }
  }

  @Test
  void blockedAccessesReadAsZeroInterruptAndFaultIfAsked() {
    transaction.begin(false, true);
    device.store(0, 4, 3);
    assertEquals(0, inner.load(0, 4));
    assertEquals(0, secure.load(SECPPCINTSTAT, 4), "its interrupt is not enabled");
    secure.store(SECPPCINTEN, 4, -1);
    assertEquals(0x00F0_00F3, secure.load(SECPPCINTEN, 4));
    assertEquals(1 << 5, secure.load(SECPPCINTSTAT, 4));
    assertTrue(line.high);
    secure.store(SECPPCINTCLR, 4, 1 << 5);
    assertFalse(line.high);
    secure.store(SECRESPCFG, 4, 1);
    BusError e = assertThrows(BusError.class, () -> device.load(8, 4));
    assertEquals(0x1008, e.address());
    assertEquals(
        "inner, port 5 of protection controller periphexp1, refuses a Non-secure access",
        e.getMessage());
    assertTrue(line.high);
  }

  @Test
  void callableMemoryIsSwitchedByTheSecureState() throws IOException {
    int[] changes = new int[1];
    controller.onCallableChange(() -> changes[0]++);
    secure.store(NSCCFG, 4, 7);
    assertEquals(3, controller.callable());
    assertEquals(1, changes[0]);
    byte[] state = bench.save(secure);
    secure.store(NSCCFG, 4, 0);
    bench.restore(secure, state);
    assertEquals(3, controller.callable());
    assertEquals(3, changes[0]);
    assertArrayEquals(state, bench.save(secure));
  }

  @Test
  void anAddressBitTellsSecureFromNonSecure() {
    AddressBitIdau idau = new AddressBitIdau(28, 0x1000_0000, 0x3000_0000);
    record Case(int address, boolean exempt, boolean nonSecure, int callableWith, int region) {}
    for (Case c :
        new Case[] {
          new Case(0x0FFF_FFFF, false, true, 0, 0),
          new Case(0x1000_0000, false, false, 1, 1),
          new Case(0x2000_0000, false, true, 0, 2),
          new Case(0x3FFF_FFFF, false, false, 2, 3),
          new Case(0x5000_0000, false, false, 0, 5),
          new Case(0xE000_E000, true, false, 0, -1),
          new Case(0xF00F_FFFF, true, false, 0, -1),
          new Case(0xE010_0000, false, true, 0, 14),
        }) {
      for (int configuration = 0; configuration < 4; configuration++) {
        idau.callable(configuration);
        assertEquals(
            new Idau.Answer(c.exempt, c.nonSecure, (configuration & c.callableWith) != 0, c.region),
            idau.at(c.address));
      }
    }
  }

  private int changes;
  private final Bench.Line blocked = new Bench.Line();

  private MemoryProtectionController memory(long size) {
    return new MemoryProtectionController(
        "mpc",
        0,
        "sram",
        size,
        1024,
        level -> {
          blocked.set(level);
          controller.memoryStatus(16).set(level);
        },
        transaction,
        () -> changes++,
        bench.reporter);
  }

  @Test
  void aBlockOfMemoryIsOfOneSecurityState() {
    MemoryProtectionController mpc = memory(64 << 10);
    assertEquals(1, mpc.load(0x10, 4));
    assertEquals(5, mpc.load(0x14, 4));
    assertTrue(mpc.open(true) && !mpc.open(false));
    mpc.store(BLK_LUT, 4, 0x8000_0002);
    mpc.store(BLK_LUT, 4, 1);
    assertEquals(0, mpc.load(BLK_IDX, 4), "the index wraps");
    assertEquals(0x8000_0002, mpc.load(BLK_LUT, 4));
    assertEquals(1, changes, "told once that not every Secure access passes any more");
    assertFalse(mpc.open(true) || mpc.open(false));
    for (int block = 0; block < 64; block++) {
      boolean open = block == 1 || block == 31 || block == 32;
      assertEquals(!open, mpc.passes(block * 1024L + 1023, true), "block " + block);
      assertEquals(open, mpc.passes(block * 1024L, false), "block " + block);
    }
    mpc.store(BLK_IDX, 4, 0);
    mpc.store(BLK_LUT, 4, -1);
    mpc.store(BLK_LUT, 4, -1);
    assertTrue(mpc.open(false) && !mpc.open(true));
  }

  @Test
  void theFirstBlockedAccessIsRemembered() {
    MemoryProtectionController mpc = memory(40 << 10);
    assertFalse(mpc.passes(0x1234, false));
    assertFalse(mpc.passes(0x4321, false));
    assertTrue(blocked.high);
    assertEquals(1 << 16, secure.load(SECMPCINTSTATUS, 4));
    assertEquals(1, mpc.load(INT_STAT, 4));
    assertEquals(0x1234, mpc.load(INT_INFO1, 4));
    assertEquals(1 << 16, mpc.load(INT_INFO2, 4));
    mpc.store(INT_CLEAR, 4, 1);
    assertFalse(blocked.high);
    assertEquals(0, secure.load(SECMPCINTSTATUS, 4));
    mpc.store(INT_EN, 4, 0);
    mpc.store(INT_SET, 4, 1);
    assertFalse(blocked.high);
    mpc.store(INT_EN, 4, 1);
    assertTrue(blocked.high);
    mpc.store(CTRL, 4, 0x110);
    BusError e = assertThrows(BusError.class, () -> mpc.passes(8, false));
    assertTrue(e.getMessage().contains("of sram refuses a Non-secure access"), e.getMessage());
    assertTrue(bench.reports.isEmpty());
  }

  @Test
  void aLockedControllerKeepsItsTable() throws IOException {
    MemoryProtectionController mpc = memory(40 << 10);
    mpc.store(BLK_IDX, 4, 1);
    mpc.store(CTRL, 4, 0);
    mpc.store(BLK_LUT, 4, -1);
    assertEquals(0xFF, mpc.load(BLK_LUT, 4), "blocks beyond the memory do not exist");
    mpc.store(CTRL, 4, 0x8000_0000);
    byte[] state = bench.save(mpc);
    mpc.store(BLK_LUT, 4, 0);
    mpc.store(CTRL, 4, 0);
    assertEquals(0xFF, mpc.load(BLK_LUT, 4));
    assertEquals(0x8000_0000, mpc.load(CTRL, 4));
    assertArrayEquals(state, bench.save(mpc));
    MemoryProtectionController other = memory(40 << 10);
    bench.restore(other, state);
    assertTrue(other.passes(33 << 10, false));
    assertFalse(other.open(true));
  }

  @Test
  void theNonSecureStateSeesIdentificationOnly() {
    MemoryProtectionController mpc = memory(32 << 10);
    transaction.begin(false, true);
    mpc.store(BLK_LUT, 4, -1);
    assertEquals(0, mpc.load(0x14, 4));
    assertEquals(0x60, mpc.load(0xFE0, 4));
    transaction.begin(true, true);
    assertEquals(0, mpc.load(BLK_LUT, 4));
  }
}
