package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ControlRegisters;
import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.Protection;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.UnmodelledAccess;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The private peripheral bus: the system control space at 0xE000_E000 and the trace units below it.
 *
 * <p>Byte and half-word accesses are served from the word register, which is what NVIC priorities,
 * SHPR, CFSR and the like allow (Armv7-M Arm ARM B3.1.1). With the Security Extension a register is
 * that of the state of the access; the Secure state reaches the other one's at 0xE002_E000.
 */
public final class SystemControlSpace implements Device {
  private static final int BASE = 0xE000_E000;
  private static final int STIR = 0xF00;
  private static final int CFSR = 0xD28;
  private static final int HFSR = 0xD2C;
  private static final int DFSR = 0xD30;
  private static final int DEMCR = 0xDFC;

  private final MemoryProtection[] mpus;
  private final Dwt dwt;
  private final Itm itm;
  private final Pmu pmu; // null where the core has none
  private final boolean v6m;
  private final boolean security;
  private final ExceptionModel exceptions;
  private final ImplementationRegisters implementation;
  private final List<Stateful> parts = new ArrayList<>();
  private final UnmodelledAccess unmodelled;

  /** Blocks by the bank that asks; those of one state stand in one list. */
  private final List<List<RegisterBlock>> blocks = new ArrayList<>();

  /**
   * Builds the units of one core.
   *
   * @param resetRequest called when firmware asks for a system reset
   * @param flowChanged called when registers changed that the running engine must look at again
   * @param unmodelled told about registers that are not modelled
   */
  public SystemControlSpace(
      ExceptionModel exceptions,
      Clock clock,
      Scheduler scheduler,
      Runnable resetRequest,
      Runnable flowChanged,
      UnmodelledAccess unmodelled) {
    this.unmodelled = unmodelled;
    this.exceptions = exceptions;
    CoreConfig config = exceptions.config();
    v6m = config.model().isV6M();
    security = config.security();
    int banks = security ? 2 : 1;
    mpus = new MemoryProtection[banks];
    dwt = new Dwt(exceptions, clock, unmodelled);
    itm = new Itm((port, value, size) -> {});
    boolean hasPmu = config.model().has(Feature.V81M);
    pmu = hasPmu ? new Pmu(exceptions, clock, scheduler, unmodelled) : null;
    CacheRegisters caches = new CacheRegisters(exceptions);
    SystemControlBlock scb = new SystemControlBlock(exceptions, resetRequest);
    List<RegisterBlock> shared =
        List.of(
            new Nvic(exceptions),
            new SystemHandlers(exceptions),
            scb,
            new FloatingPointRegisters(exceptions, flowChanged),
            new IdRegisters(config.model(), security),
            new SauRegisters(exceptions),
            new DebugRegisters(exceptions, unmodelled),
            caches);
    for (int bank = 0; bank < banks; bank++) {
      SysTick sysTick = new SysTick(exceptions, scheduler, bank);
      MemoryProtection mpu = protectionUnit(config, bank);
      mpu.onChange(flowChanged);
      mpus[bank] = mpu;
      List<RegisterBlock> own = new ArrayList<>(shared);
      own.add(1, sysTick);
      own.add(mpu);
      blocks.add(own);
      parts.add(sysTick);
      parts.add(mpu);
    }
    parts.addAll(List.of(dwt, itm, caches, scb, exceptions.attribution()));
    if (pmu != null) {
      parts.add(pmu);
    }
    implementation = new ImplementationRegisters(config.model(), unmodelled);
    if (implementation.present()) {
      parts.add(implementation);
    }
  }

  private static MemoryProtection protectionUnit(CoreConfig config, int bank) {
    return config.model().isV8M()
        ? new MpuV8(
            bank == 0 ? "mpu" : "mpu-secure", config.mpuRegions(), config.model().has(Feature.V81M))
        : new Mpu(config.mpuRegions());
  }

  /** The memory protection unit of a bank: 0 Non-secure or the only one, 1 Secure. */
  public Protection protection(int bank) {
    return mpus[Math.min(bank, mpus.length - 1)];
  }

  /** Sets who must look again when DWT comparators changed. */
  public void onComparatorsChanged(Runnable listener) {
    dwt.onComparatorsChanged(listener);
    if (pmu != null) {
      pmu.onStepsChanged(listener);
    }
  }

  /** Connects the performance counters with what tells them of retired instructions. */
  public void connect(Retirement retirement) {
    if (pmu != null) {
      pmu.connect(retirement);
    }
  }

  /** Whether a DWT comparator looks at data accesses. */
  public boolean watchesData() {
    return dwt.watchesData();
  }

  /**
   * Whether a DWT comparator looks at the addresses of instructions, or a performance counter is so
   * near its overflow that the very instruction matters.
   */
  public boolean watchesInstructions() {
    return dwt.watchesInstructions() || pmu != null && pmu.steps();
  }

  /** Shows the DWT comparators the address of the instruction that executes next. */
  public void executes(int address) {
    dwt.executes(address);
  }

  /** Shows a data access to the DWT comparators. */
  public void accessed(int address, int size, boolean store) {
    dwt.accessed(address, size, store);
  }

  /** Maps all units on the bus. */
  public void map(Bus bus) {
    bus.map("SCS", BASE, 0x1000, this);
    if (!v6m) {
      bus.map("ITM", Itm.BASE, 0x1000, itm);
    }
    bus.map("DWT", Dwt.BASE, 0x1000, dwt);
    if (security) {
      bus.map("SCS_NS", NonSecureAlias.BASE, 0x1000, new NonSecureAlias(this, exceptions));
    }
    if (implementation.present()) {
      bus.map("IMPLEMENTATION", ImplementationRegisters.BASE, 0x1000, implementation);
      bus.map("RAS", ErrorRecords.BASE, 0x1000, new ErrorRecords());
    }
    if (pmu != null) {
      bus.map("PMU", Pmu.BASE, 0x1000, pmu);
    }
  }

  /** The parts with state, for snapshots. */
  public List<Stateful> stateful() {
    return List.copyOf(parts);
  }

  @Override
  public int load(int offset, int size) {
    return load(offset, size, exceptions.secure() ? 1 : 0);
  }

  /** Reads a register as a bank sees it. */
  int load(int offset, int size, int bank) {
    int word = loadWord(offset & ~3, bank);
    return size == 4 ? word : word >>> 8 * (offset & 3) & (size == 1 ? 0xFF : 0xFFFF);
  }

  private int loadWord(int offset, int bank) {
    for (RegisterBlock block : blocks.get(bank)) {
      if (block.owns(offset)) {
        return block.load(offset, bank);
      }
    }
    if (offset >= 0xFD0) {
      return 0; // CoreSight identification
    }
    unmodelled.accessed("SCS", BASE + offset, false);
    return 0;
  }

  @Override
  public void store(int offset, int size, int value) {
    store(offset, size, value, exceptions.secure() ? 1 : 0);
  }

  /** Writes a register as a bank sees it. */
  void store(int offset, int size, int value, int bank) {
    if (v6m && size != 4) {
      throw new BusError(BASE + offset, "baseline cores have word access only to system registers");
    }
    int word = offset & ~3;
    int merged = value;
    if (size != 4) {
      int shift = 8 * (offset & 3);
      int mask = (size == 1 ? 0xFF : 0xFFFF) << shift;
      boolean clearsOnOne =
          word == CFSR
              || word == HFSR
              || word == DFSR
              || word == STIR
              || (word >= 0x100 && word < 0x380);
      merged = value << shift & mask | (clearsOnOne ? 0 : loadWord(word, bank) & ~mask);
    }
    if (word == DEMCR) {
      storeDemcr(merged, bank);
      return;
    }
    for (RegisterBlock block : blocks.get(bank)) {
      if (block.owns(word)) {
        block.store(word, merged, bank);
        return;
      }
    }
    unmodelled.accessed("SCS", BASE + word, true);
  }

  private void storeDemcr(int value, int bank) {
    int writable = v6m ? 0x0100_0000 : 0x010F_07F1;
    if (security && bank != 0) {
      writable |= ControlRegisters.DEMCR_SDME;
    }
    int kept = exceptions.registers().demcr & ~writable & ControlRegisters.DEMCR_SDME;
    if (pmu != null) {
      pmu.settle();
    }
    dwt.traceEnable(value & writable | kept);
    if (pmu != null) {
      pmu.changed();
    }
  }

  @Override
  public String stateId() {
    return "scs";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    // the parts are saved one by one
  }

  @Override
  public void restore(DataInput in) throws IOException {
    // the parts are restored one by one
  }
}
