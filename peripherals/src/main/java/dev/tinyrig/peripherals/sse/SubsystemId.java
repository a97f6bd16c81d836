package dev.tinyrig.peripherals.sse;

/** Identification registers PID4..PID7, PID0..PID3, CID0..CID3 of the subsystems' own blocks. */
final class SubsystemId {
  private SubsystemId() {}

  /**
   * The registers of a block.
   *
   * @param part low byte of the part number
   * @param designer PID1: the part number's rest and the designer's code
   * @param revision PID2
   */
  static int[] of(int part, int designer, int revision) {
    return new int[] {0x04, 0, 0, 0, part, designer, revision, 0, 0x0D, 0xF0, 0x05, 0xB1};
  }
}
