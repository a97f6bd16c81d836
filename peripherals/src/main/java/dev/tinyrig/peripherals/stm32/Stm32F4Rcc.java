package dev.tinyrig.peripherals.stm32;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * Reset and clock control of STM32F405/407 (RM0090, RCC registers): every clock that is switched on
 * is ready at once and the selected one is in use. Enabling a device's clock has no effect.
 */
public final class Stm32F4Rcc extends RegisterBlock<Stm32F4Rcc.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    CR(RegisterSpec.stored(0x00, 0x83, 0x050D_00F9)),
    PLLCFGR(RegisterSpec.stored(0x04, 0x2400_3010, 0x0F43_7FFF)),
    CFGR(RegisterSpec.stored(0x08, 0, 0xFFFF_FCF3)),
    CIR(RegisterSpec.unmodelled(0x0C)),
    AHB1RSTR(RegisterSpec.stored(0x10, 0, -1)),
    AHB2RSTR(RegisterSpec.stored(0x14, 0, -1)),
    AHB3RSTR(RegisterSpec.stored(0x18, 0, -1)),
    APB1RSTR(RegisterSpec.stored(0x20, 0, -1)),
    APB2RSTR(RegisterSpec.stored(0x24, 0, -1)),
    AHB1ENR(RegisterSpec.stored(0x30, 0x0010_0000, -1)),
    AHB2ENR(RegisterSpec.stored(0x34, 0, -1)),
    AHB3ENR(RegisterSpec.stored(0x38, 0, -1)),
    APB1ENR(RegisterSpec.stored(0x40, 0, -1)),
    APB2ENR(RegisterSpec.stored(0x44, 0, -1)),
    AHB1LPENR(RegisterSpec.stored(0x50, 0x7E67_91FF, -1)),
    AHB2LPENR(RegisterSpec.stored(0x54, 0xF1, -1)),
    AHB3LPENR(RegisterSpec.stored(0x58, 0x1, -1)),
    APB1LPENR(RegisterSpec.stored(0x60, 0x36FE_C9FF, -1)),
    APB2LPENR(RegisterSpec.stored(0x64, 0x0007_5F33, -1)),
    BDCR(RegisterSpec.stored(0x70, 0, 0x1_8305)),
    CSR(RegisterSpec.stored(0x74, 0x0E00_0000, 0x0100_0001)),
    SSCGR(RegisterSpec.unmodelled(0x80)),
    PLLI2SCFGR(RegisterSpec.stored(0x84, 0x2000_3000, 0x7000_7FC0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** HSION, HSEON, PLLON and PLLI2SON; each one's ready flag is the bit above it. */
  private static final int OSCILLATORS = 0x0501_0001;

  private static final int SOURCE = 0x3;

  public Stm32F4Rcc(String id, int base, UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
  }

  @Override
  protected int read(Register row) {
    int value = get(row);
    return switch (row) {
      case CR -> (value & ~(OSCILLATORS << 1)) | (value & OSCILLATORS) << 1;
      case CFGR -> value | (value & SOURCE) << 2;
      case BDCR, CSR -> value | (value & 1) << 1;
      default -> value;
    };
  }
}
