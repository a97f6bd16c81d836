package dev.tinyrig.peripherals.ethosu.operation;

/** What an OP command of the stream starts. */
public sealed interface Operation permits BlockOperation, DmaTransfer {
  /** Where its command stands, in bytes from the start of the stream. */
  int offset();
}
