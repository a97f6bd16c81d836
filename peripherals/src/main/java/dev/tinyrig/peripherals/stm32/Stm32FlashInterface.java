package dev.tinyrig.peripherals.stm32;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * The flash interface of STM32F4 and L4+ (RM0090, RM0432): the access control register reads back
 * what was written. Its wait states are not taken from there: they are the board file's.
 * Programming and erasing are not modelled; SR says that the flash is idle.
 */
public final class Stm32FlashInterface extends RegisterBlock<Stm32FlashInterface.Register> {
  /** The registers that both families have at these places. */
  public enum Register implements RegisterRow {
    ACR(RegisterSpec.stored(0x00, 0, 0x7F0F)),
    KEYR(RegisterSpec.unmodelled(0x08));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** {@code reset} is ACR's value after reset. */
  public Stm32FlashInterface(String id, int base, int reset, UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
    set(Register.ACR, reset);
  }
}
