package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.UnmodelledAccess;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The implementation-defined registers of Cortex-M55 and Cortex-M85 at 0xE001_E000 (Cortex-M55 TRM,
 * "Implementation defined register summary"; Cortex-M85 TRM, the same): memory system control, TCM
 * and peripheral port control, prefetcher, error banks and low-power states.
 *
 * <p>They keep what firmware writes, so that start-up code completes; caches, TCM gates and power
 * domains have no state here. What is none of the registers below is declared unmodelled.
 */
final class ImplementationRegisters implements Device {
  static final int BASE = 0xE001_E000;
  private static final int MSCR = 0x000;
  private static final int PFCR = 0x004;
  private static final int ITCMCR = 0x010;
  private static final int DTCMCR = 0x014;
  private static final int PAHBCR = 0x018;
  private static final int ITGU_FIRST = 0x500;
  private static final int DTGU_LAST = 0x63C;
  private static final int CPDLPSTATE = 0x300;
  private static final int DPDLPSTATE = 0x304;
  private static final int PRESET = 0xE00;

  /** Writable bits by register. */
  private static final Map<Integer, Integer> WRITABLE =
      Map.ofEntries(
          Map.entry(MSCR, 0x0003_B008),
          Map.entry(PFCR, 0x0000_03FF),
          Map.entry(ITCMCR, 1),
          Map.entry(DTCMCR, 1),
          Map.entry(PAHBCR, 1),
          Map.entry(0x100, 0xC001_FFFF), // IEBR0
          Map.entry(0x104, 0xC001_FFFF), // IEBR1
          Map.entry(0x110, 0xC001_FFFF), // DEBR0
          Map.entry(0x114, 0xC001_FFFF), // DEBR1
          Map.entry(0x120, 0xC000_0000), // TEBR0
          Map.entry(0x128, 0xC000_0000), // TEBR1
          Map.entry(CPDLPSTATE, 0x0000_0333),
          Map.entry(DPDLPSTATE, 0x0000_0003));

  /** Values after reset: TCMs enabled with 512 KiB each, low-power states that keep all on. */
  private static final Map<Integer, Integer> RESET =
      Map.of(MSCR, 0x0000_3000, ITCMCR, 10 << 3 | 1, DTCMCR, 10 << 3 | 1, PAHBCR, 0);

  private final boolean present;
  private final UnmodelledAccess unmodelled;
  private final int[] values = new int[PRESET / 4];

  ImplementationRegisters(CoreModel model, UnmodelledAccess unmodelled) {
    present = model.has(Feature.V81M);
    this.unmodelled = unmodelled;
    RESET.forEach((offset, value) -> values[offset / 4] = value);
  }

  boolean present() {
    return present;
  }

  private static int writable(int offset) {
    if (offset >= ITGU_FIRST && offset <= DTGU_LAST) {
      return -1; // TCM gates: control, configuration and block maps
    }
    return WRITABLE.getOrDefault(offset, 0);
  }

  @Override
  public int load(int offset, int size) {
    int word = offset & ~3;
    if (writable(word) == 0) {
      unmodelled.accessed("implementation-defined register", BASE + word, false);
      return 0;
    }
    int value = values[word / 4];
    return size == 4 ? value : value >>> 8 * (offset & 3) & (size == 1 ? 0xFF : 0xFFFF);
  }

  @Override
  public void store(int offset, int size, int value) {
    int word = offset & ~3;
    int mask = writable(word);
    if (mask == 0 || size != 4) {
      unmodelled.accessed("implementation-defined register", BASE + word, true);
      return;
    }
    values[word / 4] = values[word / 4] & ~mask | value & mask;
  }

  @Override
  public String stateId() {
    return "implementation-registers";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
  }
}
