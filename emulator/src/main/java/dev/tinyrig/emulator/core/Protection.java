package dev.tinyrig.emulator.core;

/** What a memory protection unit says about an access. */
public interface Protection {
  /** Kinds of accesses. */
  enum Access {
    READ,
    WRITE,
    FETCH
  }

  /**
   * Whether the unit looks at accesses at all (with the given execution priority below 0 or not).
   */
  boolean active(boolean priorityBelowZero);

  /** Whether the access is allowed; asked for memory outside the private peripheral bus only. */
  boolean permits(int address, Access access, boolean privileged);

  /** The one region that an address lies in, -1 when there is none or several. */
  int region(int address);
}
