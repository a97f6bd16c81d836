package dev.tinyrig.emulator.image;

/**
 * A name for an address.
 *
 * @param name as the linker knows it (C++ names mangled)
 * @param address without the Thumb bit
 * @param size bytes, 0 where the assembler did not say
 * @param kind what it names
 * @param binding how the linker treated it
 */
public record Symbol(String name, int address, int size, Kind kind, Binding binding) {
  /** What a symbol names. */
  public enum Kind {
    FUNCTION,
    OBJECT,
    /** A label of assembly code or of a linker script. */
    LABEL
  }

  /** ELF symbol bindings, best name first. */
  public enum Binding {
    GLOBAL,
    WEAK,
    LOCAL
  }
}
