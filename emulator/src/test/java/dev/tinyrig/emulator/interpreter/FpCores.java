package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.time.Clock;

/** Cores whose floating-point unit is on, with 4 KiB of memory and nothing else. */
final class FpCores {
  static final int RAM = 0x2000_0000;

  private FpCores() {}

  static Core core(CoreModel model) {
    Clock clock = new Clock();
    Bus bus = new Bus(clock);
    bus.map(new Region("ram", RAM, 0x1000, true));
    Core core = new Core(model, clock, bus, null, null);
    core.fpReady = true;
    return core;
  }
}
