package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.memory.Region;

/**
 * A small program as half-words at 0x100, with every vector at its handler and 64 KiB of RAM at
 * 0x2000_0000; BKPT #n ends the run with status n.
 */
final class Program {
  static final int START = 0x100;
  static final int STACK = 0x2000_8000;

  private Program() {}

  /**
   * A machine with the program loaded and reset; {@code handler} is an index into the half-words.
   */
  static Machine machine(CoreModel model, int handler, int... halfwords) {
    Machine.Builder builder =
        TestEngine.on(Machine.builder(CoreConfig.of(model, 0, 1_000_000), new FlatTiming()));
    Machine machine =
        builder
            .memory(new Region("code", 0, 0x1000, true))
            .memory(new Region("ram", 0x2000_0000, 0x10000, true))
            .build();
    store(machine, 0, STACK);
    store(machine, 4, START | 1);
    for (int vector = 2; vector < 48; vector++) {
      store(machine, 4 * vector, START + 2 * handler | 1);
    }
    byte[] code = new byte[2 * halfwords.length];
    for (int i = 0; i < halfwords.length; i++) {
      code[2 * i] = (byte) halfwords[i];
      code[2 * i + 1] = (byte) (halfwords[i] >> 8);
    }
    machine.debug().write(START, code, 0, code.length);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"));
    machine.reset();
    return machine;
  }

  static void store(Machine machine, int address, int word) {
    byte[] bytes = {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
    machine.debug().write(address, bytes, 0, 4);
  }

  static int register(Machine machine, DebugPort.Register register) {
    return machine.debug().register(register);
  }
}
