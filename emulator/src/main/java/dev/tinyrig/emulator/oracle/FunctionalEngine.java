package dev.tinyrig.emulator.oracle;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import java.util.Optional;

/**
 * Somebody else's implementation of a core that executes whole programs on a machine's memory and
 * devices: what they compute, not how long it takes. Found by {@link java.util.ServiceLoader}.
 *
 * <p>It has the machine's devices but none of its exceptions: the first interrupt that would be
 * taken, and the first fault, ends the run with an {@link UnsupportedProgramException}. The machine
 * counts no cycles; its clock goes on by one at each access to a device, so that who waits for one
 * comes to an end.
 */
public interface FunctionalEngine {
  /** A short name, for example {@code unicorn}. */
  String name();

  /** Why it cannot execute programs of this core; empty when it can. */
  Optional<String> refusal(CoreModel model);

  /**
   * Executes the program of a machine that is loaded and reset, up to its end.
   *
   * @param host answers BKPT
   * @return {@link StopReason.Ended}, or what somebody asked the machine to stop for
   * @throws UnsupportedProgramException when the program needs what the engine has not
   */
  StopReason run(Machine machine, BreakpointHandler host);
}
