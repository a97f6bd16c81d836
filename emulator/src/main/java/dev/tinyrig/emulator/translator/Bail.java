package dev.tinyrig.emulator.translator;

/**
 * Thrown by a memory access that is not one to plain memory, and by floating-point arithmetic that
 * is out of the ordinary, before they have had an effect: the instruction is the interpreter's. One
 * object per memory, without stack trace.
 */
final class Bail extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit of the region at which the interpreter goes on. */
  int exit;

  Bail() {
    super(null, null, false, false);
  }

  /** This, with the exit to take. */
  Bail at(int newExit) {
    exit = newExit;
    return this;
  }
}
