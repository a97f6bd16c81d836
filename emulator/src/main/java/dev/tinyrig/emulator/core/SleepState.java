package dev.tinyrig.emulator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** WFI, WFE and the event register (Armv7-M Arm ARM B1.5.17 to B1.5.19; Armv8-M Arm ARM B3.31). */
final class SleepState {
  private final ExceptionTable table;
  private final ProcessorState processor;
  private final Core core;

  private boolean eventRegister;
  private boolean sleeping;
  private boolean forEvent;

  SleepState(ExceptionTable table, ProcessorState processor, Core core) {
    this.table = table;
    this.processor = processor;
    this.core = core;
  }

  void reset() {
    eventRegister = false;
    sleeping = false;
  }

  boolean sleeping() {
    return sleeping;
  }

  void awake() {
    sleeping = false;
  }

  void setEvent() {
    eventRegister = true;
  }

  void waitForInterrupt() {
    sleeping = true;
    forEvent = false;
    core.clock.requestAttention();
  }

  void waitForEvent() {
    if (eventRegister) {
      eventRegister = false;
      return;
    }
    sleeping = true;
    forEvent = true;
    core.clock.requestAttention();
  }

  /** Whether an event or interrupt ends the sleep now; if so the core is awake afterwards. */
  boolean tryWake() {
    int slot = table.highestPending();
    int mask = processor.masked(table.activePriority(), table, !forEvent);
    boolean wakes = slot != 0 && table.groupPriority(slot) < mask;
    if (forEvent && eventRegister) {
      eventRegister = false;
      wakes = true;
    }
    if (wakes) {
      sleeping = false;
      core.clock.cycles += core.timing.wakeUp();
    }
    return wakes;
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(eventRegister);
    out.writeBoolean(sleeping);
    out.writeBoolean(forEvent);
  }

  void restore(DataInput in) throws IOException {
    eventRegister = in.readBoolean();
    sleeping = in.readBoolean();
    forEvent = in.readBoolean();
  }
}
