package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionNumbers;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.UnmodelledAccess;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The Performance Monitors Extension of Armv8.1-M (DDI 0553) as Cortex-M55 and Cortex-M85 have it:
 * a cycle counter of 32 bits and eight event counters of 16.
 *
 * <p>Everything is counted on the machine's one clock and by what retires, up to the instruction
 * that reads a counter, so that firmware and report agree. The engine tells of lines of code only
 * while a counter of such an event runs. {@link PmuEvent} lists the events; a counter of any other
 * reads as 0 and says so. A loop end that the core takes from its loop cache retires here like any
 * other. Counters count in every security state; trace on overflow does not exist.
 */
final class Pmu implements Device, Stateful, Probe {
  static final int BASE = 0xE000_3000;
  static final int COUNTERS = 8;

  private static final int CCNTR = 0x07C;
  private static final int EVTYPER = 0x400;
  private static final int CCFILTR = 0x47C;
  private static final int CNTENSET = 0xC00;
  private static final int CNTENCLR = 0xC20;
  private static final int INTENSET = 0xC40;
  private static final int INTENCLR = 0xC60;
  private static final int OVSCLR = 0xC80;
  private static final int SWINC = 0xCA0;
  private static final int OVSSET = 0xCC0;
  private static final int TYPE = 0xE00;
  private static final int CTRL = 0xE04;
  private static final int AUTHSTATUS = 0xFB8;
  private static final int DEVARCH = 0xFBC;
  private static final int DEVTYPE = 0xFCC;
  private static final int FIRST_ID = 0xFD0;

  private static final int ENABLE = 1;
  private static final int RESET_EVENTS = 1 << 1;
  private static final int RESET_CYCLES = 1 << 2;
  private static final int FREEZE_ON_OVERFLOW = 1 << 9;
  private static final int WRITABLE = ENABLE | 1 << 5 | FREEZE_ON_OVERFLOW;
  private static final int CYCLE_COUNTER = 1 << 31;
  private static final int EVENT_COUNTERS = (1 << COUNTERS) - 1;
  private static final int ALL = CYCLE_COUNTER | EVENT_COUNTERS;
  private static final int TRCENA = 1 << 24;
  private static final int MON_EN = 1 << 16;
  private static final int DFSR_PMU = 1 << 5;

  /** Longer than any line of code: from here on the engine goes instruction by instruction. */
  private static final int NEAR = 300;

  private final ExceptionModel exceptions;
  private final Clock clock;
  private final UnmodelledAccess unmodelled;
  private final Scheduler.Event cycleOverflow;
  private final PmuCounts counts = new PmuCounts();
  private Retirement retirement;
  private Runnable stepsChanged = () -> {};

  private int control;
  private int enabled;
  private int interrupts;
  private int overflowed;
  private final int[] types = new int[COUNTERS];
  private final int[] values = new int[COUNTERS];
  private int cycles;
  private long settledAt; // the cycle up to which cycles are counted

  private boolean listening;
  private boolean steps;
  private int lineDone = -1; // index up to which the line in execution is counted
  private boolean partial;
  private boolean marking;
  private final int[] skipped = new int[COUNTERS];

  Pmu(ExceptionModel exceptions, Clock clock, Scheduler scheduler, UnmodelledAccess unmodelled) {
    this.exceptions = exceptions;
    this.clock = clock;
    this.unmodelled = unmodelled;
    this.cycleOverflow = scheduler.event("pmu-overflow", (now, due) -> cyclesOverflow());
  }

  void connect(Retirement source) {
    retirement = source;
  }

  void onStepsChanged(Runnable listener) {
    stepsChanged = listener;
  }

  /** Whether the engine has to go instruction by instruction, because an overflow is near. */
  boolean steps() {
    return steps;
  }

  private boolean running() {
    return (control & ENABLE) != 0 && (exceptions.registers().demcr & TRCENA) != 0;
  }

  private boolean counts(int n) {
    boolean frozen = (control & FREEZE_ON_OVERFLOW) != 0 && (overflowed & EVENT_COUNTERS) != 0;
    return running() && (enabled >>> n & 1) != 0 && !frozen;
  }

  private boolean isEvent(int n, PmuEvent event) {
    return types[n] == event.number();
  }

  /** Brings every counter up to this moment; DEMCR may change afterwards. */
  void settle() {
    settleCycles();
    if (listening) {
      partial = true;
      retirement.unannounced(this);
      partial = false;
    }
  }

  private void settleCycles() {
    long passed = clock.cycles - settledAt;
    settledAt = clock.cycles;
    if (!running() || passed == 0) {
      return;
    }
    int counting = 0;
    for (int n = 0; n < COUNTERS; n++) {
      counting |= counts(n) && isEvent(n, PmuEvent.CPU_CYCLES) ? 1 << n : 0;
    }
    for (int n = 0; n < COUNTERS; n++) {
      if ((counting >>> n & 1) != 0) {
        add(n, passed);
      }
    }
    if ((enabled & CYCLE_COUNTER) != 0) {
      long sum = Integer.toUnsignedLong(cycles) + passed;
      cycles = (int) sum;
      if (sum >>> 32 != 0) {
        overflow(CYCLE_COUNTER);
      }
    }
  }

  private void add(int n, long amount) {
    long sum = values[n] + amount;
    values[n] = (int) (sum & 0xFFFF);
    long times = sum >>> 16;
    if (times > 0) {
      boolean chained = (n & 1) == 0 && isEvent(n + 1, PmuEvent.CHAIN) && counts(n + 1);
      overflow(1 << n);
      if (chained) {
        add(n + 1, times);
      }
    }
  }

  private void overflow(int counter) {
    overflowed |= counter;
    if ((interrupts & counter) != 0) {
      exceptions.status().dfsr |= DFSR_PMU;
      if ((exceptions.registers().demcr & MON_EN) != 0) {
        exceptions.pend(ExceptionNumbers.DEBUG_MONITOR, true);
      }
    }
  }

  private void cyclesOverflow() {
    settle();
    schedule();
  }

  /** Registers or DEMCR changed: who has to be told of what is decided anew. */
  void changed() {
    reviseListening();
    schedule();
    reviseSteps();
  }

  private void reviseListening() {
    boolean wanted = false;
    for (int n = 0; n < COUNTERS; n++) {
      PmuEvent event = PmuEvent.of(types[n]);
      wanted |= running() && (enabled >>> n & 1) != 0 && event != null && event.listens();
    }
    listen(wanted);
  }

  private void listen(boolean wanted) {
    if (wanted == listening) {
      return;
    }
    listening = wanted;
    lineDone = -1;
    Arrays.fill(skipped, 0);
    retirement.listen(this, wanted);
    if (wanted) {
      partial = true;
      marking = true;
      retirement.unannounced(this); // what has retired of this line does not count
      marking = false;
      partial = false;
    }
  }

  /** The next overflow of cycles that somebody waits for. */
  private void schedule() {
    long due = Scheduler.NEVER;
    if (running() && (enabled & interrupts & CYCLE_COUNTER) != 0) {
      due = settledAt + (1L << 32) - Integer.toUnsignedLong(cycles);
    }
    for (int n = 0; n < COUNTERS; n++) {
      if (counts(n) && isEvent(n, PmuEvent.CPU_CYCLES) && isAwaited(n)) {
        due = Math.min(due, settledAt + 0x1_0000 - values[n]);
      }
    }
    if (due == Scheduler.NEVER) {
      cycleOverflow.cancel();
    } else if (due != cycleOverflow.due()) {
      cycleOverflow.at(due);
    }
  }

  /** Whether the moment at which a counter overflows matters. */
  private boolean isAwaited(int n) {
    boolean chained =
        (n & 1) == 0
            && isEvent(n + 1, PmuEvent.CHAIN)
            && counts(n + 1)
            && (interrupts >>> n + 1 & 1) != 0;
    return (interrupts >>> n & 1) != 0 || (control & FREEZE_ON_OVERFLOW) != 0 || chained;
  }

  private void reviseSteps() {
    boolean near = false;
    for (int n = 0; n < COUNTERS && listening; n++) {
      PmuEvent event = PmuEvent.of(types[n]);
      near |=
          values[n] > 0xFFFF - NEAR
              && event != null
              && event.listens()
              && counts(n)
              && isAwaited(n);
    }
    if (near != steps) {
      steps = near;
      stepsChanged.run();
    }
  }

  @Override
  public Set<Kind> wants() {
    return Set.of(Kind.BLOCKS, Kind.SKIPS, Kind.EXCEPTIONS);
  }

  @Override
  public void block(BlockView code, int from, int to, long passed) {
    int start = lineDone >= 0 ? lineDone : from;
    lineDone = partial ? to : -1;
    if (marking) {
      return;
    }
    if ((control & FREEZE_ON_OVERFLOW) != 0) {
      settleCycles(); // before an overflow stops them
    }
    for (int n = 0; n < COUNTERS; n++) {
      PmuEvent event = PmuEvent.of(types[n]);
      if (event != null && event.listens() && counts(n)) {
        add(n, counts.of(n, event, code, start, to) - skipped[n]);
      }
      skipped[n] = 0;
    }
    reviseSteps();
  }

  @Override
  public void skipped(Instruction instruction) {
    for (int n = 0; n < COUNTERS; n++) {
      PmuEvent event = PmuEvent.of(types[n]);
      if (event != null && event.needsCondition() && event.matches(instruction)) {
        skipped[n]++;
      }
    }
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    countOne(PmuEvent.EXC_TAKEN);
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    countOne(PmuEvent.EXC_RETURN);
  }

  private void countOne(PmuEvent event) {
    settleCycles();
    for (int n = 0; n < COUNTERS; n++) {
      if (isEvent(n, event) && counts(n)) {
        add(n, 1);
      }
    }
  }

  @Override
  public int load(int offset, int size) {
    settle();
    if (offset < 4 * COUNTERS) {
      return event(offset);
    }
    if (offset >= EVTYPER && offset < EVTYPER + 4 * COUNTERS) {
      return types[(offset - EVTYPER) / 4];
    }
    return switch (offset) {
      case CCNTR -> cycles;
      case CNTENSET, CNTENCLR -> enabled;
      case INTENSET, INTENCLR -> interrupts;
      case OVSSET, OVSCLR -> overflowed;
      case TYPE -> 0x00A0_5F00 | COUNTERS; // 32 bits, cycle counter, freeze and trace on overflow
      case CTRL -> control;
      case AUTHSTATUS -> 0xCC; // non-invasive debug of both states is on
      case DEVARCH -> 0x4770_0A06;
      case DEVTYPE -> 0x16;
      default -> {
        if (offset < FIRST_ID && offset != CCFILTR) {
          unmodelled.accessed("PMU", BASE + offset, false);
        }
        yield 0;
      }
    };
  }

  private int event(int offset) {
    int n = offset / 4;
    if (PmuEvent.of(types[n]) == null) {
      unmodelled.accessed(name(types[n]), BASE + offset, false);
      return 0;
    }
    return values[n];
  }

  private static String name(int type) {
    return String.format(Locale.ROOT, "PMU event 0x%04x", type);
  }

  @Override
  public void store(int offset, int size, int value) {
    settle();
    if (offset < 4 * COUNTERS) {
      values[offset / 4] = value & 0xFFFF;
    } else if (offset >= EVTYPER && offset < EVTYPER + 4 * COUNTERS) {
      setType((offset - EVTYPER) / 4, value & 0xFFFF);
    } else {
      storeCommon(offset, value);
    }
    changed();
  }

  private void setType(int n, int type) {
    types[n] = type;
    counts.forget(n);
    if (PmuEvent.of(type) == null) {
      unmodelled.accessed(name(type), BASE + EVTYPER + 4 * n, true);
    }
  }

  private void storeCommon(int offset, int value) {
    switch (offset) {
      case CCNTR -> cycles = value;
      case CNTENSET -> enabled |= value & ALL;
      case CNTENCLR -> enabled &= ~value;
      case INTENSET -> interrupts |= value & ALL;
      case INTENCLR -> interrupts &= ~value;
      case OVSSET -> overflowed |= value & ALL;
      case OVSCLR -> overflowed &= ~value;
      case SWINC -> increment(value);
      case CTRL -> setControl(value);
      default -> unmodelled.accessed("PMU", BASE + offset, true);
    }
  }

  private void increment(int counters) {
    for (int n = 0; n < COUNTERS; n++) {
      if ((counters >>> n & 1) != 0 && isEvent(n, PmuEvent.SW_INCR) && counts(n)) {
        add(n, 1);
      }
    }
  }

  private void setControl(int value) {
    if ((value & RESET_EVENTS) != 0) {
      Arrays.fill(values, 0);
    }
    if ((value & RESET_CYCLES) != 0) {
      cycles = 0;
    }
    control = value & WRITABLE;
    if ((value & ~(WRITABLE | RESET_EVENTS | RESET_CYCLES)) != 0) {
      unmodelled.accessed("PMU_CTRL trace on overflow", BASE + CTRL, true);
    }
  }

  @Override
  public String stateId() {
    return "pmu";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(control);
    out.writeInt(enabled);
    out.writeInt(interrupts);
    out.writeInt(overflowed);
    for (int n = 0; n < COUNTERS; n++) {
      out.writeInt(types[n]);
      out.writeInt(values[n]);
    }
    out.writeInt(cycles);
    out.writeLong(settledAt);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    control = in.readInt();
    enabled = in.readInt();
    interrupts = in.readInt();
    overflowed = in.readInt();
    for (int n = 0; n < COUNTERS; n++) {
      types[n] = in.readInt();
      values[n] = in.readInt();
      counts.forget(n);
    }
    cycles = in.readInt();
    settledAt = in.readLong();
    lineDone = -1;
    reviseListening(); // the event of cycles is restored by the scheduler
    reviseSteps();
  }
}
