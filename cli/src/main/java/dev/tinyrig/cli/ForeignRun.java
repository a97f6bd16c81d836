package dev.tinyrig.cli;

import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.oracle.FunctionalEngine;
import dev.tinyrig.emulator.oracle.UnsupportedProgramException;
import dev.tinyrig.peripherals.board.BoardMachine;
import java.util.ServiceLoader;

/** A run on Unicorn, if that is there. */
final class ForeignRun {
  private static final String NAME = "unicorn";

  private ForeignRun() {}

  /** Executes to the end on the memory and devices of a machine. */
  static StopReason execute(BoardMachine rig, BreakpointHandler host) {
    FunctionalEngine engine = find();
    engine
        .refusal(rig.core())
        .ifPresent(
            why -> {
              throw failure(why + ": use --engine auto");
            });
    try {
      return engine.run(rig.machine(), host);
    } catch (UnsupportedProgramException e) {
      throw failure(e.getMessage());
    }
  }

  private static FunctionalEngine find() {
    for (FunctionalEngine engine : ServiceLoader.load(FunctionalEngine.class)) {
      if (engine.name().equals(NAME)) {
        return engine;
      }
    }
    throw failure(
        "Unicorn is not on the class path: it is no part of tinyrig (GPL); scripts/tinyrig builds"
            + " the module oracle-unicorn and adds it");
  }

  private static CommandFailure failure(String why) {
    return new CommandFailure(ExitCode.BAD_INPUT, "--engine unicorn: " + why);
  }
}
