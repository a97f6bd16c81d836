package dev.tinyrig.peripherals.cmsdk;

/** Identification registers PID4..PID7, PID0..PID3, CID0..CID3 (Arm DDI 0479). */
final class PrimeCellId {
  private PrimeCellId() {}

  /** The registers of the device with this part number's low byte. */
  static int[] of(int part) {
    return new int[] {0x04, 0, 0, 0, part, 0xB8, 0x1B, 0, 0x0D, 0xF0, 0x05, 0xB1};
  }
}
