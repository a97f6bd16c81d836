package dev.tinyrig.emulator.image;

/**
 * A section of an ELF file.
 *
 * @param name as the linker named it, for example {@code .text}
 * @param address run address, 0 for sections that are not part of memory
 * @param size bytes
 * @param allocated whether it occupies memory of the target
 * @param writable whether the firmware writes it
 * @param executable whether it holds code
 * @param hasBytes whether the file holds its bytes ({@code .bss} has none)
 */
public record Section(
    String name,
    int address,
    int size,
    boolean allocated,
    boolean writable,
    boolean executable,
    boolean hasBytes) {
  /** Whether {@code at} lies in this section's memory. */
  public boolean contains(int at) {
    return allocated && Integer.compareUnsigned(at - address, size) < 0;
  }
}
