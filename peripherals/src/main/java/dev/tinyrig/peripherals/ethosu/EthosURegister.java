package dev.tinyrig.peripherals.ethosu;

import static dev.tinyrig.peripherals.register.RegisterSpec.action;
import static dev.tinyrig.peripherals.register.RegisterSpec.readOnly;
import static dev.tinyrig.peripherals.register.RegisterSpec.stored;
import static dev.tinyrig.peripherals.register.RegisterSpec.unmodelled;

import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * The registers (Arm's {@code ethosu55_interface.h} and {@code ethosu65_interface.h}, driver
 * 1.0.0). SHARED_BUFFER and the shadow of the stream's state are ranges and not in this table.
 */
enum EthosURegister implements RegisterRow {
  ID(readOnly(0x000, 0)),
  STATUS(readOnly(0x004, 0)),
  CMD(action(0x008, 0xC)),
  RESET(action(0x00C, 0)),
  QBASE_LO(stored(0x010, 0, -1)),
  QBASE_HI(stored(0x014, 0, 0xFF)),
  QREAD(readOnly(0x018, 0)),
  QCONFIG(stored(0x01C, 0, 3)),
  QSIZE(stored(0x020, 0, -1)),
  PROT(readOnly(0x024, 0)),
  CONFIG(readOnly(0x028, 0)),
  LOCK(stored(0x02C, 0, -1)),
  REGIONCFG(stored(0x03C, 0, 0xFFFF)),
  AXI_LIMIT0(stored(0x040, 0, 0x1F3F_00F3)),
  AXI_LIMIT1(stored(0x044, 0, 0x1F3F_00F3)),
  AXI_LIMIT2(stored(0x048, 0, 0x1F3F_00F3)),
  AXI_LIMIT3(stored(0x04C, 0, 0x1F3F_00F3)),
  BASEP0_LO(stored(0x080, 0, -1)),
  BASEP0_HI(stored(0x084, 0, 0xFF)),
  BASEP1_LO(stored(0x088, 0, -1)),
  BASEP1_HI(stored(0x08C, 0, 0xFF)),
  BASEP2_LO(stored(0x090, 0, -1)),
  BASEP2_HI(stored(0x094, 0, 0xFF)),
  BASEP3_LO(stored(0x098, 0, -1)),
  BASEP3_HI(stored(0x09C, 0, 0xFF)),
  BASEP4_LO(stored(0x0A0, 0, -1)),
  BASEP4_HI(stored(0x0A4, 0, 0xFF)),
  BASEP5_LO(stored(0x0A8, 0, -1)),
  BASEP5_HI(stored(0x0AC, 0, 0xFF)),
  BASEP6_LO(stored(0x0B0, 0, -1)),
  BASEP6_HI(stored(0x0B4, 0, 0xFF)),
  BASEP7_LO(stored(0x0B8, 0, -1)),
  BASEP7_HI(stored(0x0BC, 0, 0xFF)),
  WD_STATUS(unmodelled(0x100)),
  MAC_STATUS(unmodelled(0x104)),
  AO_STATUS(unmodelled(0x108)),
  DMA_STATUS0(unmodelled(0x110)),
  DMA_STATUS1(unmodelled(0x114)),
  CLKFORCE(stored(0x140, 0, 0x3F)),
  DEBUG_ADDRESS(stored(0x144, 0, -1)),
  DEBUG_MISC(stored(0x148, 0, -1)),
  DEBUGCORE(stored(0x14C, 0, -1)),
  DEBUG_BLOCK(stored(0x150, 0, -1)),
  PMCR(action(0x180, 0x2000)),
  PMCNTENSET(action(0x184, 0)),
  PMCNTENCLR(action(0x188, 0)),
  PMOVSSET(action(0x18C, 0)),
  PMOVSCLR(action(0x190, 0)),
  PMINTSET(action(0x194, 0)),
  PMINTCLR(action(0x198, 0)),
  PMCCNTR_LO(action(0x1A0, 0)),
  PMCCNTR_HI(action(0x1A4, 0)),
  PMCCNTR_CFG(stored(0x1A8, 0, 0x03FF_03FF)),
  PMCAXI_CHAN(stored(0x1AC, 0, 0x70F)),
  CURRENT_QREAD(readOnly(0x27C, 0)),
  CURRENT_BLOCK(unmodelled(0x2B4)),
  CURRENT_OP(unmodelled(0x2B8)),
  CURRENT_CMD(readOnly(0x2BC, 0)),
  PMEVCNTR0(action(0x300, 0)),
  PMEVCNTR1(action(0x304, 0)),
  PMEVCNTR2(action(0x308, 0)),
  PMEVCNTR3(action(0x30C, 0)),
  PMEVTYPER0(action(0x380, 0)),
  PMEVTYPER1(action(0x384, 0)),
  PMEVTYPER2(action(0x388, 0)),
  PMEVTYPER3(action(0x38C, 0)),
  REVISION(readOnly(0xFC0, 0));

  /** Between two BASEP registers. */
  static final int BASEP_STEP = 2;

  private final RegisterSpec spec;

  EthosURegister(RegisterSpec spec) {
    this.spec = spec;
  }

  @Override
  public RegisterSpec spec() {
    return spec;
  }
}
