package dev.tinyrig.peripherals.ethosu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.Snapshot;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** A core starts the NPU, sleeps in WFE with SEVONPEND, and finds the result when it wakes. */
final class NpuOnBoardTest {
  private static final int RAM = 0x2000_0000;
  private static final int NPU = 0x4000_0000;
  private static final int STREAM = 0x1000;
  private static final int INPUT = 0x2000;
  private static final int OUTPUT = 0x6000;
  private static final int ELEMENTS = 0x2000;

  /** Thumb code: the start of the NPU, a wait for its interrupt, then a BKPT. */
  private static final int[] CODE = {
    0x4806, // ldr r0, =NPU
    0x210D, // movs r1, #0xD
    0x6081, // str r1, [r0, #8]   CMD: run
    0xBF20, // wfe
    0x6841, // ldr r1, [r0, #4]   STATUS
    0x0789, // lsls r1, r1, #30   irq_raised
    0xD5FB, // bpl back to wfe
    0x6841, // ldr r1, [r0, #4]
    0xBE00, // bkpt #0
    0xE7FE, // b .
    0xBF00, 0xBF00, 0xBF00, 0xBF00,
  };

  private Machine machine() {
    CoreModel core = CoreModel.CORTEX_M4F;
    Machine.Builder builder =
        Machine.builder(
            new CoreConfig(
                core, 32, core.priorityBits(), core.mpuRegions(), false, 0, 1_000_000, 0),
            TimingModels.of(core));
    builder.memory(new Region("rom", 0, 0x1000, false));
    builder.memory(new Region("ram", RAM, 0x1_0000, true));
    UnmodelledReporter reporter =
        new UnmodelledReporter(Unmodelled.FAIL, UnmodelledListener.NONE, builder.scheduler());
    NpuConfig config = NpuConfig.U55_64;
    builder.device(
        "npu",
        NPU,
        EthosU.SIZE,
        new EthosU(
            "npu",
            NPU,
            config,
            new PipelineModel(config, SystemConfig.ETHOS_U55_HIGH_END_EMBEDDED),
            builder.bus(),
            builder.scheduler(),
            builder.interrupt(5),
            reporter,
            NpuListener.NONE));
    builder.stateful(reporter);
    Machine machine = builder.build();
    load(machine);
    machine.reset();
    word(machine, 0xE000_ED10, 0x10); // SCR.SEVONPEND
    return machine;
  }

  private static void load(Machine machine) {
    ByteBuffer rom = ByteBuffer.allocate(0x200).order(ByteOrder.LITTLE_ENDIAN);
    rom.putInt(0, RAM + 0x1000).putInt(4, 0x101);
    for (int i = 0; i < CODE.length; i++) {
      rom.putShort(0x100 + 2 * i, (short) CODE[i]);
    }
    rom.putInt(0x100 + 2 * CODE.length, NPU);
    machine.debug().write(0, rom.array(), 0, rom.capacity());
    byte[] stream =
        new StreamBuilder()
            .maps(16, 16, 32, INPUT, OUTPUT)
            .put(Opcode.OP_ELEMENTWISE, 6)
            .put(Opcode.OP_STOP, 0)
            .bytes();
    machine.debug().write(RAM + STREAM, stream, 0, stream.length);
    machine.debug().write(RAM + INPUT, input(), 0, ELEMENTS);
    word(machine, NPU + 0x10, RAM + STREAM);
    word(machine, NPU + 0x20, stream.length);
    word(machine, NPU + 0x88, RAM);
  }

  /** Writes a register as firmware would. */
  private static void word(Machine machine, int address, int value) {
    machine.bus().store32(address, value);
  }

  private static byte[] input() {
    byte[] input = new byte[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      input[i] = (byte) (i % 200 - 100);
    }
    return input;
  }

  private static byte[] output(Machine machine) {
    byte[] output = new byte[ELEMENTS];
    machine.debug().read(RAM + OUTPUT, output, 0, ELEMENTS);
    return output;
  }

  @Test
  void coreSleepsWhileTheNpuWorks() throws Exception {
    Machine machine = machine();
    StopReason stop = machine.run(1_000_000);
    assertInstanceOf(StopReason.LockedUp.class, stop, "BKPT without a debugger ends the run");
    byte[] expected = input();
    for (int i = 0; i < ELEMENTS; i++) {
      expected[i] = (byte) Math.abs(expected[i]);
    }
    assertArrayEquals(expected, output(machine));
    assertTrue(machine.instructions() < 30, "the core slept");
    assertTrue(machine.cycles() > ELEMENTS / 8, "and time passed");

    Machine first = machine();
    first.run(200);
    Machine second = machine();
    Snapshot.restore(second, Snapshot.save(first));
    second.run(1_000_000);
    assertArrayEquals(expected, output(second));
    assertEquals(machine.cycles(), second.cycles());
  }
}
