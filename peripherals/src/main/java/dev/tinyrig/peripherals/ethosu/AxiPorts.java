package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import java.util.function.ToIntFunction;

/**
 * What the registers say of the two AXI ports: which one a region takes (REGIONCFG), and with which
 * limits (AXI_LIMIT; each port has two registers, of which the looser one counts here: a region
 * chooses one, and drivers set them alike).
 */
final class AxiPorts implements CycleModel.Ports {
  private static final int LONGEST = 2;
  private static final int READS = 0x3F;
  private static final int WRITES = 0x1F;

  private static final EthosURegister[][] LIMITS = {
    {EthosURegister.AXI_LIMIT0, EthosURegister.AXI_LIMIT1},
    {EthosURegister.AXI_LIMIT2, EthosURegister.AXI_LIMIT3},
  };

  private final ToIntFunction<EthosURegister> registers;

  AxiPorts(ToIntFunction<EthosURegister> registers) {
    this.registers = registers;
  }

  @Override
  public int of(int region) {
    return registers.applyAsInt(EthosURegister.REGIONCFG) >> 2 * region + 1 & 1;
  }

  @Override
  public int burstBytes(int port) {
    return SHORTEST_BURST << Math.min(LONGEST, largest(port, 0, 3));
  }

  @Override
  public int reads(int port) {
    return largest(port, 16, READS) + 1;
  }

  @Override
  public int writes(int port) {
    return largest(port, 24, WRITES) + 1;
  }

  private int largest(int port, int shift, int mask) {
    int largest = 0;
    for (EthosURegister limit : LIMITS[port]) {
      largest = Math.max(largest, registers.applyAsInt(limit) >>> shift & mask);
    }
    return largest;
  }
}
