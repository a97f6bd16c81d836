package dev.tinyrig.emulator.scs;

import static dev.tinyrig.emulator.core.ExceptionNumbers.FIRST_INTERRUPT;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionTable;

/**
 * Registers of the nested vectored interrupt controller (Armv7-M Arm ARM B3.4; Armv8-M Arm ARM
 * D1.2, NVIC_ITNS). Of an interrupt that targets the Secure state Non-secure code sees nothing.
 */
final class Nvic implements RegisterBlock {
  private static final int ICTR = 0x004;
  private static final int ISER = 0x100;
  private static final int ICER = 0x180;
  private static final int ISPR = 0x200;
  private static final int ICPR = 0x280;
  private static final int IABR = 0x300;
  private static final int ITNS = 0x380;
  private static final int IPR = 0x400;
  private static final int IPR_END = 0x5F0;
  private static final int STIR = 0xF00;

  private final ExceptionModel exceptions;
  private final ExceptionTable table;
  private final boolean v6m;
  private final boolean hasActive;
  private final boolean security;

  Nvic(ExceptionModel exceptions) {
    this.exceptions = exceptions;
    this.table = exceptions.table();
    this.v6m = exceptions.config().model().isV6M();
    this.hasActive = !v6m || exceptions.config().model().isV8M();
    this.security = exceptions.config().security();
  }

  @Override
  public boolean owns(int offset) {
    return offset == ICTR || (offset >= ISER && offset < IPR_END) || offset == STIR;
  }

  @Override
  public int load(int offset, int bank) {
    if (offset == ICTR) {
      return v6m ? 0 : Math.max(0, (exceptions.config().interrupts() - 1) / 32);
    }
    if (offset >= IPR && offset < IPR_END) {
      int first = FIRST_INTERRUPT + offset - IPR;
      int value = 0;
      for (int i = 0; i < 4; i++) {
        if (first + i < table.count() && sees(first + i, bank)) {
          value |= table.priority(first + i) << 8 * i;
        }
      }
      return value;
    }
    int first = FIRST_INTERRUPT + (offset & 0x7C) * 8;
    int value = 0;
    for (int i = 0; i < 32 && first + i < table.count(); i++) {
      if (!sees(first + i, bank)) {
        continue;
      }
      boolean set =
          switch (offset & 0x780) {
            case ISER, ICER -> table.isEnabled(first + i);
            case ISPR, ICPR -> table.isPending(first + i);
            case IABR -> hasActive && table.isActive(first + i);
            case ITNS -> bank != 0 && table.nonSecureTarget(first + i);
            default -> false;
          };
      value |= set ? 1 << i : 0;
    }
    return value;
  }

  @Override
  public void store(int offset, int value, int bank) {
    if (offset == STIR) {
      int exception = FIRST_INTERRUPT + (value & 0x1FF);
      if (exception < table.count() && !v6m && sees(exception, bank)) {
        exceptions.pend(exception, true);
      }
      return;
    }
    if (offset >= IPR && offset < IPR_END) {
      int first = FIRST_INTERRUPT + offset - IPR;
      for (int i = 0; i < 4; i++) {
        if (first + i < table.count() && sees(first + i, bank)) {
          exceptions.setPriority(first + i, value >>> 8 * i & 0xFF);
        }
      }
      return;
    }
    int first = FIRST_INTERRUPT + (offset & 0x7C) * 8;
    if ((offset & 0x780) == ITNS) {
      storeTargets(first, value, bank);
      return;
    }
    for (int i = 0; i < 32 && first + i < table.count(); i++) {
      if ((value >>> i & 1) != 0 && sees(first + i, bank)) {
        switch (offset & 0x780) {
          case ISER -> exceptions.enable(first + i, true);
          case ICER -> exceptions.enable(first + i, false);
          case ISPR -> exceptions.pend(first + i, true);
          case ICPR -> clearPending(first + i);
          default -> {}
        }
      }
    }
  }

  private boolean sees(int interrupt, int bank) {
    return bank != 0 || !security || table.nonSecureTarget(interrupt);
  }

  private void storeTargets(int first, int value, int bank) {
    for (int i = 0; i < 32 && first + i < table.count() && bank != 0; i++) {
      exceptions.setNonSecureTarget(first + i, (value >>> i & 1) != 0);
    }
  }

  private void clearPending(int exception) {
    // A level that is still asserted stays pending until the device takes it back.
    exceptions.pend(exception, table.lineHigh(exception) && !table.isActive(exception));
  }
}
