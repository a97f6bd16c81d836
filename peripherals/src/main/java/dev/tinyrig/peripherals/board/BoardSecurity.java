package dev.tinyrig.peripherals.board;

import java.util.Optional;

/**
 * What a part has of the Security Extension.
 *
 * @param extension whether the part has it
 * @param sauRegions regions of the security attribution unit
 * @param nonSecureVectorTable where the Non-secure state looks after reset
 * @param attribution what the part itself says about addresses, if it says anything
 */
public record BoardSecurity(
    boolean extension,
    int sauRegions,
    int nonSecureVectorTable,
    Optional<BoardAttribution> attribution) {
  /** Regions of the security attribution unit unless a board says otherwise. */
  static final int SAU_REGIONS = 8;

  /** What a core has unless a board says otherwise. */
  static BoardSecurity usual(boolean extension) {
    return new BoardSecurity(extension, extension ? SAU_REGIONS : 0, 0, Optional.empty());
  }
}
