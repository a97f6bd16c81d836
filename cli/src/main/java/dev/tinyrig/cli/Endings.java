package dev.tinyrig.cli;

import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.image.DwarfLines;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import java.util.Locale;
import java.util.Optional;

/** Says what a stop of the machine means for the firmware that ran on it. */
final class Endings {
  private static final int HARD_FAULT = 3;
  private static final int USAGE_FAULT = 6;

  private final Image image;
  private final Machine machine;

  Endings(Image image, Machine machine) {
    this.image = image;
    this.machine = machine;
  }

  /** The meaning of a stop that the firmware or the machine brought about. */
  Ending of(StopReason stop, long maxCycles) {
    return switch (stop) {
      case StopReason.Ended ended ->
          new Ending(
              "exited",
              ended.status(),
              "the firmware ended with status " + ended.status() + " (" + ended.reason() + ")",
              ended.status() == 0 ? ExitCode.PASSED : ExitCode.FIRMWARE_FAILED);
      case StopReason.LockedUp lockup ->
          new Ending(
              "lockup",
              null,
              "the core locked up: " + lockup.fault().reason() + " at " + at(lockup.fault().pc()),
              ExitCode.FIRMWARE_FAILED);
      case StopReason.Hang hang -> inFault().orElseGet(() -> hang(hang));
      case StopReason.ResetRequested reset ->
          new Ending(
              "reset",
              null,
              "the firmware asked for a reset of the system at " + at(reset.pc()),
              ExitCode.FIRMWARE_FAILED);
      case StopReason.Limit limit -> inFault().orElseGet(() -> limit(maxCycles));
      case StopReason.Halted halted -> stopped("the run was halted");
      case StopReason.Breakpoint breakpoint ->
          stopped("the run met a breakpoint at " + at(breakpoint.address()));
      case StopReason.Watchpoint watchpoint ->
          stopped("the run met a watchpoint at " + at(watchpoint.address()));
    };
  }

  private static Ending stopped(String text) {
    return new Ending("halted", null, text, ExitCode.LIMIT_OR_HANG);
  }

  private static Ending limit(long maxCycles) {
    return new Ending(
        "max-cycles",
        null,
        String.format(
            Locale.ROOT, "the limit of %,d cycles was reached (--max-cycles sets it)", maxCycles),
        ExitCode.LIMIT_OR_HANG);
  }

  private Ending hang(StopReason.Hang hang) {
    return new Ending(
        "hang",
        null,
        String.format(
            Locale.ROOT,
            "the firmware hangs: it %s at %s since cycle %,d, and nothing can wake it",
            hang.sleeping() ? "sleeps" : "branches to itself",
            at(hang.pc()),
            hang.since()),
        ExitCode.LIMIT_OR_HANG);
  }

  /** A fault handler that spins for ever is a fault, not a hang. */
  private Optional<Ending> inFault() {
    int exception = machine.debug().register(DebugPort.Register.XPSR) & 0x1FF;
    if (exception < HARD_FAULT || exception > USAGE_FAULT) {
      return Optional.empty();
    }
    return machine
        .debug()
        .lastFault()
        .map(
            (FaultReport fault) ->
                new Ending(
                    "fault",
                    null,
                    "the firmware faulted: " + fault.reason() + " at " + at(fault.pc()),
                    ExitCode.FIRMWARE_FAILED));
  }

  private String at(int address) {
    String line = new DwarfLines(image).at(address).map(where -> ", " + where).orElse("");
    return String.format(
        Locale.ROOT, "0x%08x (%s%s)", address, image.symbols().describe(address), line);
  }
}
