package dev.tinyrig.emulator.core;

/**
 * The security attribute of an address (Armv8-M Arm ARM B8.2, "Security attribution").
 *
 * @param nonSecure whether Non-secure code may access it
 * @param callable whether it is Secure and Non-secure callable: SG may execute there
 * @param sauRegion the SAU region that matched, -1 when none did or several
 * @param idauRegion the region that the implementation-defined unit names, -1 when it names none
 */
public record Attribution(boolean nonSecure, boolean callable, int sauRegion, int idauRegion) {
  /** Secure, in no region. */
  public static final Attribution SECURE = new Attribution(false, false, -1, -1);

  /** Non-secure, in no region. */
  public static final Attribution NON_SECURE = new Attribution(true, false, -1, -1);
}
