package dev.tinyrig.emulator.translator;

/** Where branches of translated code go, and whether a listener wants to hear of that now. */
final class JumpTarget {
  final int address;
  boolean heard;

  JumpTarget(int address) {
    this.address = address;
  }
}
