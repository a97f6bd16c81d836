package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.Opcode;
import dev.tinyrig.peripherals.ethosu.stream.StreamState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;

/**
 * The queues of kernel operations and of DMA transfers: what was issued and has not ended. Each
 * queue works in order; the two work beside each other.
 */
final class PendingOperations {
  /** Nothing is pending. */
  static final long NEVER = Long.MAX_VALUE;

  /**
   * An operation in a queue.
   *
   * @param command that started it
   * @param state of the stream at that moment, from which it can be read again
   * @param end cycle at which it ends
   */
  record Pending(
      Command command, StreamState state, Operation operation, CycleModel.Cost cost, long end) {}

  private final Deque<Pending> kernels = new ArrayDeque<>();
  private final Deque<Pending> transfers = new ArrayDeque<>();
  private long kernelEnd;
  private long transferEnd;

  int kernels() {
    return kernels.size();
  }

  int transfers() {
    return transfers.size();
  }

  boolean isEmpty() {
    return kernels.isEmpty() && transfers.isEmpty();
  }

  /** Puts an operation that is issued at cycle {@code now} into its queue. */
  void add(
      Command command, StreamState state, Operation operation, CycleModel.Cost cost, long now) {
    if (operation instanceof BlockOperation) {
      long start = Math.max(now, kernelEnd - cost.overlap());
      kernelEnd = Math.max(kernelEnd, start + cost.cycles());
      kernels.add(new Pending(command, state.copy(), operation, cost, kernelEnd));
    } else {
      transferEnd = Math.max(now, transferEnd) + cost.cycles();
      transfers.add(new Pending(command, state.copy(), operation, cost, transferEnd));
    }
  }

  /** When the next operation ends. */
  long next() {
    long kernel = kernels.isEmpty() ? NEVER : kernels.peek().end();
    long transfer = transfers.isEmpty() ? NEVER : transfers.peek().end();
    return Math.min(kernel, transfer);
  }

  /** Takes the operation that ends next out of its queue; of two, the one that was issued first. */
  Pending take() {
    Pending kernel = kernels.peek();
    Pending transfer = transfers.peek();
    if (kernel == null || transfer == null) {
      return kernel == null ? transfers.remove() : kernels.remove();
    }
    boolean first =
        kernel.end() == transfer.end()
            ? kernel.command().offset() < transfer.command().offset()
            : kernel.end() < transfer.end();
    return first ? kernels.remove() : transfers.remove();
  }

  void clear() {
    kernels.clear();
    transfers.clear();
    kernelEnd = 0;
    transferEnd = 0;
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(kernelEnd);
    out.writeLong(transferEnd);
    save(out, kernels);
    save(out, transfers);
  }

  private static void save(DataOutput out, Deque<Pending> queue) throws IOException {
    out.writeInt(queue.size());
    for (Pending each : queue) {
      out.writeInt(each.command().offset());
      out.writeInt(each.command().opcode().ordinal());
      out.writeInt(each.command().parameter());
      each.state().save(out);
      out.writeLong(each.end());
    }
  }

  /** Reads what {@link #save} wrote; {@code reader} reads an operation of a state again. */
  void restore(
      DataInput in,
      BiFunction<Command, StreamState, Operation> reader,
      java.util.function.Function<Operation, CycleModel.Cost> costs)
      throws IOException {
    clear();
    kernelEnd = in.readLong();
    transferEnd = in.readLong();
    restore(in, kernels, reader, costs);
    restore(in, transfers, reader, costs);
  }

  private static void restore(
      DataInput in,
      Deque<Pending> queue,
      BiFunction<Command, StreamState, Operation> reader,
      java.util.function.Function<Operation, CycleModel.Cost> costs)
      throws IOException {
    Opcode[] opcodes = Opcode.values();
    for (int left = in.readInt(); left > 0; left--) {
      int offset = in.readInt();
      int number = in.readInt();
      if (number < 0 || number >= opcodes.length) {
        throw new IOException("snapshot of an NPU names command " + number);
      }
      Command command = new Command(offset, opcodes[number], in.readInt(), 0);
      StreamState state = new StreamState();
      state.restore(in);
      long end = in.readLong();
      Operation operation = reader.apply(command, state);
      queue.add(new Pending(command, state, operation, costs.apply(operation), end));
    }
  }
}
