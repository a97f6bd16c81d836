package dev.tinyrig.emulator.lockstep;

/** Ends a run whose engines differ; neither machine can go on. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Divergence divergence;

  DivergenceException(Divergence divergence) {
    super("the engines differ: " + divergence.values());
    this.divergence = divergence;
  }

  /** What is known of the difference. */
  public Divergence divergence() {
    return divergence;
  }
}
