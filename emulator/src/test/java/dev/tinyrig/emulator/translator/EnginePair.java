package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.CoreState;
import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.lockstep.Divergence;
import dev.tinyrig.emulator.lockstep.DivergenceException;
import dev.tinyrig.emulator.lockstep.Lockstep;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.MachineState;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.emulator.timing.TimingModels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The same machine twice, on either engine. */
final class EnginePair {
  /** What the machines are built from. */
  record Plan(
      CoreModel core,
      int[] halfwords,
      int entry,
      int faultHandler,
      int handler,
      int threshold,
      int[] waits,
      long interruptSeed) {
    /**
     * A program at {@link RandomProgram#START}.
     *
     * @param faultHandler address of the handlers of exceptions 2 to 10
     * @param handler address of the handlers of all others
     * @param random how often a line is interpreted, wait states, cycles of interrupts
     * @param waits most wait states of a memory
     */
    static Plan of(
        CoreModel core,
        int[] halfwords,
        int entry,
        int faultHandler,
        int handler,
        Random random,
        int waits) {
      return new Plan(
          core,
          halfwords,
          entry,
          faultHandler,
          handler,
          random.nextInt(1, 12),
          random.ints(6, 0, waits + 1).toArray(),
          random.nextInt(3) == 0 ? random.nextLong() | 1 : 0);
    }
  }

  final Machine interpreted;
  final Machine translated;
  private EventLog expectedEvents = new EventLog();
  private EventLog actualEvents = new EventLog();
  private final String name;

  EnginePair(String name, Plan plan) {
    this.name = name;
    interpreted = machine(plan, EngineKind.INTERPRETER);
    translated = machine(plan, EngineKind.AUTO);
  }

  /** One machine, loaded and reset. */
  static Machine machine(Plan plan, EngineKind kind) {
    int[] waits = plan.waits;
    CoreModel core = plan.core;
    Machine.Builder builder =
        Machine.builder(CoreConfig.of(core, 0, 1_000_000), TimingModels.of(core))
            .engine(kind)
            .translationThreshold(plan.threshold)
            .memory(new Region("code", 0, 0x10000, true, waits[0], waits[1], 0))
            .memory(new Region("ram", RandomProgram.RAM, 0x10000, true, waits[2], waits[3], 0))
            .memory(
                new Region("slow", RandomProgram.SLOW_RAM, 0x8000, true, waits[4], waits[5], 0));
    if (plan.interruptSeed != 0) {
      interruptAtRandom(builder, new Random(plan.interruptSeed));
    }
    Machine machine = builder.build();
    for (int table : new int[] {0, RandomProgram.OTHER_VECTORS}) {
      store(machine, table, RandomProgram.RAM + 0x8000);
      store(machine, table + 4, plan.entry | 1);
      for (int vector = 2; vector < 24; vector++) {
        store(machine, table + 4 * vector, (vector < 11 ? plan.faultHandler : plan.handler) | 1);
      }
    }
    byte[] code = new byte[2 * plan.halfwords.length];
    for (int i = 0; i < plan.halfwords.length; i++) {
      code[2 * i] = (byte) plan.halfwords[i];
      code[2 * i + 1] = (byte) (plan.halfwords[i] >> 8);
    }
    machine.debug().write(RandomProgram.START, code, 0, code.length);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"));
    machine.reset();
    return machine;
  }

  /** Interrupt 0 comes at drawn cycles, whatever the program does. */
  private static void interruptAtRandom(Machine.Builder builder, Random random) {
    InterruptLine line = builder.interrupt(0);
    Scheduler scheduler = builder.scheduler();
    Scheduler.Event[] event = new Scheduler.Event[1];
    event[0] =
        scheduler.event(
            "pulse",
            (now, due) -> {
              line.set(true);
              line.set(false);
              event[0].at(due + random.nextInt(30, 3_000));
            });
    event[0].at(random.nextInt(200, 3_000));
  }

  private static void store(Machine machine, int address, int word) {
    byte[] bytes = {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
    machine.debug().write(address, bytes, 0, 4);
  }

  /**
   * Lets probes listen to both from now on.
   *
   * @param sums whether they are content with sums of calls
   */
  void listen(boolean sums) {
    expectedEvents = sums ? new CallSumLog() : new EventLog();
    actualEvents = sums ? new CallSumLog() : new EventLog();
    interpreted.attach(expectedEvents);
    translated.attach(actualEvents);
  }

  /** Runs of lines that translated code has counted for the probe. */
  long settled() {
    return actualEvents.settled();
  }

  /** Calls that translated code has told in sums. */
  long summed() {
    return actualEvents.summed();
  }

  /** Stops both before an instruction. */
  void setBreakpoint(int address) {
    interpreted.debug().setBreakpoint(address);
    translated.debug().setBreakpoint(address);
  }

  /** Takes a breakpoint away. */
  void clearBreakpoint(int address) {
    interpreted.debug().clearBreakpoint(address);
    translated.debug().clearBreakpoint(address);
  }

  /** Runs both up to a cycle; the state must be the same, bit by bit. */
  StopReason run(long until) {
    StopReason expected = interpreted.run(until);
    StopReason actual = translated.run(until);
    CoreState reference = interpreted.coreState();
    if (!reference.same(translated.coreState())) {
      assertEquals(
          text(reference, translated.coreState(), true),
          text(reference, translated.coreState(), false),
          at(until));
    }
    if (!(expected instanceof StopReason.Limit && actual instanceof StopReason.Limit)) {
      assertEquals(describe(expected), describe(actual), at(until));
    }
    expectedEvents.assertSame(actualEvents, at(until));
    List<String> parts = MachineState.of(interpreted).differences(MachineState.of(translated));
    if (!parts.isEmpty()) {
      assertEquals(List.of(), parts, at(until) + ": these differ");
    }
    return expected;
  }

  /** The first difference, as both engines side by side find it. */
  String lockstep(Plan plan, long until) {
    try {
      new Lockstep(
              machine(plan, EngineKind.AUTO),
              machine(plan, EngineKind.INTERPRETER),
              (number, port) -> new BreakpointHandler.End(number, "breakpoint of the test"))
          .run(until);
      return "side by side, without stops in between, the engines do not differ";
    } catch (DivergenceException e) {
      Divergence found = e.divergence();
      return "side by side the engines differ at "
          + found.instruction().map(Object::toString).orElse("an unknown instruction")
          + ": "
          + found.values()
          + "\nbytecode of "
          + found.region()
          + ":\n"
          + String.join("\n", found.bytecode());
    }
  }

  private String at(long until) {
    return name + " at cycle " + until;
  }

  private static String text(CoreState expected, CoreState actual, boolean first) {
    StringBuilder text = new StringBuilder();
    for (int k : expected.differences(actual)) {
      text.append(CoreState.name(k)).append(' ').append((first ? expected : actual).text(k));
      text.append('\n');
    }
    return text.toString();
  }

  private static String describe(StopReason stop) {
    return stop instanceof StopReason.LockedUp locked
        ? "locked up: " + locked.fault().reason() + Arrays.toString(locked.fault().registers())
        : stop.toString();
  }
}
