package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.FaultReport;

/** Why a machine stopped. */
public sealed interface StopReason {
  /** The cycle limit of this call was reached; the machine can go on. */
  record Limit() implements StopReason {}

  /** Somebody asked for a halt through the debug port; the machine can go on. */
  record Halted() implements StopReason {}

  /** The instruction at {@code address} has a breakpoint and is next. */
  record Breakpoint(int address) implements StopReason {}

  /** The last instruction touched a watched address. */
  record Watchpoint(int address, DebugPort.Watch kind) implements StopReason {}

  /** The firmware ended the run, for example through semihosting. */
  record Ended(int status, String reason) implements StopReason {}

  /** The firmware asked for a system reset (AIRCR.SYSRESETREQ). */
  record ResetRequested(int pc) implements StopReason {}

  /**
   * Nothing can happen any more: a branch to itself or a sleep that no event can end.
   *
   * @param pc where
   * @param sleeping whether in WFI or WFE
   * @param since cycle at which it began
   */
  record Hang(int pc, boolean sleeping, long since) implements StopReason {}

  /** A fault at a priority that cannot handle it: the core is locked up. */
  record LockedUp(FaultReport fault) implements StopReason {}
}
