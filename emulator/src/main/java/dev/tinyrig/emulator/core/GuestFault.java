package dev.tinyrig.emulator.core;

/**
 * A synchronous fault of the instruction in execution; thrown by semantics and memory accesses,
 * caught by the engine, which lets the core take the exception. It has no stack trace: faults are
 * part of a guest's normal life.
 */
public final class GuestFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final int address;
  private final boolean forcedSecure;

  /**
   * A fault with the data address that it is about (0 when there is none) and words for the fault
   * report.
   */
  public GuestFault(FaultKind kind, int address, String reason) {
    this(kind, address, reason, false);
  }

  private GuestFault(FaultKind kind, int address, String reason, boolean forcedSecure) {
    super(reason, null, false, false);
    this.kind = kind;
    this.address = address;
    this.forcedSecure = forcedSecure;
  }

  /** A fault that the Secure state handles whatever state the core is in (NSACR). */
  static GuestFault ofSecureState(FaultKind kind, String reason) {
    return new GuestFault(kind, 0, reason, true);
  }

  public FaultKind kind() {
    return kind;
  }

  /** The data address of a memory fault. */
  public int address() {
    return address;
  }

  /** Whether the fault belongs to the Secure state although Non-secure code raised it. */
  boolean forcedSecure() {
    return forcedSecure;
  }
}
