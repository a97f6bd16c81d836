package dev.tinyrig.traces.model;

/** The bytes are not a model that can be read. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** No model at all: the identifier is missing. */
    NO_MODEL,
    /** A model of another schema version. */
    SCHEMA_VERSION,
    /** A model whose tables contradict its bytes or one another. */
    MALFORMED
  }

  private final Kind kind;
  private final long offset;

  ModelException(Kind kind, long offset, String reason) {
    super("not a readable .tflite model: " + reason + " (offset " + offset + ")");
    this.kind = kind;
    this.offset = offset;
  }

  ModelException(long offset, String reason) {
    this(Kind.MALFORMED, offset, reason);
  }

  public Kind kind() {
    return kind;
  }

  /** Byte offset from the model's start at which it went wrong. */
  public long offset() {
    return offset;
  }
}
