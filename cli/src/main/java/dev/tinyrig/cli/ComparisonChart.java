package dev.tinyrig.cli;

import dev.tinyrig.traces.compare.AlignedRow;
import dev.tinyrig.traces.compare.Comparison;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Cycles of the operators of several runs side by side, as a PNG. The scale is logarithmic, because
 * the operators of one model differ by orders of magnitude.
 */
final class ComparisonChart {
  private static final int BAR_PIXELS = 13;
  private static final int FRAME_PIXELS = 240;
  private static final int HEIGHT_PIXELS = 640;
  private static final Color[] COLOURS = {
    new Color(0x4C78A8), new Color(0xF58518), new Color(0x54A24B), new Color(0xE45756)
  };

  private ComparisonChart() {}

  /**
   * Draws the first Invoke of each run.
   *
   * @param labels names of the runs
   */
  static byte[] png(String title, List<String> labels, Comparison comparison) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    int bars = 0;
    for (AlignedRow row : comparison.rows()) {
      String name = row.number() + " " + row.name();
      for (int run = 0; run < labels.size(); run++) {
        AlignedRow.Cell cell = row.cells().get(run);
        // A row without any bar still has its place.
        data.addValue(
            cell.hasCycles() ? (Number) (double) Math.max(1, cell.cycles()) : null,
            labels.get(run),
            name);
        bars++;
      }
    }
    JFreeChart chart =
        ChartFactory.createBarChart(
            title, "operator", "cycles", data, PlotOrientation.VERTICAL, true, false, false);
    chart.setBackgroundPaint(Color.WHITE);
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.getDomainAxis().setCategoryLabelPositions(CategoryLabelPositions.UP_90);
    LogAxis cycles = new LogAxis("cycles");
    cycles.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    cycles.setSmallestValue(1);
    plot.setRangeAxis(cycles);
    BarRenderer renderer = (BarRenderer) plot.getRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0);
    for (int run = 0; run < labels.size(); run++) {
      renderer.setSeriesPaint(run, COLOURS[run % COLOURS.length]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ChartUtils.writeChartAsPNG(out, chart, FRAME_PIXELS + BAR_PIXELS * bars, HEIGHT_PIXELS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
