package dev.tinyrig.emulator.memory;

/**
 * Who makes the access that the bus delivers: devices and controllers that grant access by security
 * state or privilege ask here while they serve it. One object for each bus, changed by the master
 * before each access.
 */
public final class Transaction {
  private boolean secure = true;
  private boolean privileged = true;

  /** What follows is an access of this kind. */
  public void begin(boolean isSecure, boolean isPrivileged) {
    secure = isSecure;
    privileged = isPrivileged;
  }

  /** Whether the access is Secure (HNONSEC low): always, where there is no Security Extension. */
  public boolean secure() {
    return secure;
  }

  /** Whether privileged code makes the access. */
  public boolean privileged() {
    return privileged;
  }
}
