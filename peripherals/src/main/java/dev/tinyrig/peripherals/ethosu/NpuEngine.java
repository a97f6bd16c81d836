package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.compute.Executor;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.hardware.Shram;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.operation.OperationReader;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.weights.WeightFault;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/**
 * Runs a command stream in time: the front end issues operations into the two queues until it has
 * to wait; an operation changes memory at the cycle at which it ends.
 *
 * <p>The front end itself takes no time (how long hardware takes for a command is not public).
 */
final class NpuEngine {
  /** What the engine tells its registers. */
  interface Listener {
    /** OP_IRQ. */
    void interrupted(int mask);

    /** OP_STOP, after everything has ended. */
    void stopped(int mask);

    /** Memory refused an access. */
    void busFault(BusFault fault);

    /** The stream cannot be read on. */
    void parseFault(StreamException fault);

    /** Weights cannot be decoded. */
    void weightFault(int offset, WeightFault fault);

    /** The front end has read commands: so many bytes of the stream, up to an offset. */
    void fetched(int from, int to);

    /** An operation has ended. */
    void ended(Pending operation);

    /** OP_PMU_MASK. */
    void pmuMask(boolean mask);
  }

  private final NpuConfig config;
  private final NpuMemory memory;
  private final Shram shram;
  private final Findings findings;
  private final CycleModel model;
  private final CycleModel.Ports ports;
  private final TableSlots tables;
  private final Sequencer sequencer;
  private final Executor executor;
  private final Listener listener;
  private final PendingOperations pending = new PendingOperations();

  private boolean running;
  private boolean stopping;
  private long streamBase;
  private int streamSize;

  NpuEngine(
      NpuConfig config,
      NpuMemory memory,
      Findings findings,
      CycleModel model,
      CycleModel.Ports ports,
      IntToLongFunction bases,
      Listener listener) {
    this.config = config;
    this.memory = memory;
    this.findings = findings;
    this.model = model;
    this.ports = ports;
    this.listener = listener;
    this.shram = new Shram(config);
    this.tables = new TableSlots(config, findings);
    this.sequencer = new Sequencer(config, findings);
    this.executor = new Executor(config, memory, shram, bases);
  }

  /** Operations that were issued and have not ended. */
  void forEachPending(Consumer<Pending> visitor) {
    pending.forEach(visitor);
  }

  boolean isRunning() {
    return running;
  }

  /** Offset of the command that is executed, or that waits. */
  int offset() {
    return sequencer.offset();
  }

  Shram shram() {
    return shram;
  }

  /** The window of the registers wrote into SHRAM. */
  void shramWritten(int offset, int length) {
    tables.written(offset, length);
  }

  Sequencer sequencer() {
    return sequencer;
  }

  /** The registers of the stream were written: the next start is at its beginning. */
  void rewind() {
    sequencer.rewind();
  }

  /** Starts, or goes on after a stop request. Returns when the next operation ends. */
  long start(long base, int size, long now) {
    streamBase = base;
    streamSize = size;
    running = true;
    stopping = false;
    return proceed(now);
  }

  /** Asks to stop: what has been issued ends. */
  long stop(long now) {
    if (running) {
      stopping = true;
      return proceed(now);
    }
    return PendingOperations.NEVER;
  }

  void reset() {
    running = false;
    stopping = false;
    pending.clear();
    sequencer.reset();
    shram.reset();
    tables.reset();
  }

  /** Ends what is due at cycle {@code due} and goes on. Returns when the next operation ends. */
  long proceedAt(long due) {
    while (running && pending.next() <= due) {
      Pending each = pending.take();
      if (!execute(each)) {
        return PendingOperations.NEVER;
      }
      long next = proceed(each.end());
      if (next > due) {
        return next;
      }
    }
    return running ? pending.next() : PendingOperations.NEVER;
  }

  private boolean execute(Pending each) {
    try {
      executor.run(each.operation());
    } catch (BusFault fault) {
      halt();
      listener.busFault(fault);
      return false;
    } catch (WeightFault fault) {
      halt();
      listener.weightFault(each.command().offset(), fault);
      return false;
    }
    switch (each.operation()) {
      case DmaTransfer dma -> tables.transferred(dma);
      case BlockOperation op -> tables.used(op);
    }
    listener.ended(each);
    return true;
  }

  private void halt() {
    running = false;
    stopping = false;
    pending.clear();
  }

  /** Issues commands until the front end has to wait for something. */
  private long proceed(long now) {
    try {
      while (running) {
        if (stopping) {
          if (pending.isEmpty()) {
            halt();
          }
          break;
        }
        Command command = sequencer.peek(this::word, streamSize);
        if (mustWait(command)) {
          break;
        }
        Operation operation = sequencer.take(command);
        listener.fetched(command.offset(), sequencer.offset());
        if (operation != null) {
          pending.add(command, sequencer.state(), operation, model.cost(operation, ports), now);
        } else {
          simple(command);
        }
      }
    } catch (StreamException fault) {
      halt();
      listener.parseFault(fault);
    } catch (BusFault fault) {
      halt();
      listener.busFault(fault);
    }
    return running ? pending.next() : PendingOperations.NEVER;
  }

  private boolean mustWait(Command command) {
    return switch (command.opcode()) {
      case OP_CONV, OP_DEPTHWISE, OP_POOL, OP_ELEMENTWISE ->
          pending.kernels() >= config.outstandingKernels();
      case OP_DMA_START -> pending.transfers() >= config.outstandingDmas();
      case OP_KERNEL_WAIT -> pending.kernels() > command.parameter();
      case OP_DMA_WAIT -> pending.transfers() > command.parameter();
      case OP_STOP -> !pending.isEmpty();
      default -> false;
    };
  }

  private void simple(Command command) {
    switch (command.opcode()) {
      case OP_STOP -> {
        halt();
        listener.stopped(command.parameter());
      }
      case OP_IRQ -> listener.interrupted(command.parameter());
      case OP_PMU_MASK -> listener.pmuMask(command.parameter() != 0);
      default -> {}
    }
  }

  private int word(int offset) {
    NpuMemory.Span span =
        memory.span(AxiChannel.READ_COMMAND, BusFault.NO_REGION, streamBase + offset, 4);
    byte[] b = span.bytes();
    int at = span.offset();
    return (b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(running);
    out.writeBoolean(stopping);
    out.writeLong(streamBase);
    out.writeInt(streamSize);
    sequencer.save(out);
    shram.save(out);
    tables.save(out);
    pending.save(out);
  }

  void restore(DataInput in) throws IOException {
    running = in.readBoolean();
    stopping = in.readBoolean();
    streamBase = in.readLong();
    streamSize = in.readInt();
    sequencer.restore(in);
    shram.restore(in);
    tables.restore(in);
    pending.restore(
        in,
        (command, state) -> {
          OperationReader reader = new OperationReader(config, state, findings);
          return switch (command.opcode()) {
            case OP_DMA_START -> reader.transfer(command);
            default -> reader.block(command);
          };
        },
        operation -> model.cost(operation, ports));
  }
}
