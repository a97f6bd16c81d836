package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.peripherals.Bench;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.LegacyEstimate;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;

/** An NPU on a bus with a ROM and two RAMs beside each other, driven by its registers. */
final class NpuRig {
  static final int ROM = 0x0100_0000;
  static final int RAM = 0x2000_0000;
  static final int RAM_SIZE = 0x1_0000;
  static final int STREAM = RAM + 0x8000;

  static final int STATUS = 0x004;
  static final int CMD = 0x008;
  static final int RESET = 0x00C;
  static final int QBASE = 0x010;
  static final int QREAD = 0x018;
  static final int QSIZE = 0x020;
  static final int BASEP = 0x080;

  final Bench bench = new Bench();
  final Bench.Line line = new Bench.Line();
  final Region rom = new Region("rom", ROM, 0x1000, false);
  final Region ram = new Region("ram", RAM, RAM_SIZE, true);
  final Region next = new Region("next", RAM + RAM_SIZE, 0x1000, true);
  final EthosU npu;

  /** Operations that ended. */
  int operations;

  NpuRig(NpuConfig config) {
    this(config, new LegacyEstimate(config, SystemConfig.defaultOf(config.isU65())));
  }

  NpuRig(NpuConfig config, CycleModel model) {
    Bus bus = new Bus(new Clock());
    bus.map(rom);
    bus.map(ram);
    bus.map(next);
    for (Region region : bus.regions()) {
      bus.region(region.base); // from now on it has bytes
    }
    npu =
        new EthosU(
            "npu",
            0x4810_2000,
            config,
            model,
            bus,
            bench.scheduler,
            line,
            bench.reporter,
            (device, npuConfig, run) -> operations++);
  }

  int read(int offset) {
    return npu.load(offset, 4);
  }

  void write(int offset, int value) {
    npu.store(offset, 4, value);
  }

  /** Puts a stream into memory and its registers, with region 0 in ROM and the others in RAM. */
  NpuRig load(byte[] stream) {
    System.arraycopy(stream, 0, ram.bytes, STREAM - RAM, stream.length);
    write(QBASE, STREAM);
    write(QSIZE, stream.length);
    write(BASEP, ROM);
    for (int region = 1; region < 8; region++) {
      write(BASEP + 8 * region, RAM);
    }
    return this;
  }

  /** Starts, and runs until the line rises or {@code cycles} have passed. */
  int run(byte[] stream, long cycles) {
    load(stream);
    write(CMD, 0xD);
    for (long left = cycles; left > 0 && !line.high; left -= 1000) {
      bench.run(1000);
    }
    return read(STATUS);
  }
}
