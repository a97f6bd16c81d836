package dev.tinyrig.emulator.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a program can see of a core between two instructions, with the clock: to hold one execution
 * against another.
 */
public final class CoreState {
  private static final String[] NAMES = {
    "R0",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "R7",
    "R8",
    "R9",
    "R10",
    "R11",
    "R12",
    "SP",
    "LR",
    "PC",
    "flag N",
    "flag Z",
    "flag C",
    "flag V",
    "flag Q",
    "flags GE",
    "ITSTATE",
    "ECI",
    "VPR",
    "FPSCR",
    "EXC_RETURN in progress",
    "exclusive monitor",
    "Secure state",
    "EPSR.B"
  };

  private static final int SINGLES = NAMES.length;
  private static final int CYCLES = SINGLES + 32;
  private static final int INSTRUCTIONS = CYCLES + 1;

  private final long[] values = new long[INSTRUCTIONS + 1];

  private CoreState(Core core) {
    int at = 0;
    for (int register = 0; register < 15; register++) {
      values[at++] = Integer.toUnsignedLong(core.r[register]);
    }
    int apsr = core.apsr();
    int[] others = {
      core.currentPc(),
      apsr >>> 31,
      apsr >>> 30 & 1,
      apsr >>> 29 & 1,
      apsr >>> 28 & 1,
      core.q,
      core.ge,
      core.it,
      core.eci,
      core.vpr,
      core.fpscr,
      core.excReturn,
      core.exclusive ? 1 : 0,
      core.secure ? 1 : 0,
      core.landingPad ? 1 : 0
    };
    for (int value : others) {
      values[at++] = Integer.toUnsignedLong(value);
    }
    for (int single : core.s) {
      values[at++] = Integer.toUnsignedLong(single);
    }
    values[at++] = core.clock.cycles;
    values[at] = core.instructions;
  }

  /** The state of a core that is between two instructions. */
  public static CoreState of(Core core) {
    return new CoreState(core);
  }

  /** Address of the next instruction. */
  public int pc() {
    return (int) values[15];
  }

  /** Cycles since reset. */
  public long cycles() {
    return values[CYCLES];
  }

  /** Instructions retired since reset. */
  public long instructions() {
    return values[INSTRUCTIONS];
  }

  /** Whether all is the same. */
  public boolean same(CoreState other) {
    return Arrays.equals(values, other.values);
  }

  /** Numbers of the values in which another state differs. */
  public List<Integer> differences(CoreState other) {
    List<Integer> found = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      if (values[k] != other.values[k]) {
        found.add(k);
      }
    }
    return found;
  }

  /** Name of a value by its number. */
  public static String name(int number) {
    if (number >= CYCLES) {
      return number == CYCLES ? "cycles" : "instructions";
    }
    return number < SINGLES ? NAMES[number] : "S" + (number - SINGLES);
  }

  /** A value by its number: counts in decimal, what is one bit as such, others in hexadecimal. */
  public String text(int number) {
    if (number >= CYCLES) {
      return String.format(Locale.ROOT, "%,d", values[number]);
    }
    return number >= 16 && number < 21
        ? Long.toString(values[number])
        : String.format(Locale.ROOT, "0x%08x", values[number]);
  }
}
