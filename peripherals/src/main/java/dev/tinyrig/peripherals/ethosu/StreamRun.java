package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.weights.WeightFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Runs one stream on an NPU of its own, without registers and without a core, on the time line that
 * the device has.
 */
public final class StreamRun {
  private StreamRun() {}

  /**
   * What came of it.
   *
   * @param cycles from the start to OP_STOP
   * @param rows operations in the order in which they ended
   */
  public record Result(long cycles, List<Row> rows) {}

  /**
   * One operation.
   *
   * @param ended cycle since the start at which it ended
   */
  public record Row(Operation operation, CycleModel.Cost cost, long ended) {}

  /**
   * Runs the stream of {@code size} bytes at {@code address}. Throws {@link StreamException},
   * {@link BusFault} and {@link WeightFault}.
   */
  public static Result run(
      NpuConfig config,
      NpuMemory memory,
      long address,
      int size,
      IntToLongFunction bases,
      CycleModel model,
      CycleModel.Ports ports,
      Findings findings) {
    Collector collector = new Collector();
    NpuEngine engine = new NpuEngine(config, memory, findings, model, ports, bases, collector);
    long next = engine.start(address, size, 0);
    while (next != PendingOperations.NEVER) {
      collector.now = next;
      next = engine.proceedAt(next);
    }
    if (collector.failure != null) {
      throw collector.failure;
    }
    return new Result(collector.now, List.copyOf(collector.rows));
  }

  private static final class Collector implements NpuEngine.Listener {
    private final List<Row> rows = new ArrayList<>();
    private long now;
    private RuntimeException failure;

    @Override
    public void interrupted(int mask) {}

    @Override
    public void stopped(int mask) {}

    @Override
    public void busFault(BusFault fault) {
      failure = fault;
    }

    @Override
    public void parseFault(StreamException fault) {
      failure = fault;
    }

    @Override
    public void weightFault(int offset, WeightFault fault) {
      failure = fault;
    }

    @Override
    public void ended(Operation operation, CycleModel.Cost cost) {
      rows.add(new Row(operation, cost, now));
    }

    @Override
    public void pmuMask(boolean mask) {}
  }
}
