package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.machine.TestEngine;
import dev.tinyrig.emulator.memory.Region;
import java.util.HashMap;
import java.util.Map;

/**
 * A bare machine whose guest measures one line of code: it reads a counter, branches to the line,
 * comes back and reads the counter again. What the empty line costs is known and taken off.
 */
final class Bench {
  /** What every register points to. */
  static final int DATA = 0x2000_1000;

  private static final int START = 0xF00;
  private static final int HANDLER = 0xE00;
  private static final int AFTER = 0x1040;

  private static final int STACK = 0x2000_8000;

  private final CoreModel core;
  private final Machine machine;
  private boolean zero;
  private final Map<Integer, Integer> registers = new HashMap<>();

  Bench(CoreModel core) {
    this.core = core;
    machine =
        TestEngine.on(Machine.builder(CoreConfig.of(core, 0, 1_000_000), TimingModels.of(core)))
            .memory(new Region("code", 0, 0x2000, true))
            .memory(new Region("ram", 0x2000_0000, 0x10000, true))
            // Sums of two registers, as addresses with register offset.
            .memory(new Region("high", 2 * DATA & 0xFFFF_0000, 0x10000, true))
            .build();
    // Room for what is popped lies above.
    word(0, STACK);
    word(4, START | 1);
    word(4 * 11, HANDLER | 1);
  }

  /** Another value in a register. */
  Bench with(int register, int value) {
    registers.put(register, value);
    return this;
  }

  /** The code of the SVC handler. */
  Bench handler(String code) {
    halfwords(HANDLER, code);
    return this;
  }

  private void word(int address, int value) {
    byte[] bytes = {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    machine.debug().write(address, bytes, 0, 4);
  }

  private int halfwords(int address, String code) {
    int at = address;
    for (String halfword : code.split(" ")) {
      int value = Integer.parseInt(halfword, 16);
      machine.debug().write(at, new byte[] {(byte) value, (byte) (value >> 8)}, 0, 2);
      at += 2;
    }
    return at;
  }

  private static String branch(int from, int to) {
    return Integer.toHexString(0xE000 | (to - from - 4 >> 1) & 0x7FF);
  }

  /** Cycles of a line; when it branches itself, its target is the end of the bench. */
  int cycles(int address, String code, boolean taken) {
    boolean v6 = core.isV6M();
    zero = taken;
    // Writes r1 to [r0], r3 to [r2] and r5 to [r4] switch the counter and the FPU on.
    int at = halfwords(START, "6001 6013 6025 be01");
    // ldr r6, [r7] or ldr.w r11, [r12]
    at = halfwords(at, v6 ? "683e" : "f8dc b000");
    halfwords(at, branch(at, address));
    int end = halfwords(address, taken ? retarget(address, code) : code);
    if (!taken) {
      if (joinsBranches()) {
        end = halfwords(end, "f3bf 8f6f"); // isb: the branch back goes beside nothing
      }
      halfwords(end, branch(end, AFTER));
    }
    // ldr r7, [r7] or ldr.w r10, [r12]; bkpt 2
    halfwords(AFTER, (v6 ? "683f" : "f8dc a000") + " be02");
    for (int k = 0; k < 0x100; k++) {
      word(DATA + 4 * k, taken ? AFTER | 1 : DATA);
    }
    word(STACK, AFTER | 1);
    word(STACK + 4, AFTER | 1);
    machine.setBreakpointHandler(this::breakpoint);
    machine.reset();
    set(0, v6 ? 0xE000_E014 : 0xE000_EDFC); // SysTick reload, or DEMCR
    set(1, v6 ? 0x00FF_FFFF : 1 << 24);
    set(2, v6 ? 0xE000_E018 : 0xE000_1000); // SysTick current value, or DWT control
    set(3, 1);
    set(4, v6 ? 0xE000_E010 : 0xE000_ED88); // SysTick control, or CPACR
    set(5, v6 ? 5 : 0xF << 20);
    StopReason reason = machine.run(100_000);
    if (!(reason instanceof StopReason.Ended ended) || ended.status() != 2) {
      throw new IllegalStateException(code + " on " + core + " ended with " + reason);
    }
    int difference = v6 ? get(6) - get(7) & 0x00FF_FFFF : get(10) - get(11);
    return difference - overhead(taken);
  }

  /** The first reading, the branch to the line and, unless the line branches, the way back. */
  private int overhead(boolean taken) {
    return switch (core) {
      case CORTEX_M33 -> 1 + 2 + (taken ? 0 : 3 + 3); // the branch goes beside the load
      case CORTEX_M55 -> 1 + 4 + (taken ? 0 : 4 + 4);
      case CORTEX_M0PLUS, CORTEX_M23 -> 2 + 2 + (taken ? 0 : 2);
      default -> 2 + 3 + (taken ? 0 : 3);
    };
  }

  private boolean joinsBranches() {
    return core == CoreModel.CORTEX_M33 || core == CoreModel.CORTEX_M55;
  }

  /**
   * Direct branches to themselves become branches to the end; others go there by their operands.
   */
  private static String retarget(int address, String code) {
    String[] halfwords = code.split(" ");
    int last = halfwords.length - 1;
    int at = address + 2 * last;
    if (halfwords[last].equals("e7fe")) {
      halfwords[last] = branch(at, AFTER);
    } else if (halfwords[last].equals("d0fe")) {
      halfwords[last] = Integer.toHexString(0xD000 | (AFTER - at - 4 >> 1) & 0xFF);
    }
    return String.join(" ", halfwords);
  }

  private BreakpointHandler.Outcome breakpoint(int number, DebugPort port) {
    if (number == 2) {
      return new BreakpointHandler.End(2, "measured");
    }
    for (int k = 0; k < 10; k++) {
      set(k, registers.getOrDefault(k, DATA));
    }
    set(14, AFTER | 1);
    // Z for the conditional branches that are taken.
    port.setRegister(DebugPort.Register.XPSR, zero ? 0x4100_0000 : 0x0100_0000);
    if (core.isV6M()) {
      set(7, 0xE000_E018);
    } else {
      set(12, 0xE000_1004);
    }
    return BreakpointHandler.Outcome.HANDLED;
  }

  private void set(int register, int value) {
    machine.debug().setRegister(name(register), value);
  }

  private int get(int register) {
    return machine.debug().register(name(register));
  }

  private static DebugPort.Register name(int register) {
    return register == 14 ? DebugPort.Register.LR : DebugPort.Register.values()[register];
  }
}
