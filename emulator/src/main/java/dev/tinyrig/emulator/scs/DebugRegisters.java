package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.memory.UnmodelledAccess;

/**
 * The debug control block of Armv8-M as firmware sees it while no debugger is connected (Armv8-M
 * Arm ARM D1.2, DHCSR, DCRSR, DCRDR, DAUTHCTRL, DSCSR, DAUTHSTATUS).
 *
 * <p>Halting debug is off: DHCSR reads as zero but for S_REGRDY and S_SDE. DAUTHSTATUS tells of a
 * part that is not locked. Transfers by DCRSR need a halted core and are declared unmodelled.
 */
final class DebugRegisters implements RegisterBlock {
  private static final int BASE = 0xE000_E000;
  private static final int DHCSR = 0xDF0;
  private static final int DCRSR = 0xDF4;
  private static final int DCRDR = 0xDF8;
  private static final int DAUTHCTRL = 0xE04;
  private static final int DSCSR = 0xE08;
  private static final int DAUTHSTATUS = 0xFB8;
  private static final int S_REGRDY = 1 << 16;
  private static final int S_SDE = 1 << 20;
  private static final int CDS = 1 << 16;

  private final ExceptionModel exceptions;
  private final UnmodelledAccess unmodelled;
  private final boolean present;
  private final boolean security;

  DebugRegisters(ExceptionModel exceptions, UnmodelledAccess unmodelled) {
    this.exceptions = exceptions;
    this.unmodelled = unmodelled;
    present = exceptions.config().model().isV8M();
    security = exceptions.config().security();
  }

  @Override
  public boolean owns(int offset) {
    return present
        && switch (offset) {
          case DHCSR, DCRSR, DCRDR, DAUTHCTRL, DSCSR, DAUTHSTATUS -> true;
          default -> false;
        };
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case DHCSR -> S_REGRDY | (security ? S_SDE : 0);
      case DSCSR -> bank != 0 && exceptions.secure() ? CDS : 0;
      case DAUTHSTATUS -> security ? 0xFF : 0x0F;
      default -> 0;
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    boolean halts = offset == DHCSR && (value & 1) != 0;
    if (halts || offset == DCRSR || offset == DAUTHCTRL) {
      unmodelled.accessed("debug control", BASE + offset, true);
    }
  }
}
