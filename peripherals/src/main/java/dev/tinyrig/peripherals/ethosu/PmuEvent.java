package dev.tinyrig.peripherals.ethosu;

/**
 * Events that the NPU's counters can count here (Arm's {@code ethosu55_interface.h}, driver 1.0.0).
 * Arm's header lists more; what they count is not public or not part of the cycle model, and they
 * read 0.
 */
enum PmuEvent {
  NO_EVENT(0x000),
  CYCLE(0x011),
  NPU_IDLE(0x020),
  CC_STALLED_ON_BLOCKDEP(0x021),
  NPU_ACTIVE(0x023),
  MAC_ACTIVE(0x030),
  MAC_ACTIVE_8BIT(0x031),
  MAC_ACTIVE_16BIT(0x032),
  MAC_STALLED_BY_WD(0x035),
  MAC_STALLED_BY_ACC(0x036),
  MAC_STALLED_BY_IB(0x037),
  MAC_ACTIVE_32BIT(0x038),
  AO_ACTIVE(0x040),
  AO_ACTIVE_8BIT(0x041),
  AO_ACTIVE_16BIT(0x042),
  AO_STALLED_BY_OFMP(0x044),
  AO_STALLED_BY_ACC(0x047),
  AO_STALLED_BY_IB(0x048),
  AXI0_RD_TRANS_ACCEPTED(0x080),
  AXI0_RD_TRANS_COMPLETED(0x081),
  AXI0_RD_DATA_BEAT_RECEIVED(0x082),
  AXI0_WR_TRANS_ACCEPTED(0x084),
  AXI0_WR_DATA_BEAT_WRITTEN(0x087),
  AXI0_ENABLED_CYCLES(0x08C),
  AXI1_RD_TRANS_ACCEPTED(0x180),
  AXI1_RD_TRANS_COMPLETED(0x181),
  AXI1_RD_DATA_BEAT_RECEIVED(0x182),
  AXI1_WR_TRANS_ACCEPTED(0x184),
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
