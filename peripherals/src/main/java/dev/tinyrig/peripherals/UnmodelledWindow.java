package dev.tinyrig.peripherals;

import dev.tinyrig.emulator.memory.Device;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * A device that a board has but nobody has modelled: reads give zero, writes are lost, both follow
 * the {@link Unmodelled} policy. Without it the firmware would take a bus fault that real hardware
 * does not raise.
 */
public final class UnmodelledWindow implements Device {
  private final String name;
  private final int base;
  private final UnmodelledReporter reporter;

  public UnmodelledWindow(String name, int base, UnmodelledReporter reporter) {
    this.name = name;
    this.base = base;
    this.reporter = reporter;
  }

  @Override
  public int load(int offset, int size) {
    reporter.report(name, base, offset & ~3, UnmodelledAccess.Kind.READ, "", 0);
    return 0;
  }

  @Override
  public void store(int offset, int size, int value) {
    reporter.report(name, base, offset & ~3, UnmodelledAccess.Kind.WRITE, "", value);
  }

  @Override
  public String stateId() {
    return name;
  }

  @Override
  public void save(DataOutput out) {
    // there is nothing that could change
  }

  @Override
  public void restore(DataInput in) {
    // there is nothing that could change
  }
}
