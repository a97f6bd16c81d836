package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.DeviceClock;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.uart.UartScript;
import java.util.Map;

/**
 * What a device is built from: its place on the board and its connections.
 *
 * @param device what the board's file says
 * @param lines connected interrupt lines by name
 * @param clockHz core clock, which also clocks devices that have no clock of their own
 * @param sink where a UART's output goes
 * @param script a UART's input
 * @param assembly what devices of one machine share
 */
record DeviceSite(
    BoardDevice device,
    Map<String, InterruptLine> lines,
    Scheduler scheduler,
    long clockHz,
    ConsoleSink sink,
    UartScript script,
    Assembly assembly,
    UnmodelledReporter reporter) {
  String name() {
    return device.name();
  }

  int base() {
    return device.base();
  }

  InterruptLine line(String name) {
    return lines.getOrDefault(name, InterruptLine.NONE);
  }

  long parameter(String name) {
    return device.parameter(name, 0);
  }

  /** A parameter that is a 32-bit register value. */
  int word(String name) {
    return (int) parameter(name);
  }

  /** The clock of the device: its parameter {@code clockHz}, or the core's clock. */
  DeviceClock clock() {
    return new DeviceClock(clockHz, device.parameter("clockHz", clockHz));
  }

  Runnable resetMachine() {
    return assembly::resetMachine;
  }
}
