package dev.tinyrig.peripherals.ethosu.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the SET commands leave behind. The state is sticky: it stays until it is written again or
 * the NPU is reset, over operations and over streams (compilers leave out what does not change).
 * After reset everything is 0; that is inferred, no document says it.
 */
public final class StreamState {
  private static final Opcode[] ALL = Opcode.values();

  private final int[] parameters = new int[ALL.length];
  private final int[] payloads = new int[ALL.length];

  /** Takes a SET command. */
  public void set(Command command) {
    parameters[command.opcode().ordinal()] = command.parameter();
    payloads[command.opcode().ordinal()] = command.payload();
  }

  /** The parameter of a command, as an unsigned 16-bit number. */
  public int get(Opcode opcode) {
    return parameters[opcode.ordinal()];
  }

  /** The payload of a command. */
  public int payload(Opcode opcode) {
    return payloads[opcode.ordinal()];
  }

  /** A length or a scale: the payload as an unsigned number. */
  public long unsigned(Opcode opcode) {
    return Integer.toUnsignedLong(payloads[opcode.ordinal()]);
  }

  /** An address or offset of 40 bits (32 on the U55). */
  public long address(Opcode opcode) {
    return (long) (get(opcode) & 0xFF) << 32 | unsigned(opcode);
  }

  /** A stride: signed, of as many bits as addresses have. */
  public long stride(Opcode opcode, boolean u65) {
    return u65 ? address(opcode) << 24 >> 24 : payloads[opcode.ordinal()];
  }

  /** The same values, from now on on their own. */
  public StreamState copy() {
    StreamState copy = new StreamState();
    copy.assign(this);
    return copy;
  }

  /** Takes all values of another state. */
  public void assign(StreamState other) {
    System.arraycopy(other.parameters, 0, parameters, 0, ALL.length);
    System.arraycopy(other.payloads, 0, payloads, 0, ALL.length);
  }

  /** Forgets everything, as a reset does. */
  public void reset() {
    Arrays.fill(parameters, 0);
    Arrays.fill(payloads, 0);
  }

  /** Writes the state. */
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < ALL.length; i++) {
      out.writeShort(parameters[i]);
      out.writeInt(payloads[i]);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < ALL.length; i++) {
      parameters[i] = in.readUnsignedShort();
      payloads[i] = in.readInt();
    }
  }
}
