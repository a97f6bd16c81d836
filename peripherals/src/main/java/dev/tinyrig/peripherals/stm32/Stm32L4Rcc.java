package dev.tinyrig.peripherals.stm32;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * Reset and clock control of STM32L4+ (RM0432, RCC registers): every clock that is switched on is
 * ready at once and the selected one is in use. Enabling a device's clock has no effect.
 */
public final class Stm32L4Rcc extends RegisterBlock<Stm32L4Rcc.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    CR(RegisterSpec.stored(0x00, 0x63, 0x150D_0BFD)),
    ICSCR(RegisterSpec.stored(0x04, 0x4000_0000, 0x7F00_FF00)),
    CFGR(RegisterSpec.stored(0x08, 0, 0x7F00_FFF3)),
    PLLCFGR(RegisterSpec.stored(0x0C, 0x1000, -1)),
    PLLSAI1CFGR(RegisterSpec.stored(0x10, 0x1000, -1)),
    PLLSAI2CFGR(RegisterSpec.stored(0x14, 0x1000, -1)),
    CIER(RegisterSpec.unmodelled(0x18)),
    CIFR(RegisterSpec.unmodelled(0x1C)),
    CICR(RegisterSpec.unmodelled(0x20)),
    AHB1RSTR(RegisterSpec.stored(0x28, 0, -1)),
    AHB2RSTR(RegisterSpec.stored(0x2C, 0, -1)),
    AHB3RSTR(RegisterSpec.stored(0x30, 0, -1)),
    APB1RSTR1(RegisterSpec.stored(0x38, 0, -1)),
    APB1RSTR2(RegisterSpec.stored(0x3C, 0, -1)),
    APB2RSTR(RegisterSpec.stored(0x40, 0, -1)),
    AHB1ENR(RegisterSpec.stored(0x48, 0x100, -1)),
    AHB2ENR(RegisterSpec.stored(0x4C, 0, -1)),
    AHB3ENR(RegisterSpec.stored(0x50, 0, -1)),
    APB1ENR1(RegisterSpec.stored(0x58, 0x400, -1)),
    APB1ENR2(RegisterSpec.stored(0x5C, 0, -1)),
    APB2ENR(RegisterSpec.stored(0x60, 0, -1)),
    CCIPR(RegisterSpec.stored(0x88, 0, -1)),
    BDCR(RegisterSpec.stored(0x90, 0, 0x0301_837D)),
    CSR(RegisterSpec.stored(0x94, 0x0C00_0600, 0x0080_0F01)),
    CRRCR(RegisterSpec.stored(0x98, 0, 0x1)),
    CCIPR2(RegisterSpec.stored(0x9C, 0, -1));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** MSION, HSEON, PLLON, PLLSAI1ON and PLLSAI2ON; each one's ready flag is the bit above it. */
  private static final int OSCILLATORS = 0x1501_0001;

  /** HSION's ready flag is two bits above it. */
  private static final int HIGH_SPEED_INTERNAL = 0x100;

  private static final int SOURCE = 0x3;

  public Stm32L4Rcc(String id, int base, UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
  }

  @Override
  protected int read(Register row) {
    int value = get(row);
    return switch (row) {
      case CR ->
          (value & ~(OSCILLATORS << 1))
              | (value & OSCILLATORS) << 1
              | (value & HIGH_SPEED_INTERNAL) << 2;
      case CFGR -> value | (value & SOURCE) << 2;
      case BDCR, CSR, CRRCR -> value | (value & 1) << 1;
      default -> value;
    };
  }
}
