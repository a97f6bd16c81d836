package dev.tinyrig.peripherals.semihosting;

/** Error numbers as newlib has them, for SYS_ERRNO. */
final class Errno {
  static final int ENOENT = 2;
  static final int EIO = 5;
  static final int EBADF = 9;
  static final int EACCES = 13;
  static final int EINVAL = 22;
  static final int EMFILE = 24;
  static final int ENOSYS = 88;

  private Errno() {}
}
