package dev.tinyrig.traces.npu;

/** A file that is no debug database of Vela. */
public final class VelaDebugException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the file and says what is wrong with it. */
  public VelaDebugException(String file, String what, Throwable cause) {
    super(file + " is no debug database of Vela (--enable-debug-db): " + what, cause);
  }
}
