package dev.tinyrig.emulator.core;

/**
 * The implementation-defined attribution unit of a part (Armv8-M Arm ARM B8.2): what a board says
 * about the security of its address map. The SAU can only make an address more secure than this
 * says.
 *
 * <p>The answer depends on nothing but the address and what the board's own registers hold; when
 * those change, the board calls {@link SecurityAttribution#changed}.
 */
public interface Idau {
  /**
   * What the unit says about an address.
   *
   * @param exempt whether the address takes the state of the access, as the private peripheral bus
   *     does
   * @param nonSecure whether it may be Non-secure
   * @param callable whether it may be Non-secure callable
   * @param region number of the region, -1 when there is none
   */
  record Answer(boolean exempt, boolean nonSecure, boolean callable, int region) {}

  /** A part without such a unit leaves everything to the SAU. */
  Idau NONE =
      new Idau() {
        private static final Answer OPEN = new Answer(false, true, true, -1);

        @Override
        public Answer at(int address) {
          return OPEN;
        }
      };

  /** What the unit says about an address; the same for all addresses of a granule. */
  Answer at(int address);

  /** The size of a granule as a power of two, 5 (32 bytes) to 28. */
  default int granuleShift() {
    return 16;
  }
}
