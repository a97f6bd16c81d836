package dev.tinyrig.peripherals.ethosu.cycles;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The systems of Vela 5.2.0's {@code Arm/vela.ini} for the U55 and U65, number by number. */
public enum SystemConfig {
  ETHOS_U55_DEEP_EMBEDDED("Ethos_U55_Deep_Embedded", 200_000_000, sram(8), flash(0.0625)),
  ETHOS_U55_HIGH_END_EMBEDDED("Ethos_U55_High_End_Embedded", 500_000_000, sram(4), flash(0.125)),
  /**
   * The timing adapters of Arm's ML evaluation kit on Corstone-300, with which it publishes cycles.
   */
  CORSTONE_300_HIGH_END("Corstone_300_High_End", 500_000_000, sram(8), flash(0.125)),
  ETHOS_U65_EMBEDDED("Ethos_U65_Embedded", 500_000_000, sram(8), flash(0.0625)),
  ETHOS_U65_MID_END("Ethos_U65_Mid_End", 500_000_000, sram(8), dram(0.46875, 12, 6)),
  ETHOS_U65_HIGH_END("Ethos_U65_High_End", 1_000_000_000, sram(16), dram(0.234375, 24, 12)),
  ETHOS_U65_CLIENT_SERVER("Ethos_U65_Client_Server", 1_000_000_000, sram(16), dram(0.75, 24, 12));

  private final String id;
  private final long clockHz;
  private final MemoryPort axi0;
  private final MemoryPort axi1;

  SystemConfig(String id, long clockHz, MemoryPort axi0, MemoryPort axi1) {
    this.id = id;
    this.clockHz = clockHz;
    this.axi0 = axi0;
    this.axi1 = axi1;
  }

  private static MemoryPort sram(int outstanding) {
    return new MemoryPort(1.0, 32, 32, 32, outstanding, outstanding);
  }

  private static MemoryPort flash(double scale) {
    return new MemoryPort(scale, 128, 64, 0, 2, 0);
  }

  private static MemoryPort dram(double scale, int reads, int writes) {
    return new MemoryPort(scale, 128, 500, 250, reads, writes);
  }

  /** The system of a name in {@code vela.ini}; letter case does not matter. */
  public static Optional<SystemConfig> find(String id) {
    return Arrays.stream(values())
        .filter(s -> s.id.toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** What Vela takes when no system is named. */
  public static SystemConfig defaultOf(boolean u65) {
    return u65 ? ETHOS_U65_CLIENT_SERVER : ETHOS_U55_HIGH_END_EMBEDDED;
  }

  /** All names, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(SystemConfig::id).collect(Collectors.joining(", "));
  }

  /** The name in {@code vela.ini}. */
  public String id() {
    return id;
  }

  /** Clock of the NPU, in hertz. */
  public long clockHz() {
    return clockHz;
  }

  /** The memory behind a port, 0 or 1. */
  public MemoryPort port(int number) {
    return number == 0 ? axi0 : axi1;
  }
}
