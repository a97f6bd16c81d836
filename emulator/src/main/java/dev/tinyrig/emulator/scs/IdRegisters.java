package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;

/**
 * Identification of a core's features: ID_PFR0 to ID_ISAR5 and MVFR0 to MVFR2 (Armv7-M Arm ARM
 * B4.1; Armv8-M Arm ARM D1.2; the cores' Technical Reference Manuals).
 *
 * <p>Baseline cores have none of them.
 */
final class IdRegisters implements RegisterBlock {
  private static final int ID_PFR0 = 0xD40;
  private static final int LAST = 0xD74;
  private static final int MVFR0 = 0xF40;
  private static final int MVFR1 = 0xF44;
  private static final int MVFR2 = 0xF48;

  /** ID_PFR0 and on, one word a register. */
  private static final int[] M33 = {
    0x30,
    0x210,
    0x0020_0000,
    0,
    0x0010_1F40,
    0,
    0x0100_0000,
    0,
    0x0110_1110,
    0x0221_2000,
    0x2023_2232,
    0x0111_1131,
    0x0131_0132,
    0
  };

  private static final int[] M55 = {
    0x2000_0030,
    0x230,
    0x1020_0000,
    0,
    0x0011_1040,
    0,
    0x0100_0000,
    0x11,
    0x0110_3110,
    0x0221_2000,
    0x2023_2232,
    0x0111_1131,
    0x0131_0132,
    0
  };

  /** As the M55, with pointer authentication of an implementation-defined algorithm in ISAR5. */
  private static final int[] M85 = {
    0x2000_0030,
    0x230,
    0x1020_0000,
    0,
    0x0011_1040,
    0,
    0x0100_0000,
    0x11,
    0x0110_3110,
    0x0221_2000,
    0x2023_2232,
    0x0111_1131,
    0x0131_0132,
    0x0050_0000
  };

  private final CoreModel model;
  private final boolean security;

  IdRegisters(CoreModel model, boolean security) {
    this.model = model;
    this.security = security;
  }

  @Override
  public boolean owns(int offset) {
    return !model.isV6M()
        && ((offset >= ID_PFR0 && offset <= LAST)
            || (model.has(Feature.FP_SP) && offset >= MVFR0 && offset <= MVFR2));
  }

  @Override
  public int load(int offset, int bank) {
    boolean dp = model.has(Feature.FP_DP);
    return switch (offset) {
      case MVFR0 -> dp ? 0x1011_0221 : 0x1011_0021;
      case MVFR1 -> model.has(Feature.MVE) ? 0x1210_0211 : dp ? 0x1200_0011 : 0x1100_0011;
      case MVFR2 -> model.has(Feature.FPV5) ? 0x40 : 0;
      default -> model.isV8M() ? v8m(offset) : v7m(offset);
    };
  }

  private int v8m(int offset) {
    int[] values =
        switch (model) {
          case CORTEX_M55 -> M55;
          case CORTEX_M85 -> M85;
          default -> M33;
        };
    int value = values[(offset - ID_PFR0) / 4];
    // ID_PFR1.Security says what is configured.
    return offset == ID_PFR0 + 4 && !security ? value & ~0xF0 : value;
  }

  /** What compilers' run-time checks and QEMU's models agree on for Cortex-M3, M4 and M7. */
  private int v7m(int offset) {
    boolean dsp = model.has(Feature.DSP);
    boolean m7 = model.has(Feature.FPV5);
    return switch (offset) {
      case 0xD40 -> 0x30; // ID_PFR0
      case 0xD44 -> 0x200; // ID_PFR1
      case 0xD48 -> 0x0010_0000; // ID_DFR0
      case 0xD50 -> m7 ? 0x0010_0030 : 0x30; // ID_MMFR0
      case 0xD58 -> 0x0100_0000; // ID_MMFR2
      case 0xD60 -> dsp ? (m7 ? 0x0110_1110 : 0x0114_1110) : 0x0114_1110; // ID_ISAR0
      case 0xD64 -> dsp ? 0x0211_2000 : 0x0211_1000; // ID_ISAR1
      case 0xD68 -> dsp ? (m7 ? 0x2023_2231 : 0x2123_2231) : 0x2111_2231; // ID_ISAR2
      case 0xD6C -> dsp ? 0x0111_1131 : 0x0111_1110; // ID_ISAR3
      case 0xD70 -> m7 ? 0x0131_0132 : 0x0131_0102; // ID_ISAR4
      default -> 0;
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    // read-only
  }
}
