package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.uart.UartScript;
import java.util.Map;

/**
 * What a device is built from: its place on the board and its connections.
 *
 * @param device what the board's file says
 * @param lines connected interrupt lines by name
 * @param clockHz core clock, which also clocks the devices
 * @param sink where a UART's output goes
 * @param script a UART's input
 * @param resetMachine what a watchdog does
 */
record DeviceSite(
    BoardDevice device,
    Map<String, InterruptLine> lines,
    Scheduler scheduler,
    long clockHz,
    ConsoleSink sink,
    UartScript script,
    Runnable resetMachine,
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
}
