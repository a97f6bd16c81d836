package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.operation.OperationReader;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.CommandReader;
import dev.tinyrig.peripherals.ethosu.stream.StreamState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/** Walks through a command stream, one command at a time, and keeps its state. */
public final class Sequencer {
  private final StreamState state = new StreamState();
  private final CommandReader reader;
  private final OperationReader operations;
  private int offset;

  /** At the start of a stream, with the state of a reset. */
  public Sequencer(NpuConfig config, Findings findings) {
    reader = new CommandReader(config.isU65());
    operations = new OperationReader(config, state, findings);
  }

  /**
   * A command that was read.
   *
   * @param operation what it starts; null for all but kernel operations and DMA
   */
  public record Step(Command command, Operation operation) {}

  /**
   * The next command, which stays the next one until it is taken. Throws {@link
   * dev.tinyrig.peripherals.ethosu.stream.StreamException}.
   */
  public Command peek(IntUnaryOperator words, int size) {
    return reader.read(words, offset, size);
  }

  /**
   * Takes the command that {@link #peek} gave: what it sets becomes state, what it starts is
   * returned, or null. Throws {@link dev.tinyrig.peripherals.ethosu.stream.StreamException}; the
   * command then is still the next one.
   */
  public Operation take(Command command) {
    Operation operation = operationOf(command);
    if (!command.opcode().isOperation()) {
      state.set(command);
    }
    offset = command.offset() + command.size();
    return operation;
  }

  /** What a command would start with the present state; null when it starts nothing. */
  Operation operationOf(Command command) {
    return switch (command.opcode()) {
      case OP_CONV, OP_DEPTHWISE, OP_POOL, OP_ELEMENTWISE -> operations.block(command);
      case OP_DMA_START -> operations.transfer(command);
      default -> null;
    };
  }

  /** Reads and takes one command. */
  public Step step(IntUnaryOperator words, int size) {
    Command command = peek(words, size);
    return new Step(command, take(command));
  }

  /** The next command, in bytes from the start of the stream. */
  public int offset() {
    return offset;
  }

  /** What SET commands left behind. */
  public StreamState state() {
    return state;
  }

  /** Goes to the start of a stream; the state stays. */
  public void rewind() {
    offset = 0;
  }

  /** Goes to the start, with the state of a reset. */
  public void reset() {
    offset = 0;
    state.reset();
  }

  /** Writes offset and state. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(offset);
    state.save(out);
  }

  /** Reads what {@link #save} wrote. */
  public void restore(DataInput in) throws IOException {
    offset = in.readInt();
    state.restore(in);
  }
}
