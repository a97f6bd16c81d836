package dev.tinyrig.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.MemoryGuard;
import dev.tinyrig.emulator.memory.Region;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Memories that appear at several addresses, that nobody has touched, or that are guarded. */
final class SharedMemoryTest {
  private static final int ALIAS = 0x1000_0000;
  private static final int SUBROUTINE = 0x200;
  private static final long LIMIT = 10_000;

  /**
   * Calls the subroutine at 0x200, changes it through the alias from "movs r0, #1" to "movs r0,
   * #2", and calls it again at both addresses.
   */
  private static final int[] CHANGES_ITSELF = {
    0xf240, 0x2401, //  movw r4, #0x201
    0x4625, //          mov  r5, r4
    0xf2c1, 0x0500, //  movt r5, #0x1000
    0x47a0, //          blx  r4
    0x4606, //          mov  r6, r0
    0x47a8, //          blx  r5
    0x1836, //          adds r6, r6, r0
    0xf242, 0x0102, //  movw r1, #0x2002
    0x1e6a, //          subs r2, r5, #1
    0x8011, //          strh r1, [r2]
    0x47a0, //          blx  r4
    0x4607, //          mov  r7, r0
    0x47a8, //          blx  r5
    0x183f, //          adds r7, r7, r0
    0xbe00, //          bkpt #0
  };

  private final Region code = new Region("code", 0, 0x1000, true);
  private final Region unused = new Region("unused", 0x6000_0000, 1 << 28, true);

  private Machine machine() {
    Machine machine =
        TestEngine.on(
                Machine.builder(CoreConfig.of(CoreModel.CORTEX_M4, 0, 1_000_000), new FlatTiming()))
            .memory(code)
            .memory(code.alias("code.alias", ALIAS))
            .memory(new Region("ram", 0x2000_0000, 0x10000, true))
            .memory(unused)
            .build();
    Program.store(machine, 0, Program.STACK);
    Program.store(machine, 4, Program.START | 1);
    for (int i = 0; i < CHANGES_ITSELF.length; i += 2) {
      int high = i + 1 < CHANGES_ITSELF.length ? CHANGES_ITSELF[i + 1] << 16 : 0;
      Program.store(machine, Program.START + 2 * i, CHANGES_ITSELF[i] | high);
    }
    Program.store(machine, SUBROUTINE, 0x4770_2001);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"));
    machine.reset();
    return machine;
  }

  @Test
  void aStoreThroughOneAddressChangesTheCodeAtAll() {
    Machine machine = machine();
    assertInstanceOf(StopReason.Ended.class, machine.run(LIMIT));
    assertEquals(2, Program.register(machine, Register.R6));
    assertEquals(4, Program.register(machine, Register.R7));
  }

  @Test
  void untouchedMemoryTakesNoRoomAndReadsAsZero() throws IOException {
    Machine machine = machine();
    machine.run(LIMIT);
    byte[] snapshot = Snapshot.save(machine);
    assertNull(unused.bytes);
    assertTrue(snapshot.length < 1 << 20, "a snapshot leaves it out: " + snapshot.length);
    assertEquals(0, machine.bus().load32(0x6FFF_FFFC));
    machine.bus().store32(0x6FFF_FFFC, 7);
    assertEquals(7, machine.bus().load32(0x6FFF_FFFC));
    byte[] later = Snapshot.save(machine);
    Snapshot.restore(machine, snapshot);
    assertEquals(0, machine.bus().load32(0x6FFF_FFFC));
    Snapshot.restore(machine, later);
    assertEquals(7, machine.bus().load32(0x6FFF_FFFC));
  }

  @Test
  void aGuardBlocksAccessesAtEveryAddress() {
    Machine machine = machine();
    boolean[] refuses = new boolean[1];
    code.guard(
        new MemoryGuard() {
          @Override
          public boolean open(boolean secure) {
            return false;
          }

          @Override
          public boolean passes(long offset, boolean secure) {
            if (refuses[0] && offset == 0x1804) {
              throw new BusError((int) offset, "refused by the test");
            }
            return offset < 0x1800;
          }
        },
        0x1000);
    machine.permissionsChanged();
    Program.store(machine, 0x800, 0x1234_5678);
    Program.store(machine, 0x7FC, 0x1234_5678);
    assertEquals(0x1234_5678, machine.bus().load32(ALIAS + 0x7FC));
    assertEquals(0, machine.bus().load32(0x800));
    machine.bus().store8(ALIAS + 0x800, 1);
    byte[] kept = new byte[1];
    machine.debug().read(0x800, kept, 0, 1);
    assertEquals(0x78, kept[0], "the write was lost");
    refuses[0] = true;
    machine.debug().setRegister(Register.PC, 0x804);
    machine.debug().step();
    assertTrue(
        machine.debug().lastFault().orElseThrow().toString().contains("refused by the test"));
  }
}
