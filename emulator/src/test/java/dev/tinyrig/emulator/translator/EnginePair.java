package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.Snapshot;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.timing.TimingModels;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** The same machine twice, on either engine. */
final class EnginePair {
  final Machine interpreted;
  final Machine translated;
  private final EventLog expectedEvents = new EventLog();
  private final EventLog actualEvents = new EventLog();
  private final String name;

  /**
   * Two machines with the half-words at {@link RandomProgram#START}.
   *
   * @param handler address of the handlers of all exceptions
   * @param waits most wait states of a memory
   */
  EnginePair(
      String name,
      CoreModel core,
      int[] halfwords,
      int entry,
      int faultHandler,
      int handler,
      Random random,
      int waits) {
    this.name = name;
    int[] states = random.ints(6, 0, waits + 1).toArray();
    int threshold = random.nextInt(1, 12);
    interpreted =
        machine(
            core,
            EngineKind.INTERPRETER,
            threshold,
            states,
            halfwords,
            entry,
            faultHandler,
            handler);
    translated =
        machine(core, EngineKind.AUTO, threshold, states, halfwords, entry, faultHandler, handler);
  }

  static Machine machine(
      CoreModel core,
      EngineKind kind,
      int threshold,
      int[] waits,
      int[] halfwords,
      int entry,
      int faultHandler,
      int handler) {
    Machine machine =
        Machine.builder(CoreConfig.of(core, 0, 1_000_000), TimingModels.of(core))
            .engine(kind)
            .translationThreshold(threshold)
            .memory(new Region("code", 0, 0x10000, true, waits[0], waits[1], 0))
            .memory(new Region("ram", RandomProgram.RAM, 0x10000, true, waits[2], waits[3], 0))
            .memory(new Region("slow", RandomProgram.SLOW_RAM, 0x8000, true, waits[4], waits[5], 0))
            .build();
    store(machine, 0, RandomProgram.RAM + 0x8000);
    store(machine, 4, entry | 1);
    for (int vector = 2; vector < 24; vector++) {
      store(machine, 4 * vector, (vector < 15 ? faultHandler : handler) | 1);
    }
    byte[] code = new byte[2 * halfwords.length];
    for (int i = 0; i < halfwords.length; i++) {
      code[2 * i] = (byte) halfwords[i];
      code[2 * i + 1] = (byte) (halfwords[i] >> 8);
    }
    machine.debug().write(RandomProgram.START, code, 0, code.length);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"));
    machine.reset();
    return machine;
  }

  private static void store(Machine machine, int address, int word) {
    byte[] bytes = {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
    machine.debug().write(address, bytes, 0, 4);
  }

  /** Lets probes listen to both from now on. */
  void listen() {
    interpreted.attach(expectedEvents);
    translated.attach(actualEvents);
  }

  /** Runs both up to a cycle; the state must be the same, bit by bit. */
  StopReason run(long until) throws IOException {
    StopReason expected = interpreted.run(until);
    StopReason actual = translated.run(until);
    String at = name + " at cycle " + until;
    assertEquals(registers(interpreted), registers(translated), at);
    assertEquals(describe(expected), describe(actual), at);
    assertEquals(expectedEvents.take(), actualEvents.take(), at);
    assertArrayEquals(state(interpreted), state(translated), at);
    return expected;
  }

  /**
   * All of a snapshot but where the engine stands in a line: of two lines with the same costs, one
   * is as good as the other. That they are the same shows in what comes next.
   */
  private static byte[] state(Machine machine) throws IOException {
    byte[] snapshot = Snapshot.save(machine);
    byte[] id = {0, 6, 'e', 'n', 'g', 'i', 'n', 'e'};
    int end = snapshot.length - id.length;
    while (!Arrays.equals(snapshot, end, end + id.length, id, 0, id.length)) {
      end--;
    }
    return Arrays.copyOf(snapshot, end);
  }

  private static String describe(StopReason stop) {
    return stop instanceof StopReason.LockedUp locked
        ? "locked up: " + locked.fault().reason() + Arrays.toString(locked.fault().registers())
        : stop.toString();
  }

  private static String registers(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append(machine.cycles()).append(" cycles, ").append(machine.instructions());
    for (DebugPort.Register register : DebugPort.Register.values()) {
      text.append(String.format("%n%s %08x", register, machine.debug().register(register)));
    }
    for (int s = 0; s < 32; s++) {
      text.append(String.format("%nS%d %08x", s, machine.debug().fpRegister(s)));
    }
    return text.toString();
  }
}
