package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.FaultStatus;
import dev.tinyrig.emulator.core.SecurityAttribution;

/**
 * The registers of the security attribution unit and of SecureFault (Armv8-M Arm ARM D1.2, SAU_CTRL
 * to SAU_RLAR, SFSR, SFAR). Non-secure code reads zero; so does a core without the Security
 * Extension.
 */
final class SauRegisters implements RegisterBlock {
  private static final int CTRL = 0xDD0;
  private static final int TYPE = 0xDD4;
  private static final int RNR = 0xDD8;
  private static final int RBAR = 0xDDC;
  private static final int RLAR = 0xDE0;
  private static final int SFSR = 0xDE4;
  private static final int SFAR = 0xDE8;

  private final boolean present;
  private final boolean mainline;
  private final SecurityAttribution sau;
  private final FaultStatus status;

  SauRegisters(ExceptionModel exceptions) {
    present = exceptions.config().model().isV8M();
    mainline = !exceptions.config().model().isV6M();
    sau = exceptions.attribution();
    status = exceptions.status();
  }

  @Override
  public boolean owns(int offset) {
    return present && offset >= CTRL && offset <= SFAR;
  }

  @Override
  public int load(int offset, int bank) {
    if (bank == 0) {
      return 0;
    }
    return switch (offset) {
      case CTRL -> sau.control();
      case TYPE -> sau.regions();
      case RNR -> sau.number();
      case RBAR -> sau.baseRegister();
      case RLAR -> sau.limitRegister();
      case SFSR -> mainline ? status.sfsr : 0;
      default -> mainline ? status.sfar : 0;
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    if (bank == 0) {
      return;
    }
    switch (offset) {
      case CTRL -> sau.setControl(value);
      case RNR -> sau.setNumber(value);
      case RBAR -> sau.setBaseRegister(value);
      case RLAR -> sau.setLimitRegister(value);
      case SFSR -> status.sfsr &= ~value;
      case SFAR -> status.sfar = mainline ? value : 0;
      default -> {}
    }
  }
}
