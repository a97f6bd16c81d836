package dev.tinyrig.peripherals.semihosting;

/** A call that fails; the firmware sees -1 and this number in SYS_ERRNO. */
final class SemihostingError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int errno;

  SemihostingError(int errno, String reason) {
    super(reason, null, false, false);
    this.errno = errno;
  }

  int errno() {
    return errno;
  }
}
