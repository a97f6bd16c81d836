package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.weights.WeightFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Runs streams on an NPU of its own, without registers and without a core, on the time line that
 * the device has. Weights that one run has decoded serve the next.
 */
public final class StreamRun {
  private final NpuEngine engine;
  private final Collector collector = new Collector();

  /** An NPU; {@code bases} gives the base pointers. */
  public StreamRun(
      NpuConfig config,
      NpuMemory memory,
      IntToLongFunction bases,
      CycleModel model,
      CycleModel.Ports ports,
      Findings findings) {
    engine = new NpuEngine(config, memory, findings, model, ports, bases, collector);
  }

  /**
   * What came of it.
   *
   * @param cycles from the start to OP_STOP
   * @param rows operations in the order in which they ended
   */
  public record Result(long cycles, List<OperationRun> rows) {}

  /**
   * Runs the stream of {@code size} bytes at {@code address}, after a reset. Throws {@link
   * StreamException}, {@link BusFault} and {@link WeightFault}.
   */
  public Result run(long address, int size) {
    engine.reset();
    collector.rows.clear();
    collector.failure = null;
    collector.now = 0;
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
    private final List<OperationRun> rows = new ArrayList<>();
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
    public void fetched(int from, int to) {}

    @Override
    public void ended(Pending each) {
      rows.add(each.run());
    }

    @Override
    public void pmuMask(boolean mask) {}
  }
}
