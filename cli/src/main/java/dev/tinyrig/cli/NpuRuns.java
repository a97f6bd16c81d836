package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.OperationRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.traces.report.NpuRun;
import java.util.Locale;

/** Writes down for reports what the NPU's device delivers. */
final class NpuRuns {
  /** Digits of a share behind the point, so that the same run gives the same text everywhere. */
  private static final double STEPS = 10_000;

  private NpuRuns() {}

  static NpuRun of(String device, NpuConfig config, OperationRun run) {
    CycleModel.Cost cost = run.cost();
    long cycles = run.ended() - run.started();
    String kind = "DMA";
    String ifm = null;
    String ifm2 = null;
    String ofm;
    String kernel = null;
    String block = null;
    long macs = 0;
    switch (run.operation()) {
      case DmaTransfer dma ->
          ofm = dma.length() + " bytes" + (dma.toShram() ? " to the table memory" : "");
      case BlockOperation op -> {
        kind = op.kind().name();
        ifm = map(op.ifm());
        ifm2 = op.ifm2() == null ? null : map(op.ifm2());
        ofm = map(op.ofm());
        kernel = op.kind().isElementwise() ? null : kernel(op.kernel());
        NpuConfig.Block size = op.blocks().ofm();
        block = size.height() + "x" + size.width() + "x" + size.depth();
        macs = op.kind().hasWeights() ? op.macs() : 0;
      }
    }
    double most = (double) config.macs() * Math.max(1, cycles);
    return new NpuRun(
        device,
        run.operation().offset(),
        kind,
        ifm,
        ifm2,
        ofm,
        kernel,
        block,
        cost.blocks(),
        macs,
        run.started(),
        cycles,
        cost.stages().mac(),
        cost.stages().output(),
        Math.round(macs / most * STEPS) / STEPS,
        cost.traffic().read(0),
        cost.traffic().written(0),
        cost.traffic().read(1),
        cost.traffic().written(1),
        cost.bound().name().toLowerCase(Locale.ROOT));
  }

  private static String map(FeatureMap map) {
    return map.height()
        + "x"
        + map.width()
        + "x"
        + map.depth()
        + " "
        + map.type().name().toLowerCase(Locale.ROOT);
  }

  private static String kernel(Kernel kernel) {
    String text = kernel.height() + "x" + kernel.width();
    if (kernel.strideX() != 1 || kernel.strideY() != 1) {
      text += "/" + kernel.strideY() + "x" + kernel.strideX();
    }
    return text;
  }
}
