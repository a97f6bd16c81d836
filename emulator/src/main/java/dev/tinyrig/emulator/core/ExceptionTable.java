package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.BUS_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.FIRST_INTERRUPT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.MEM_MANAGE;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.PEND_SV;
import static dev.tinyrig.emulator.core.ExceptionNumbers.RESET;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SECURE_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SYS_TICK;
import static dev.tinyrig.emulator.core.ExceptionNumbers.USAGE_FAULT;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which exceptions are pending, enabled and active, their priorities and the security state that
 * each targets (Armv7-M Arm ARM B1.5.4; Armv8-M Arm ARM B3.11 to B3.13).
 *
 * <p>Bit n of the bit sets is slot n. Slot n is exception n; where the Security Extension is
 * configured, exceptions that both states have keep their Secure copy in a slot behind the last
 * interrupt ({@link #slot}). A lower number is a higher priority; {@link #LOWEST} is that of thread
 * mode.
 */
public final class ExceptionTable {
  /** Priority of thread mode with nothing masked. */
  public static final int LOWEST = 256;

  /** Where the priorities of Non-secure exceptions begin when AIRCR.PRIS is set. */
  static final int NON_SECURE_PRIORITIES = 0x80;

  private final int count;
  private final boolean security;
  private final int priorityMask;
  private final int[] pending;
  private final int[] enabled;
  private final int[] active;
  private final int[] lines;
  private final int[] priority;
  private final int[] nonSecureTargets;

  /** PRIGROUP of AIRCR by bank: bits above it are the group priority. */
  final int[] priorityGroup = new int[2];

  /** AIRCR.PRIS: Non-secure exceptions have the lower half of the priorities. */
  private boolean prioritisesSecure;

  /** AIRCR.BFHFNMINS: BusFault, HardFault and NMI are Non-secure; so where there is one state. */
  private boolean faultsNonSecure;

  /** DEMCR.SDME: DebugMonitor targets the Secure state. */
  private boolean monitorSecure;

  ExceptionTable(CoreConfig config) {
    count = FIRST_INTERRUPT + config.interrupts();
    security = config.security();
    int slots = security ? count + FIRST_INTERRUPT : count;
    int words = (slots + 31) / 32;
    pending = new int[words];
    enabled = new int[words];
    active = new int[words];
    lines = new int[words];
    nonSecureTargets = new int[words];
    priority = new int[slots];
    priorityMask = 0xFF << (8 - config.priorityBits()) & 0xFF;
    reset();
  }

  void reset() {
    Arrays.fill(pending, 0);
    Arrays.fill(enabled, 0);
    Arrays.fill(active, 0);
    Arrays.fill(priority, 0);
    Arrays.fill(nonSecureTargets, 0);
    Arrays.fill(priorityGroup, 0);
    priority[RESET] = -3;
    priority[NMI] = -2;
    priority[HARD_FAULT] = -1;
    prioritisesSecure = false;
    monitorSecure = false;
    // MemManage, BusFault, UsageFault and SecureFault start disabled.
    for (int exception = 0; exception < FIRST_INTERRUPT; exception++) {
      boolean on =
          switch (exception) {
            case MEM_MANAGE, BUS_FAULT, USAGE_FAULT -> false;
            case SECURE_FAULT -> !security;
            default -> true;
          };
      set(enabled, exception, on);
      if (security && banked(exception)) {
        set(enabled, slot(exception, 1), on);
      }
    }
    setFaultsNonSecure(!security);
  }

  /** Whether each security state has an exception of this number of its own. */
  public static boolean banked(int exception) {
    return switch (exception) {
      case HARD_FAULT, MEM_MANAGE, USAGE_FAULT, SV_CALL, PEND_SV, SYS_TICK -> true;
      default -> false;
    };
  }

  /** The slot of an exception of a bank (0 Non-secure or the only one, 1 Secure). */
  public int slot(int exception, int bank) {
    return security && bank != 0 && banked(exception) ? count + exception : exception;
  }

  /** The number of the exception of a slot. */
  public int number(int slot) {
    return slot >= count ? slot - count : slot;
  }

  /** Number of exceptions, the 16 of the system included. */
  public int count() {
    return count;
  }

  public boolean isPending(int slot) {
    return bit(pending, slot);
  }

  public boolean isEnabled(int slot) {
    return bit(enabled, slot);
  }

  public boolean isActive(int slot) {
    return bit(active, slot);
  }

  /** Whether the interrupt line of an exception is high. */
  public boolean lineHigh(int slot) {
    return bit(lines, slot);
  }

  void setPending(int slot, boolean value) {
    set(pending, slot, value);
  }

  void setEnabled(int slot, boolean value) {
    set(enabled, slot, value);
  }

  void setActive(int slot, boolean value) {
    set(active, slot, value);
  }

  void setLine(int slot, boolean value) {
    set(lines, slot, value);
  }

  /** AIRCR.VECTCLRACTIVE: the active bits of one state's exceptions. */
  void clearActive(int bank) {
    for (int slot = 0; slot < priority.length; slot++) {
      if (!security || targetsSecure(slot) == (bank != 0)) {
        set(active, slot, false);
      }
    }
  }

  /** Whether a slot's exception is taken to the Secure state. */
  public boolean targetsSecure(int slot) {
    if (!security) {
      return false;
    }
    if (slot >= count) {
      return true;
    }
    return switch (slot) {
      case RESET, SECURE_FAULT -> true;
      case NMI, BUS_FAULT -> !faultsNonSecure;
      case DEBUG_MONITOR -> monitorSecure;
      default -> slot >= FIRST_INTERRUPT && !bit(nonSecureTargets, slot);
    };
  }

  /** NVIC_ITNS: whether an interrupt targets the Non-secure state. */
  public boolean nonSecureTarget(int interrupt) {
    return bit(nonSecureTargets, interrupt);
  }

  void setNonSecureTarget(int interrupt, boolean value) {
    set(nonSecureTargets, interrupt, security && value);
  }

  public boolean prioritisesSecure() {
    return prioritisesSecure;
  }

  void setPrioritisesSecure(boolean value) {
    prioritisesSecure = value;
  }

  public boolean faultsNonSecure() {
    return faultsNonSecure;
  }

  void setFaultsNonSecure(boolean value) {
    faultsNonSecure = value;
    set(enabled, HARD_FAULT, value); // with the Security Extension all other HardFaults are Secure
  }

  void setMonitorSecure(boolean value) {
    monitorSecure = value;
  }

  /** Priority register of an exception, unimplemented bits 0. */
  public int priority(int slot) {
    if (slot == count + HARD_FAULT) {
      return faultsNonSecure ? -3 : -1;
    }
    return priority[slot];
  }

  void setPriority(int slot, int value) {
    if (number(slot) > HARD_FAULT) {
      priority[slot] = value & priorityMask;
    }
  }

  /** Implemented bits of a priority value. */
  public int priorityMask() {
    return priorityMask;
  }

  /** The part of a priority of a state that decides about pre-emption. */
  int groupPriority(int value, boolean secure) {
    if (value < 0) {
      return value;
    }
    int group = value & (0xFF << (priorityGroup[secure ? 1 : 0] + 1)) & 0xFF;
    return lowered(group, secure);
  }

  /** The priority with which a slot's exception pre-empts. */
  int groupPriority(int slot) {
    return groupPriority(priority(slot), targetsSecure(slot));
  }

  private int lowered(int value, boolean secure) {
    return prioritisesSecure && !secure && value >= 0
        ? NON_SECURE_PRIORITIES + (value >> 1)
        : value;
  }

  /** Highest group priority of the active exceptions, {@link #LOWEST} when none is active. */
  int activePriority() {
    int best = LOWEST;
    for (int word = 0; word < active.length; word++) {
      for (int bits = active[word]; bits != 0; bits &= bits - 1) {
        best = Math.min(best, groupPriority(word * 32 + Integer.numberOfTrailingZeros(bits)));
      }
    }
    return best;
  }

  /** Number of active exceptions. */
  public int activeCount() {
    int sum = 0;
    for (int word : active) {
      sum += Integer.bitCount(word);
    }
    return sum;
  }

  /**
   * The slot of the pending, enabled exception of highest priority (lowest number among equals, the
   * Secure one of two), 0 when there is none.
   */
  public int highestPending() {
    int best = 0;
    int bestPriority = Integer.MAX_VALUE;
    for (int word = 0; word < pending.length; word++) {
      for (int bits = pending[word] & enabled[word]; bits != 0; bits &= bits - 1) {
        int slot = word * 32 + Integer.numberOfTrailingZeros(bits);
        int value = lowered(priority(slot), targetsSecure(slot));
        // Secure copies come last; they win against an equal with the same or a higher number.
        if (value < bestPriority || (value == bestPriority && number(slot) <= number(best))) {
          best = slot;
          bestPriority = value;
        }
      }
    }
    return best;
  }

  private static boolean bit(int[] set, int slot) {
    return (set[slot >> 5] & 1 << (slot & 31)) != 0;
  }

  private static void set(int[] set, int slot, boolean value) {
    int mask = 1 << (slot & 31);
    if (value) {
      set[slot >> 5] |= mask;
    } else {
      set[slot >> 5] &= ~mask;
    }
  }

  void save(DataOutput out) throws IOException {
    for (int[] array : arrays()) {
      for (int value : array) {
        out.writeInt(value);
      }
    }
    out.writeBoolean(prioritisesSecure);
    out.writeBoolean(faultsNonSecure);
    out.writeBoolean(monitorSecure);
  }

  void restore(DataInput in) throws IOException {
    for (int[] array : arrays()) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readInt();
      }
    }
    prioritisesSecure = in.readBoolean();
    faultsNonSecure = in.readBoolean();
    monitorSecure = in.readBoolean();
  }

  private int[][] arrays() {
    return new int[][] {pending, enabled, active, lines, priority, nonSecureTargets, priorityGroup};
  }
}
