package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.isa.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * From a fault to the exception that reports it: status registers, escalation to HardFault, lockup
 * (Armv7-M Arm ARM B1.5.6, B1.5.15; Armv8-M Arm ARM B3.18, B3.33).
 */
final class FaultHandling {
  private final ExceptionModel model;
  private final ExceptionTable table;
  private final ProcessorState processor;
  private final FaultStatus status;
  private final ControlRegisters registers;
  private final Core core;
  private final boolean v6m;
  private final boolean v8m;

  private boolean lockedUp;
  private FaultReport last;

  /** Whether the next frame is stacked with EPSR.T clear. */
  private boolean stackThumbClear;

  FaultHandling(
      ExceptionModel model,
      ExceptionTable table,
      ProcessorState processor,
      FaultStatus status,
      ControlRegisters registers,
      Core core) {
    this.model = model;
    this.table = table;
    this.processor = processor;
    this.status = status;
    this.registers = registers;
    this.core = core;
    v6m = model.config().model().isV6M();
    v8m = model.config().model().isV8M();
  }

  void reset() {
    lockedUp = false;
    last = null;
    stackThumbClear = false;
  }

  boolean lockedUp() {
    return lockedUp;
  }

  FaultReport last() {
    return last;
  }

  boolean stackThumbClear() {
    return stackThumbClear;
  }

  void frameStacked() {
    stackThumbClear = false;
  }

  /** The instruction at {@code core.pc} faulted: records why and pends or escalates. */
  void fault(GuestFault fault) {
    if (fault.kind() == FaultKind.BREAKPOINT
        && (registers.demcr & ControlRegisters.DEMCR_MON_EN) != 0
        && table.groupPriority(DEBUG_MONITOR) < model.executionPriority()) {
      model.pend(DEBUG_MONITOR, true);
      return;
    }
    if (fault.kind() == FaultKind.INVSTATE && !processor.thumb) {
      processor.thumb = true; // the handler runs in Thumb state; the stacked xPSR keeps T clear
      stackThumbClear = true;
    } else {
      stackThumbClear = false;
    }
    pend(fault, processor.bank());
  }

  /** SVC where its priority does not allow it. */
  void forbiddenCall() {
    escalate(
        new GuestFault(FaultKind.UNDEFINSTR, 0, "SVC where its priority does not allow it"),
        core.secure);
  }

  /**
   * Records a fault of a bank's code and pends its exception or HardFault.
   *
   * @param bank of the code (or of the stack frame) that the fault is about
   */
  void pend(GuestFault fault, int bank) {
    int owner = fault.forcedSecure() ? 1 : bank;
    if (!v6m) {
      status.record(fault.kind(), fault.address(), owner);
    }
    int exception = v6m ? HARD_FAULT : FaultStatus.exceptionOf(fault.kind());
    int slot = table.slot(exception, owner);
    boolean takes =
        exception != HARD_FAULT
            && table.isEnabled(slot)
            && table.groupPriority(slot) < model.executionPriority();
    if (takes) {
      table.setPending(slot, true);
      report(fault, exception);
      model.priorityChanged();
    } else {
      escalate(fault, escalatesSecure(fault, owner));
    }
  }

  private boolean escalatesSecure(GuestFault fault, int bank) {
    int exception = FaultStatus.exceptionOf(fault.kind());
    return exception == HARD_FAULT ? bank != 0 : table.targetsSecure(table.slot(exception, bank));
  }

  /** The slot of the HardFault that a fault of a state escalates to. */
  int hardFault(boolean secure) {
    return table.slot(HARD_FAULT, secure || !table.faultsNonSecure() ? 1 : 0);
  }

  private void escalate(GuestFault fault, boolean secure) {
    int slot = hardFault(secure);
    if (model.executionPriority() <= table.groupPriority(slot)) {
      lockUp(fault);
      return;
    }
    if (!v6m) {
      status.hfsr |=
          switch (fault.kind()) {
            case BREAKPOINT -> FaultStatus.HFSR_DEBUGEVT;
            case VECTTBL -> FaultStatus.HFSR_VECTTBL;
            default -> FaultStatus.HFSR_FORCED;
          };
    }
    table.setPending(slot, true);
    report(fault, HARD_FAULT);
    model.priorityChanged();
  }

  /**
   * The vector of an exception cannot be read: HardFault is taken in its place, unless that is no
   * more urgent (B1.5.15; Armv8-M Arm ARM B3.18, terminal exceptions).
   */
  void vectorUnreadable(GuestFault fault, int slotOfException, boolean secure) {
    int slot = hardFault(secure);
    if (table.groupPriority(slot) >= table.groupPriority(slotOfException)) {
      lockUp(fault);
      return;
    }
    if (!v6m) {
      // The underlying BusFault or SecureFault counts as escalated in Armv8.0-M.
      boolean forced = v8m && !core.model.has(Feature.V81M);
      status.hfsr |= FaultStatus.HFSR_VECTTBL | (forced ? FaultStatus.HFSR_FORCED : 0);
    }
    table.setPending(slot, true);
    report(fault, HARD_FAULT);
    model.priorityChanged();
  }

  void lockUp(GuestFault fault) {
    lockedUp = true;
    report(fault, -1);
    core.clock.requestAttention();
  }

  private void report(GuestFault fault, int exception) {
    int[] copy = Arrays.copyOf(core.r, 17);
    copy[15] = core.pc;
    copy[16] = processor.xpsr();
    int bank = processor.bank();
    last =
        new FaultReport(
            fault.kind(),
            fault.getMessage(),
            exception,
            core.pc,
            fault.address(),
            copy,
            status.cfsr(bank),
            status.hfsr,
            status.mmfar[bank],
            status.bfar,
            status.sfsr,
            status.sfar,
            core.model.has(Feature.SECURITY) ? core.secure ? "Secure" : "Non-secure" : "",
            core.clock.cycles);
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(lockedUp);
    out.writeBoolean(stackThumbClear);
    out.writeBoolean(last != null);
    if (last != null) {
      last.save(out);
    }
  }

  void restore(DataInput in) throws IOException {
    lockedUp = in.readBoolean();
    stackThumbClear = in.readBoolean();
    last = in.readBoolean() ? FaultReport.restore(in) : null;
  }
}
