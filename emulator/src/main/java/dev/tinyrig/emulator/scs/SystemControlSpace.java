package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.Protection;
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
import java.util.List;

/**
 * The private peripheral bus: the system control space at 0xE000_E000 and the trace units below it.
 *
 * <p>Byte and half-word accesses are served from the word register, which is what NVIC priorities,
 * SHPR, CFSR and the like allow (Armv7-M Arm ARM B3.1.1).
 */
public final class SystemControlSpace implements Device {
  private static final int BASE = 0xE000_E000;
  private static final int STIR = 0xF00;
  private static final int CFSR = 0xD28;
  private static final int HFSR = 0xD2C;
  private static final int DFSR = 0xD30;
  private static final int DEMCR = 0xDFC;

  private final SysTick sysTick;
  private final Mpu mpu;
  private final Dwt dwt;
  private final Itm itm;
  private final CacheRegisters caches;
  private final boolean v6m;
  private final UnmodelledAccess unmodelled;
  private final List<RegisterBlock> blocks;

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
    v6m = exceptions.config().model().isV6M();
    sysTick = new SysTick(exceptions, scheduler);
    mpu = new Mpu(exceptions.config().mpuRegions());
    mpu.onChange(flowChanged);
    dwt = new Dwt(exceptions, clock, unmodelled);
    itm = new Itm((port, value, size) -> {});
    caches = new CacheRegisters(exceptions);
    blocks =
        List.of(
            new Nvic(exceptions),
            sysTick,
            new SystemControlBlock(exceptions, resetRequest, flowChanged),
            mpu,
            caches);
  }

  /** The memory protection unit. */
  public Protection protection() {
    return mpu;
  }

  /** Sets who must look again when DWT comparators changed. */
  public void onComparatorsChanged(Runnable listener) {
    dwt.onComparatorsChanged(listener);
  }

  /** Whether a DWT comparator looks at data accesses. */
  public boolean watchesData() {
    return dwt.watchesData();
  }

  /** Whether a DWT comparator looks at the addresses of instructions. */
  public boolean watchesInstructions() {
    return dwt.watchesInstructions();
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
  }

  /** The parts with state, for snapshots. */
  public List<Stateful> stateful() {
    return List.of(sysTick, mpu, dwt, itm, caches);
  }

  @Override
  public int load(int offset, int size) {
    int word = loadWord(offset & ~3);
    return size == 4 ? word : word >>> 8 * (offset & 3) & (size == 1 ? 0xFF : 0xFFFF);
  }

  private int loadWord(int offset) {
    for (RegisterBlock block : blocks) {
      if (block.owns(offset)) {
        return block.load(offset);
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
    if (v6m && size != 4) {
      throw new BusError(BASE + offset, "Armv6-M has word access only to system registers");
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
              || (word >= 0x100 && word < 0x400);
      merged = value << shift & mask | (clearsOnOne ? 0 : loadWord(word) & ~mask);
    }
    if (word == DEMCR) {
      dwt.traceEnable(merged & (v6m ? 0x0100_0000 : 0x010F_07F1));
      return;
    }
    for (RegisterBlock block : blocks) {
      if (block.owns(word)) {
        block.store(word, merged);
        return;
      }
    }
    unmodelled.accessed("SCS", BASE + word, true);
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
