package dev.tinyrig.peripherals.ethosu;

/** Events that the NPU's counters can count here; Arm's header lists more, which are unmodelled. */
enum PmuEvent {
  NO_EVENT(0x000),
  CYCLE(0x011),
  NPU_IDLE(0x020),
  NPU_ACTIVE(0x023),
  MAC_ACTIVE(0x030),
  AXI0_RD_DATA_BEAT_RECEIVED(0x082),
  AXI0_WR_DATA_BEAT_WRITTEN(0x087),
  AXI0_ENABLED_CYCLES(0x08C),
  AXI1_RD_DATA_BEAT_RECEIVED(0x182),
  AXI1_WR_DATA_BEAT_WRITTEN(0x187),
  AXI1_ENABLED_CYCLES(0x18C);

  private final int number;

  PmuEvent(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The event of a number; null when it is not modelled. */
  static PmuEvent find(int number) {
    for (PmuEvent each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    return null;
  }
}
