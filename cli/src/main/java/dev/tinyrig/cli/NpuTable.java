package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import java.util.Locale;

/** The table of operations of a stream. */
final class NpuTable {
  private static final String ROW = "%8s  %-13s %-16s %-7s %12s %10s %10s %10s%n";

  private NpuTable() {}

  static String of(StreamRun.Result result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "offset",
            "operation",
            "output",
            "kernel",
            "MACs",
            "cycles",
            "AXI0 B",
            "AXI1 B"));
    long macs = 0;
    for (StreamRun.Row row : result.rows()) {
      long[] read = row.cost().traffic().read();
      long[] written = row.cost().traffic().written();
      String name;
      String output;
      String kernel = "";
      String work = "";
      switch (row.operation()) {
        case BlockOperation op -> {
          FeatureMap ofm = op.ofm();
          name = op.kind().name();
          output = ofm.height() + "x" + ofm.width() + "x" + ofm.depth() + " " + ofm.type();
          if (!op.kind().isElementwise()) {
            kernel = op.kernel().height() + "x" + op.kernel().width();
          }
          if (op.kind().hasWeights()) {
            macs += op.macs();
            work = Long.toString(op.macs());
          }
        }
        case DmaTransfer dma -> {
          name = "DMA";
          output = dma.length() + " bytes" + (dma.toShram() ? " table" : "");
        }
      }
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              "0x" + Integer.toHexString(row.operation().offset()),
              name,
              output,
              kernel,
              work,
              row.cost().cycles(),
              read[0] + written[0],
              read[1] + written[1]));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d operations, %d MACs, %d cycles from start to stop (operations overlap)%n",
            result.rows().size(),
            macs,
            result.cycles()));
    return text.toString();
  }
}
