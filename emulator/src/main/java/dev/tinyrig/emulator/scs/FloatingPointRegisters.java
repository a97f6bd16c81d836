package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.FloatingPointContext;
import dev.tinyrig.emulator.isa.Feature;

/**
 * Access to the floating-point unit: CPACR, NSACR, FPCCR, FPCAR and FPDSCR (Armv7-M Arm ARM B3.2.20
 * to B3.2.23; Armv8-M Arm ARM D1.2).
 */
final class FloatingPointRegisters implements RegisterBlock {
  private static final int CPACR = 0xD88;
  private static final int NSACR = 0xD8C;
  private static final int FPCCR = 0xF34;
  private static final int FPCAR = 0xF38;
  private static final int FPDSCR = 0xF3C;

  private final ExceptionModel exceptions;
  private final FloatingPointContext fp;
  private final boolean v6m;
  private final boolean v8m;
  private final boolean hasFp;
  private final Runnable flowChanged;

  FloatingPointRegisters(ExceptionModel exceptions, Runnable flowChanged) {
    this.exceptions = exceptions;
    this.fp = exceptions.floatingPoint();
    this.v6m = exceptions.config().model().isV6M();
    this.v8m = exceptions.config().model().isV8M();
    this.hasFp = exceptions.config().model().has(Feature.FP_SP);
    this.flowChanged = flowChanged;
  }

  @Override
  public boolean owns(int offset) {
    return !v6m
        && (offset == CPACR
            || (v8m && offset == NSACR)
            || (hasFp && offset >= FPCCR && offset <= FPDSCR));
  }

  private boolean faultsNonSecure() {
    return exceptions.table().faultsNonSecure();
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case CPACR -> fp.cpacr[bank];
      case NSACR -> bank != 0 ? fp.nsacr() : 0;
      case FPCCR -> fp.fpccr(bank, faultsNonSecure());
      case FPCAR -> fp.fpcar[bank];
      default -> fp.fpdscr[bank];
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    switch (offset) {
      case CPACR -> {
        fp.cpacr[bank] = hasFp ? value & 0x00F0_0000 : 0;
        flowChanged.run();
      }
      case NSACR -> {
        if (bank != 0) {
          fp.setNsacr(value);
          flowChanged.run();
        }
      }
      case FPCCR -> {
        fp.setFpccr(bank, value, faultsNonSecure());
        flowChanged.run();
      }
      case FPCAR -> fp.fpcar[bank] = value & ~7;
      default -> fp.setFpdscr(bank, value);
    }
  }
}
