package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.UnmodelledAccess;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.BusMemory;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.weights.WeightFault;
import dev.tinyrig.peripherals.register.RegisterBlock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The NPU's register window, 4 KiB: identification, command, status, base pointers, counters, the
 * window into SHRAM and the shadow of the stream's state.
 *
 * <p>The NPU runs beside the core on the machine's clock. It reads and writes memory when an
 * operation ends; STATUS and QREAD advance with them. Reset, security and power are as Arm's driver
 * uses them: PROT shows what RESET asked for, clock and power requests are kept and change nothing,
 * accesses are not refused for want of security or privilege (the bus does not carry them). Bits of
 * STATUS for faults stay until a reset.
 */
public final class EthosU implements Device {
  /** Bytes of the window. */
  public static final int SIZE = 0x1000;

  private static final int STATUS_RUNNING = 1;
  private static final int STATUS_IRQ = 1 << 1;
  private static final int STATUS_BUS = 1 << 2;
  private static final int STATUS_RESET = 1 << 3;
  private static final int STATUS_PARSE = 1 << 4;
  private static final int STATUS_END = 1 << 5;
  private static final int STATUS_PMU = 1 << 6;
  private static final int STATUS_WEIGHTS = 1 << 7;
  private static final int STATUS_INTERFACE = 1 << 11;
  private static final int CHANNEL_SHIFT = 12;
  private static final int HISTORY_SHIFT = 16;
  private static final int FAULTS = STATUS_BUS | STATUS_PARSE | STATUS_WEIGHTS;

  private static final int CMD_RUN = 1;
  private static final int CMD_CLEAR_IRQ = 1 << 1;
  private static final int CMD_STOP = 1 << 4;

  /** Cycles that a soft reset takes. No document tells; drivers poll STATUS.reset_status. */
  private static final int RESET_CYCLES = 16;

  private static final int LARGEST_STREAM = 1 << 24;

  /** PMCAXI_CHAN: BW_CH_SEL_EN and CH_SEL. */
  private static final int CHANNEL_SELECTED = 1 << 10;

  private static final int CHANNEL_FIELD = 0xF;

  private final String id;
  private final NpuConfig config;
  private final Scheduler scheduler;
  private final InterruptLine line;
  private final UnmodelledReporter reporter;
  private final Registers registers;
  private final NpuEngine engine;
  private final DebugWindows windows;
  private final Pmu pmu = new Pmu();
  private final AxiPorts ports;
  private final OperationEvents events;
  private final NpuListener listener;
  private final Scheduler.Event work;
  private final Scheduler.Event resetDone;
  private final Scheduler.Event counterOverflow;
  private int status;
  private long countedTo;

  /**
   * An NPU out of reset.
   *
   * @param base its address, for messages
   * @param model how long operations take, in cycles of the machine's clock
   * @param bus the memories that its AXI ports reach
   * @param listener hears of every operation
   */
  public EthosU(
      String id,
      int base,
      NpuConfig config,
      CycleModel model,
      Bus bus,
      Scheduler scheduler,
      InterruptLine line,
      UnmodelledReporter reporter,
      NpuListener listener) {
    this.id = id;
    this.config = config;
    this.scheduler = scheduler;
    this.line = line;
    this.reporter = reporter;
    this.listener = listener;
    this.registers = new Registers(id, base, config, reporter);
    this.ports = new AxiPorts(registers::value);
    this.events = new OperationEvents(config, pmu, ports, this::counts);
    this.engine =
        new NpuEngine(
            config,
            new BusMemory(bus, this::isSecure),
            this::finding,
            model,
            ports,
            this::basePointer,
            new EngineListener());
    this.windows = new DebugWindows(engine);
    this.work = scheduler.event(id + ".work", (now, due) -> worked(due));
    this.resetDone = scheduler.event(id + ".reset", (now, due) -> status &= ~STATUS_RESET);
    this.counterOverflow = scheduler.event(id + ".pmu", (now, due) -> changed());
  }

  /** Whether the accesses of the NPU are Secure: what the last reset asked for, PROT bit 1. */
  public boolean isSecure() {
    return (registers.value(EthosURegister.PROT) & 2) == 0;
  }

  /** Whether a stream is running. */
  public boolean isRunning() {
    return engine.isRunning();
  }

  /** PMCAXI_CHAN, as the names of its fields say. */
  private boolean counts(AxiChannel channel) {
    int chosen = registers.value(EthosURegister.PMCAXI_CHAN);
    return (chosen & CHANNEL_SELECTED) == 0 || (chosen & CHANNEL_FIELD) == channel.code();
  }

  private long basePointer(int region) {
    return registers.wide(EthosURegister.BASEP0_LO, region * EthosURegister.BASEP_STEP);
  }

  private void finding(int offset, String text) {
    int stream = (int) registers.wide(EthosURegister.QBASE_LO, 0);
    reporter.report(id, stream, offset, UnmodelledAccess.Kind.MISUSE, text, 0);
  }

  @Override
  public int load(int offset, int size) {
    if ((status & STATUS_RESET) != 0) {
      return (offset & ~3) == EthosURegister.STATUS.spec().offset()
          ? narrowed(status(), offset, size)
          : 0;
    }
    if (DebugWindows.isSharedBuffer(offset)) {
      int word = windows.sharedBuffer(offset & ~3, registers.value(EthosURegister.DEBUG_ADDRESS));
      return narrowed(word, offset, size);
    }
    if (DebugWindows.isShadow(offset)) {
      return narrowed(windows.shadow(offset & ~3), offset, size);
    }
    return registers.load(offset, size);
  }

  private static int narrowed(int word, int offset, int size) {
    int moved = word >>> 8 * (offset & 3);
    return size == 4 ? moved : moved & (1 << 8 * size) - 1;
  }

  @Override
  public void store(int offset, int size, int value) {
    if ((status & STATUS_RESET) != 0) {
      return;
    }
    if (DebugWindows.isSharedBuffer(offset)) {
      windows.storeSharedBuffer(offset, size, value, registers.value(EthosURegister.DEBUG_ADDRESS));
      return;
    }
    registers.store(offset, size, value);
  }

  private int status() {
    return status | (engine.isRunning() ? STATUS_RUNNING : 0);
  }

  /** An event may come late, at the end of an instruction; the NPU's own time has no delays. */
  private void worked(long due) {
    countTo(due);
    plan(engine.proceedAt(due));
    changed();
  }

  private void plan(long next) {
    if (next == PendingOperations.NEVER) {
      work.cancel();
    } else {
      work.at(next);
    }
  }

  /** Brings the counters up to the present cycle. */
  private void count() {
    countTo(scheduler.now());
  }

  private void countTo(long cycle) {
    if (cycle > countedTo) {
      pmu.advance(cycle - countedTo, engine.isRunning());
      countedTo = cycle;
    }
    engine.forEachPending(each -> events.count(each, cycle));
  }

  private void changed() {
    count();
    status = pmu.raises() ? status | STATUS_PMU : status;
    line.set((status & (STATUS_IRQ | STATUS_PMU)) != 0);
    long until = pmu.untilInterrupt();
    if (until == Long.MAX_VALUE) {
      counterOverflow.cancel();
    } else {
      counterOverflow.at(countedTo + until);
    }
  }

  private void command(int value) {
    count();
    if ((value & CMD_CLEAR_IRQ) != 0) {
      status &= ~(STATUS_IRQ | STATUS_PMU);
      pmu.clearOverflow(pmu.interrupts());
    }
    status &= ~(value & 0xFFFF_0000);
    registers.put(EthosURegister.CMD, value);
    if ((value & CMD_STOP) != 0) {
      plan(engine.stop(scheduler.now()));
    } else if ((value & CMD_RUN) != 0 && !engine.isRunning()) {
      start();
    }
    changed();
  }

  private void start() {
    if ((status & FAULTS) != 0) {
      registers.misused(EthosURegister.CMD, "starting after a fault without a reset");
      return;
    }
    int size = registers.value(EthosURegister.QSIZE);
    if (size % 4 != 0 || Integer.compareUnsigned(size, LARGEST_STREAM) > 0) {
      registers.misused(EthosURegister.QSIZE, "a stream that is too long or no number of words");
      size = size & LARGEST_STREAM - 4;
    }
    status &= ~STATUS_END;
    plan(engine.start(registers.wide(EthosURegister.QBASE_LO, 0), size, scheduler.now()));
  }

  private void softReset(int value) {
    count();
    engine.reset();
    work.cancel();
    pmu.reset();
    registers.reset();
    registers.put(EthosURegister.PROT, value & 3);
    status = STATUS_RESET;
    resetDone.at(scheduler.now() + RESET_CYCLES);
    changed();
  }

  @Override
  public String stateId() {
    return id;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(status);
    out.writeLong(countedTo);
    registers.save(out);
    pmu.save(out);
    engine.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    status = in.readInt();
    countedTo = in.readLong();
    registers.restore(in);
    pmu.restore(in);
    engine.restore(in);
  }

  private final class EngineListener implements NpuEngine.Listener {
    @Override
    public void interrupted(int mask) {
      status |= STATUS_IRQ | mask << HISTORY_SHIFT;
    }

    @Override
    public void stopped(int mask) {
      status |= STATUS_IRQ | STATUS_END | mask << HISTORY_SHIFT;
    }

    @Override
    public void busFault(BusFault fault) {
      AxiChannel channel = fault.channel();
      int port =
          channel == AxiChannel.READ_COMMAND
              ? registers.value(EthosURegister.QCONFIG) >> 1 & 1
              : fault.region() == BusFault.NO_REGION ? 0 : ports.of(fault.region());
      status |=
          STATUS_IRQ
              | STATUS_BUS
              | (port == 1 ? STATUS_INTERFACE : 0)
              | channel.code() << CHANNEL_SHIFT;
      finding(engine.offset(), fault.getMessage());
    }

    @Override
    public void parseFault(StreamException fault) {
      status |= STATUS_IRQ | STATUS_PARSE;
      finding(fault.offset(), fault.getMessage());
    }

    @Override
    public void weightFault(int offset, WeightFault fault) {
      status |= STATUS_IRQ | STATUS_WEIGHTS;
      finding(offset, fault.getMessage());
    }

    @Override
    public void fetched(int from, int to) {
      events.commands(registers.value(EthosURegister.QCONFIG) >> 1 & 1, from, to);
    }

    @Override
    public void ended(Pending operation) {
      events.count(operation, operation.end());
      listener.ended(id, config, operation.run());
    }

    @Override
    public void pmuMask(boolean mask) {
      count();
      pmu.setMasked(mask);
    }
  }

  /** The registers that stand in the table. */
  private final class Registers extends RegisterBlock<EthosURegister> {
    private static final int[] PID_U55 = {4, 0, 0, 0, 0x80, 0xB5, 0x0B, 0, 0x0D, 0xF0, 0x05, 0xB1};
    private static final int[] PID_U65 = {4, 0, 0, 0, 0x81, 0xB5, 0x0B, 0, 0x0D, 0xF0, 0x05, 0xB1};

    Registers(String id, int base, NpuConfig config, UnmodelledReporter reporter) {
      super(id, base, EthosURegister.class, config.isU65() ? PID_U65 : PID_U55, reporter);
    }

    int value(EthosURegister row) {
      return get(row);
    }

    void put(EthosURegister row, int value) {
      set(row, value);
    }

    void misused(EthosURegister row, String detail) {
      misuse(row, detail);
    }

    /** The address in a pair of registers, {@code step} rows behind {@code first}. */
    long wide(EthosURegister first, int step) {
      EthosURegister[] rows = EthosURegister.values();
      long low = Integer.toUnsignedLong(get(rows[first.ordinal() + step]));
      long high = config.isU65() ? get(rows[first.ordinal() + step + 1]) : 0;
      return high << 32 | low;
    }

    void reset() {
      for (EthosURegister row : EthosURegister.values()) {
        set(row, row.spec().reset());
      }
    }

    @Override
    protected int read(EthosURegister row) {
      count();
      return switch (row) {
        case ID -> config.idWord();
        case STATUS -> status();
        case QREAD, CURRENT_QREAD -> engine.offset();
        case CONFIG -> config.configWord();
        case PMCR -> pmu.control();
        case PMCNTENSET, PMCNTENCLR -> pmu.enabled();
        case PMOVSSET, PMOVSCLR -> pmu.overflow();
        case PMINTSET, PMINTCLR -> pmu.interrupts();
        case PMCCNTR_LO -> (int) pmu.cycles();
        case PMCCNTR_HI -> (int) (pmu.cycles() >>> 32);
        case PMEVCNTR0, PMEVCNTR1, PMEVCNTR2, PMEVCNTR3 ->
            pmu.count(row.ordinal() - EthosURegister.PMEVCNTR0.ordinal());
        case PMEVTYPER0, PMEVTYPER1, PMEVTYPER2, PMEVTYPER3 ->
            pmu.type(row.ordinal() - EthosURegister.PMEVTYPER0.ordinal());
        default -> get(row);
      };
    }

    @Override
    protected void write(EthosURegister row, int value) {
      count();
      switch (row) {
        case CMD -> command(value);
        case RESET -> softReset(value);
        case QBASE_LO, QBASE_HI, QSIZE -> {
          set(row, value);
          if (engine.isRunning()) {
            misuse(row, "writing the stream's registers while it runs");
          } else {
            engine.rewind();
            status &= ~STATUS_END;
          }
        }
        case PMCR -> pmu.setControl(value);
        case PMCCNTR_CFG -> {
          set(row, value);
          if (get(row) != 0 && get(row) != PmuEvent.CYCLE.number()) {
            misuse(row, "starting and stopping the cycle counter by events is not modelled");
          }
        }
        case PMCNTENSET -> pmu.enable(value);
        case PMCNTENCLR -> pmu.disable(value);
        case PMOVSSET -> pmu.setOverflow(value);
        case PMOVSCLR -> pmu.clearOverflow(value);
        case PMINTSET -> pmu.enableInterrupts(value);
        case PMINTCLR -> pmu.disableInterrupts(value);
        case PMCCNTR_LO -> pmu.setCycles(pmu.cycles() >>> 32 << 32 | Integer.toUnsignedLong(value));
        case PMCCNTR_HI -> pmu.setCycles((long) value << 32 | pmu.cycles() & 0xFFFF_FFFFL);
        case PMEVCNTR0, PMEVCNTR1, PMEVCNTR2, PMEVCNTR3 ->
            pmu.setCount(row.ordinal() - EthosURegister.PMEVCNTR0.ordinal(), value);
        case PMEVTYPER0, PMEVTYPER1, PMEVTYPER2, PMEVTYPER3 -> {
          if (PmuEvent.find(value & 0x3FF) == null) {
            misuse(row, "event 0x" + Integer.toHexString(value & 0x3FF) + " is not modelled");
          }
          pmu.setType(row.ordinal() - EthosURegister.PMEVTYPER0.ordinal(), value);
        }
        default -> set(row, value);
      }
      if (row.ordinal() >= EthosURegister.PMCR.ordinal()) {
        changed();
      }
    }
  }
}
