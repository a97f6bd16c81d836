package dev.tinyrig.emulator.image;

/**
 * Where code and data alternate in a section (ELF for the Arm Architecture, 5.5.5): from this
 * address on, up to the next mapping symbol.
 */
public record MappingSymbol(int address, Content content) {
  /** What follows. */
  public enum Content {
    /** {@code $t}. */
    THUMB,
    /** {@code $a}. */
    ARM,
    /** {@code $d}. */
    DATA
  }
}
