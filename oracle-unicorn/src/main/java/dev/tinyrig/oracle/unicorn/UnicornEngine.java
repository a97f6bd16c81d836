package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.oracle.FunctionalEngine;
import java.util.Optional;

/** Unicorn 2 on the memory and the devices of a machine. */
public final class UnicornEngine implements FunctionalEngine {
  private final Runnable instructionHook;

  /** Made by {@link java.util.ServiceLoader}. */
  public UnicornEngine() {
    this(null);
  }

  /**
   * An engine that calls a hook at every instruction, through the Java class that comes with
   * Unicorn, to measure what that costs; needs its exceptions on the class path (artifact unicorn
   * of zhkl0228).
   */
  public UnicornEngine(Runnable instructionHook) {
    this.instructionHook = instructionHook;
  }

  @Override
  public String name() {
    return "unicorn";
  }

  @Override
  public Optional<String> refusal(CoreModel model) {
    if (model.has(Feature.V81M)) {
      return Optional.of("Unicorn has no " + model.title() + " and nothing of Armv8.1-M or MVE");
    }
    if (model.has(Feature.SECURITY)) {
      return Optional.of(
          "Unicorn has no security attribution, which a " + model.title() + " needs");
    }
    return UnicornProvider.cpu(model) < 0
        ? Optional.of("Unicorn has no " + model.title())
        : Optional.empty();
  }

  @Override
  public StopReason run(Machine machine, BreakpointHandler host) {
    try (UnicornMachine unicorn = new UnicornMachine(machine, instructionHook)) {
      return unicorn.run(host);
    }
  }
}
