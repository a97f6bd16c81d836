package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.timing.BlockCosts;
import dev.tinyrig.emulator.timing.TimingModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;

/** One cycle for everything: lockstep compares what instructions do, not what they cost. */
final class UnitTiming implements TimingModel {
  @Override
  public BlockCosts costs(Instruction[] code, int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return new BlockCosts(ones, ones, ones);
  }

  @Override
  public int divideExtra(int dividend, int divisor, boolean signed) {
    return 0;
  }

  @Override
  public int unalignedExtra(int address, int size, boolean store) {
    return 0;
  }

  @Override
  public int exceptionEntry(boolean extendedFrame, boolean lazy) {
    return 0;
  }

  @Override
  public int exceptionReturn(boolean extendedFrame) {
    return 0;
  }

  @Override
  public int tailChain() {
    return 0;
  }

  @Override
  public int lazyStacking() {
    return 0;
  }

  @Override
  public int wakeUp() {
    return 0;
  }

  @Override
  public Label label() {
    return Label.UNCALIBRATED;
  }

  @Override
  public double errorBandPercent() {
    return Double.NaN;
  }

  @Override
  public String calibratedAgainst() {
    return "nothing";
  }

  @Override
  public String stateId() {
    return "timing:unit";
  }

  @Override
  public void save(DataOutput out) {}

  @Override
  public void restore(DataInput in) {}
}
