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
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The queues of kernel operations and of DMA transfers: what was issued and has not ended. Each
 * queue works in order; the two work beside each other.
 */
final class PendingOperations {
  /** Nothing is pending. */
  static final long NEVER = Long.MAX_VALUE;

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
      Pending.Times times = kernel(cost, now);
      kernelEnd = times.end();
      kernels.add(new Pending(command, state.copy(), operation, cost, times, times.start()));
    } else {
      long start = Math.max(now, transferEnd);
      transferEnd = start + cost.cycles();
      Pending.Times times = new Pending.Times(start, transferEnd, 0, 0);
      transfers.add(new Pending(command, state.copy(), operation, cost, times, start));
    }
  }

  private Pending.Times kernel(CycleModel.Cost cost, long now) {
    long fill = cost.overlap() + cost.dependency();
    long start = Math.max(now, kernelEnd - cost.overlap());
    long end = Math.max(kernelEnd, start + cost.cycles());
    long hidden = Math.clamp(kernelEnd - start, 0, fill);
    long independent = Math.max(now, kernelEnd - fill);
    return new Pending.Times(start, end, fill - hidden, start - independent);
  }

  /** Everything that has not ended. */
  void forEach(Consumer<Pending> visitor) {
    kernels.forEach(visitor);
    transfers.forEach(visitor);
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
      out.writeLong(each.times().start());
      out.writeLong(each.end());
      out.writeLong(each.times().waits());
      out.writeLong(each.times().depends());
      out.writeLong(each.countedTo());
    }
  }

  /** Reads what {@link #save} wrote; {@code reader} reads an operation of a state again. */
  void restore(
      DataInput in,
      BiFunction<Command, StreamState, Operation> reader,
      Function<Operation, CycleModel.Cost> costs)
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
      Function<Operation, CycleModel.Cost> costs)
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
      Pending.Times times =
          new Pending.Times(in.readLong(), in.readLong(), in.readLong(), in.readLong());
      Operation operation = reader.apply(command, state);
      queue.add(
          new Pending(command, state, operation, costs.apply(operation), times, in.readLong()));
    }
  }
}
