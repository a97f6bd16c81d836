package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionNumbers;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.UnmodelledAccess;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Clock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Data watchpoint and trace unit (Armv7-M Arm ARM C1.8): the cycle counter and four address
 * comparators.
 *
 * <p>CYCCNT is the machine's clock less what passed while it was off, so that firmware and report
 * agree to the cycle. The profiling counters (CPICNT and so on) are not modelled: they read as 0
 * and say so.
 */
final class Dwt implements Device, Stateful {
  static final int BASE = 0xE000_1000;
  private static final int CTRL = 0x00;
  private static final int CYCCNT = 0x04;
  private static final int PCSR = 0x1C;
  private static final int COMP0 = 0x20;
  private static final int COMPARATORS = 4;
  private static final int CYCCNTENA = 1;
  private static final int TRCENA = 1 << 24;
  private static final int MON_EN = 1 << 16;
  private static final int PC_MATCH = 4;
  private static final int DFSR_DWTTRAP = 1 << 2;
  private static final int MATCHED = 1 << 24;

  private final ExceptionModel exceptions;
  private final Clock clock;
  private final UnmodelledAccess unmodelled;
  private final boolean counters;
  private Runnable comparatorsChanged = () -> {};

  private int control;
  private long zeroCycle; // cycle at which CYCCNT was 0, while it counts
  private int frozen;
  private final int[] comp = new int[COMPARATORS];
  private final int[] mask = new int[COMPARATORS];
  private final int[] function = new int[COMPARATORS];

  Dwt(ExceptionModel exceptions, Clock clock, UnmodelledAccess unmodelled) {
    this.exceptions = exceptions;
    this.clock = clock;
    this.unmodelled = unmodelled;
    this.counters = !exceptions.config().model().isV6M();
  }

  void onComparatorsChanged(Runnable listener) {
    comparatorsChanged = listener;
  }

  /** Whether any comparator looks at data accesses. */
  boolean watchesData() {
    for (int f : function) {
      if ((f & 0xF) >= 5 && (f & 0xF) <= 7) {
        return true;
      }
    }
    return false;
  }

  /** Whether any comparator looks at the addresses of instructions. */
  boolean watchesInstructions() {
    for (int f : function) {
      if ((f & 0xF) == PC_MATCH) {
        return true;
      }
    }
    return false;
  }

  /** A data access happens: comparators that match note it and raise DebugMonitor when enabled. */
  void accessed(int address, int size, boolean store) {
    for (int i = 0; i < COMPARATORS; i++) {
      int kind = function[i] & 0xF;
      boolean looks = kind == 7 || (kind == 5 && !store) || (kind == 6 && store);
      int ignore = (1 << mask[i]) - 1;
      if (looks && ((comp[i] & ~ignore) == (address & ~ignore) || inside(comp[i], address, size))) {
        matched(i);
      }
    }
  }

  /** The instruction at an address is about to execute. */
  void executes(int address) {
    for (int i = 0; i < COMPARATORS; i++) {
      int ignore = (1 << mask[i]) - 1;
      if ((function[i] & 0xF) == PC_MATCH && (comp[i] & ~ignore & ~1) == (address & ~ignore)) {
        matched(i);
      }
    }
  }

  private void matched(int comparator) {
    function[comparator] |= MATCHED;
    if ((exceptions.registers().demcr & MON_EN) != 0) {
      exceptions.status().dfsr |= DFSR_DWTTRAP;
      exceptions.pend(ExceptionNumbers.DEBUG_MONITOR, true);
    }
  }

  private static boolean inside(int wanted, int address, int size) {
    return Integer.compareUnsigned(wanted - address, size) < 0;
  }

  private boolean counting() {
    return counters && (control & CYCCNTENA) != 0 && (exceptions.registers().demcr & TRCENA) != 0;
  }

  /** To be called before TRCENA changes, so that the counter stops or goes on from its value. */
  private int cycleCount() {
    return counting() ? (int) (clock.cycles - zeroCycle) : frozen;
  }

  /** DEMCR is about to change: the counter keeps its value. */
  void traceEnable(int newDemcr) {
    int value = cycleCount();
    exceptions.setDemcr(newDemcr);
    setCycleCount(value);
  }

  private void setCycleCount(int value) {
    frozen = value;
    zeroCycle = clock.cycles - Integer.toUnsignedLong(value);
  }

  @Override
  public int load(int offset, int size) {
    if (offset >= COMP0 && offset < COMP0 + 16 * COMPARATORS && counters) {
      int index = (offset - COMP0) >> 4;
      return switch (offset & 0xC) {
        case 0x0 -> comp[index];
        case 0x4 -> mask[index];
        case 0x8 -> {
          int value = function[index];
          function[index] &= ~MATCHED;
          yield value;
        }
        default -> 0;
      };
    }
    return switch (offset) {
      case CTRL -> counters ? COMPARATORS << 28 | control : 0x1B00_0000;
      case CYCCNT -> counters ? cycleCount() : 0;
      case PCSR, 0xFBC -> 0;
      default -> {
        unmodelled.accessed("DWT", BASE + offset, false);
        yield 0;
      }
    };
  }

  @Override
  public void store(int offset, int size, int value) {
    if (!counters) {
      unmodelled.accessed("DWT", BASE + offset, true);
      return;
    }
    if (offset >= COMP0 && offset < COMP0 + 16 * COMPARATORS) {
      int index = (offset - COMP0) >> 4;
      switch (offset & 0xC) {
        case 0x0 -> comp[index] = value;
        case 0x4 -> mask[index] = value & 0x1F;
        case 0x8 -> {
          function[index] = value & 0xF;
          if ((value & 0xF) != 0 && ((value & 0xF) < PC_MATCH || (value & 0xF) > 7)) {
            unmodelled.accessed("DWT comparator function " + (value & 0xF), BASE + offset, true);
          }
        }
        default -> {}
      }
      comparatorsChanged.run();
      return;
    }
    switch (offset) {
      case CTRL -> {
        int count = cycleCount();
        control = value & CYCCNTENA;
        setCycleCount(count);
        if ((value & ~CYCCNTENA & 0x00FF_FFFF) != 0) {
          unmodelled.accessed("DWT event counters", BASE + offset, true);
        }
      }
      case CYCCNT -> setCycleCount(value);
      case 0xFB0 -> {} // lock access: CoreSight unlock sequence of start-up code
      default -> unmodelled.accessed("DWT", BASE + offset, true);
    }
  }

  @Override
  public String stateId() {
    return "dwt";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(control);
    out.writeLong(zeroCycle);
    out.writeInt(frozen);
    for (int i = 0; i < COMPARATORS; i++) {
      out.writeInt(comp[i]);
      out.writeInt(mask[i]);
      out.writeInt(function[i]);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    control = in.readInt();
    zeroCycle = in.readLong();
    frozen = in.readInt();
    for (int i = 0; i < COMPARATORS; i++) {
      comp[i] = in.readInt();
      mask[i] = in.readInt();
      function[i] = in.readInt();
    }
    comparatorsChanged.run();
  }
}
