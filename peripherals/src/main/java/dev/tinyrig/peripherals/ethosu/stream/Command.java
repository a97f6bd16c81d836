package dev.tinyrig.peripherals.ethosu.stream;

/**
 * One command of a stream.
 *
 * @param offset bytes from the start of the stream
 * @param opcode which
 * @param parameter bits 31:16 of its word
 * @param payload its second word; 0 when it has none
 */
public record Command(int offset, Opcode opcode, int parameter, int payload) {
  /** Bytes that it takes. */
  public int size() {
    return opcode.hasPayload() ? 8 : 4;
  }

  /** Payload and the parameter's low byte as one 40-bit number, as addresses are given. */
  public long wide() {
    return (long) (parameter & 0xFF) << 32 | Integer.toUnsignedLong(payload);
  }
}
