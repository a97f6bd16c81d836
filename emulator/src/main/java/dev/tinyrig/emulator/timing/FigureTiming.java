package dev.tinyrig.emulator.timing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What the models have in common: a table of figures, exceptions, and no state. */
abstract class FigureTiming implements TimingModel {
  final FigureTable table;
  private final int entry;
  private final int fpFrame;
  private final int exit;
  private final int tailChain;
  private final int lazyStacking;
  private final int wakeUp;

  FigureTiming(FigureTable table, boolean hasFloatingPoint) {
    this.table = table;
    this.entry = table.cycles(Quantity.EXCEPTION_ENTRY);
    this.exit = table.cycles(Quantity.EXCEPTION_RETURN);
    this.tailChain = table.cycles(Quantity.TAIL_CHAIN);
    this.wakeUp = table.cycles(Quantity.WAKE_UP);
    this.fpFrame = hasFloatingPoint ? table.cycles(Quantity.FP_FRAME) : 0;
    this.lazyStacking = hasFloatingPoint ? table.cycles(Quantity.LAZY_STACKING) : 0;
  }

  final int figure(Quantity quantity) {
    return table.cycles(quantity);
  }

  @Override
  public final List<Figure> figures() {
    return table.figures();
  }

  @Override
  public final int exceptionEntry(boolean extendedFrame, boolean lazy) {
    return extendedFrame && !lazy ? entry + fpFrame : entry;
  }

  @Override
  public final int exceptionReturn(boolean extendedFrame) {
    return extendedFrame ? exit + fpFrame : exit;
  }

  @Override
  public final int tailChain() {
    return tailChain;
  }

  @Override
  public final int lazyStacking() {
    return lazyStacking;
  }

  @Override
  public final int wakeUp() {
    return wakeUp;
  }

  /** Without a band the numbers are first figures. */
  @Override
  public final Label label() {
    return Double.isNaN(errorBandPercent()) ? Label.UNCALIBRATED : Label.MODELLED;
  }

  @Override
  public String stateId() {
    return "timing";
  }

  @Override
  public void save(DataOutput out) throws IOException {}

  @Override
  public void restore(DataInput in) throws IOException {}
}
