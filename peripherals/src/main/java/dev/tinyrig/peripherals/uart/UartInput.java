package dev.tinyrig.peripherals.uart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The running state of a {@link UartScript} at one UART: knows what the firmware has printed and
 * which byte comes next.
 */
public final class UartInput {
  /** No further byte, as things are. */
  public static final long NOT_YET = Long.MAX_VALUE;

  private final UartScript script;
  private int step;
  private int sent;
  private final StringBuilder printed = new StringBuilder();
  private boolean matched;

  public UartInput(UartScript script) {
    this.script = script;
    this.matched = !script.steps().isEmpty() && script.steps().getFirst().text().isEmpty();
  }

  /** The firmware printed a byte; true when input became ready that was not. */
  public boolean printed(int value) {
    if (matched || step >= script.steps().size()) {
      return false;
    }
    String wanted = script.steps().get(step).text();
    printed.append((char) (value & 0xFF));
    if (printed.length() > wanted.length()) {
      printed.delete(0, printed.length() - wanted.length());
    }
    matched = printed.toString().equals(wanted);
    return matched;
  }

  /** Earliest cycle of the next byte, {@link #NOT_YET} when there is none. */
  public long nextCycle() {
    return matched ? script.steps().get(step).cycle() : NOT_YET;
  }

  /** Takes the next byte; only when {@link #nextCycle} has come. */
  public int take() {
    byte[] bytes = script.steps().get(step).bytes();
    int value = sent < bytes.length ? bytes[sent] & 0xFF : 0;
    sent++;
    if (sent >= bytes.length) {
      step++;
      sent = 0;
      printed.setLength(0);
      matched = step < script.steps().size() && script.steps().get(step).text().isEmpty();
    }
    return value;
  }

  /** Part of the owning UART's state. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(step);
    out.writeInt(sent);
    out.writeBoolean(matched);
    out.writeUTF(printed.toString());
  }

  /** Part of the owning UART's state. */
  public void restore(DataInput in) throws IOException {
    step = in.readInt();
    sent = in.readInt();
    matched = in.readBoolean();
    printed.setLength(0);
    printed.append(in.readUTF());
  }
}
