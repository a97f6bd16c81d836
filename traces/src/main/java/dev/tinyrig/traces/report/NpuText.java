package dev.tinyrig.traces.report;

import java.util.List;
import java.util.Locale;

/** The table of an NPU's operations, for people. */
public final class NpuText {
  private NpuText() {}

  /** The table, with a line of sums below it. */
  public static String write(List<NpuOperationRow> rows) {
    boolean layers = rows.stream().anyMatch(row -> row.layer() != null);
    Table table =
        layers
            ? new Table(
                "rrllllrrrrrll",
                "offset",
                "layer",
                "operation",
                "output",
                "kernel",
                "block",
                "blocks",
                "MACs",
                "cycles",
                "MAC use",
                "AXI0+1 B",
                "bound",
                "made from")
            : new Table(
                "rlllllrrrrrl",
                "offset",
                "operation",
                "input",
                "output",
                "kernel",
                "block",
                "blocks",
                "MACs",
                "cycles",
                "MAC use",
                "AXI0+1 B",
                "bound");
    for (NpuOperationRow row : rows) {
      table.row(layers ? withLayer(row) : plain(row.run()));
    }
    return table + sums(rows);
  }

  private static String[] plain(NpuRun run) {
    return new String[] {
      "0x" + Integer.toHexString(run.streamOffset()),
      run.kind(),
      run.ifm() == null ? "" : run.ifm() + (run.ifm2() == null ? "" : ", " + run.ifm2()),
      run.ofm(),
      run.kernel() == null ? "" : run.kernel(),
      run.block() == null ? "" : run.block(),
      run.blocks() == 0 ? "" : number(run.blocks()),
      run.macs() == 0 ? "" : number(run.macs()),
      number(run.cycles()),
      run.macs() == 0 ? "" : share(run.macUtilisation()),
      number(run.axi0ReadBytes() + run.axi0WrittenBytes())
          + "+"
          + number(run.axi1ReadBytes() + run.axi1WrittenBytes()),
      run.bound(),
    };
  }

  private static String[] withLayer(NpuOperationRow row) {
    String[] all = plain(row.run());
    String[] cells = new String[all.length + 1];
    cells[0] = all[0];
    cells[1] = row.layer() == null ? "" : Integer.toString(row.layer().index());
    cells[2] = all[1];
    System.arraycopy(all, 3, cells, 3, all.length - 3);
    cells[all.length] = row.layer() == null ? "" : made(row.layer());
    return cells;
  }

  private static String made(NpuOperationRow.Layer layer) {
    if (layer.tensor() == null) {
      return layer.op();
    }
    // Names of tensors join the names of all layers that were folded into one.
    String[] parts = layer.tensor().split(";", 2);
    return layer.op() + " " + parts[0];
  }

  private static String sums(List<NpuOperationRow> rows) {
    long macs = 0;
    long start = Long.MAX_VALUE;
    long end = 0;
    for (NpuOperationRow row : rows) {
      macs += row.run().macs();
      start = Math.min(start, row.run().startCycle());
      end = Math.max(end, row.run().endCycle());
    }
    return String.format(
        Locale.ROOT,
        "%d operations, %d MACs, %d cycles from first to last (operations overlap)%n",
        rows.size(),
        macs,
        rows.isEmpty() ? 0 : end - start);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  private static String number(long value) {
    return Long.toString(value);
  }
}
