package dev.tinyrig.cli;

/** How a command ended, as the shell sees it. */
enum ExitCode {
  /** The firmware ran to its end and said so, or the command did what it was asked. */
  PASSED(0),
  /** The firmware failed, faulted or locked up. */
  FIRMWARE_FAILED(1),
  /** A budget was exceeded or a comparison failed. */
  COMPARISON_FAILED(2),
  /**
   * Bad input or usage, an output that cannot be written, or stopped by {@code Unmodelled=FAIL}.
   */
  BAD_INPUT(3),
  /** A limit was reached or the firmware hangs. */
  LIMIT_OR_HANG(4),
  /** A fault of tinyrig itself. */
  INTERNAL_ERROR(5);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process status, 0 to 5. */
  int status() {
    return status;
  }
}
