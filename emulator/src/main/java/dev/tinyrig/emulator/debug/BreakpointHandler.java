package dev.tinyrig.emulator.debug;

/**
 * What answers a BKPT instruction in place of a debugger: the host of semihosting.
 *
 * <p>A handler sees the guest only through the debug port. It is guest-visible machinery and
 * therefore deterministic; state that a restored run needs is the handler's to save (it may
 * implement {@link dev.tinyrig.emulator.state.Stateful}).
 */
@FunctionalInterface
public interface BreakpointHandler {
  /** What became of a BKPT. */
  sealed interface Outcome {
    /** Nobody answers this BKPT: the core takes its debug-event fault. */
    Outcome NOT_HANDLED = new NotHandled();

    /** The request was served. */
    Outcome HANDLED = new Handled();
  }

  /** See {@link Outcome#NOT_HANDLED}. */
  record NotHandled() implements Outcome {}

  /** The request was served; execution goes on behind the BKPT. */
  record Handled() implements Outcome {}

  /**
   * The firmware asks to end the run; the BKPT counts as executed.
   *
   * @param status the firmware's own exit status, 0 for success
   * @param reason how the firmware ended, for example {@code semihosting SYS_EXIT_EXTENDED}
   */
  record End(int status, String reason) implements Outcome {}

  /**
   * A BKPT executes.
   *
   * @param immediate the instruction's 8-bit number
   * @param port registers and memory of the guest; PC is the address of the BKPT
   */
  Outcome breakpoint(int immediate, DebugPort port);
}
