package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.timing.BlockCosts;
import dev.tinyrig.emulator.timing.TimingModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;

/**
 * One cycle an instruction, three for a taken branch, twelve to enter and to leave an exception.
 */
final class FlatTiming implements TimingModel {
  @Override
  public BlockCosts costs(Instruction[] code, int length) {
    int[] one = new int[length];
    int[] taken = new int[length];
    Arrays.fill(one, 1);
    Arrays.fill(taken, 3);
    return new BlockCosts(one, one, taken);
  }

  @Override
  public int divideExtra(int dividend, int divisor, boolean signed) {
    return 0;
  }

  @Override
  public int unalignedExtra(int address, int size, boolean store) {
    return 1;
  }

  @Override
  public int exceptionEntry(boolean extendedFrame, boolean lazy) {
    return 12;
  }

  @Override
  public int exceptionReturn(boolean extendedFrame) {
    return 12;
  }

  @Override
  public int tailChain() {
    return 6;
  }

  @Override
  public int lazyStacking() {
    return 17;
  }

  @Override
  public int wakeUp() {
    return 1;
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
    return "nothing: a model for tests";
  }

  @Override
  public String stateId() {
    return "timing";
  }

  @Override
  public void save(DataOutput out) {}

  @Override
  public void restore(DataInput in) {}
}
