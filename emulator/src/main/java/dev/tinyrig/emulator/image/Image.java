package dev.tinyrig.emulator.image;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A firmware as it is loaded: immutable facts of one file.
 *
 * <p>Addresses are 32-bit unsigned numbers in {@code int}s. What a format does not carry is empty:
 * Intel HEX and raw binaries have no sections, symbols, attributes or lines.
 */
public final class Image {
  /** File formats. */
  public enum Format {
    ELF,
    INTEL_HEX,
    RAW
  }

  private final String file;
  private final Format format;
  private final List<Segment> segments;
  private final int entry;
  private final SymbolTable symbols;
  private final List<Section> sections;
  private final Optional<BuildAttributes> attributes;
  private final Optional<VectorTable> vectorTable;
  private final String compiler;
  private final byte[] bytes;
  private final Function<String, Optional<byte[]>> sectionBytes;

  /** Null until somebody asks: to hash megabytes takes longer than to load them. */
  private String sha256;

  Image(
      String file,
      Format format,
      List<Segment> segments,
      int entry,
      SymbolTable symbols,
      List<Section> sections,
      Optional<BuildAttributes> attributes,
      String compiler,
      byte[] bytes,
      Function<String, Optional<byte[]>> sectionBytes) {
    this.file = file;
    this.format = format;
    this.segments = List.copyOf(segments);
    this.entry = entry;
    this.symbols = symbols;
    this.sections = List.copyOf(sections);
    this.attributes = attributes;
    this.compiler = compiler;
    this.bytes = bytes;
    this.sectionBytes = sectionBytes;
    this.vectorTable = VectorTableFinder.find(this);
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  public Format format() {
    return format;
  }

  /** What to put into memory, by load address. */
  public List<Segment> segments() {
    return segments;
  }

  /** The entry point that the file names, without the Thumb bit; 0 when it names none. */
  public int entry() {
    return entry;
  }

  public SymbolTable symbols() {
    return symbols;
  }

  /** Sections in the order of the file. */
  public List<Section> sections() {
    return sections;
  }

  /** The section of this name. */
  public Optional<Section> section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The file's bytes of a section, decompressed where needed; empty when there are none. */
  public Optional<byte[]> sectionBytes(String name) {
    return sectionBytes.apply(name);
  }

  /** What the firmware was built for, if the file says so. */
  public Optional<BuildAttributes> attributes() {
    return attributes;
  }

  /** Where the vector table is, if one was found. */
  public Optional<VectorTable> vectorTable() {
    return vectorTable;
  }

  /** The vector table; throws {@link ImageException} when there is none. */
  public VectorTable requireVectorTable() {
    return vectorTable.orElseThrow(
        () ->
            new ImageException(
                file,
                ImageException.NO_OFFSET,
                "no vector table: no place in it holds a stack pointer followed by the address of"
                    + " a reset handler with its Thumb bit set",
                "put the table at the start of the flash memory, or name it __Vectors or .vectors"));
  }

  /**
   * The compilers that left their name in the file, joined with {@code "; "}; empty when none did.
   */
  public String compiler() {
    return compiler;
  }

  /** SHA-256 of the whole file in lower-case hexadecimal digits. */
  public synchronized String sha256() {
    if (sha256 == null) {
      sha256 = ImageLoader.sha256(bytes);
    }
    return sha256;
  }

  /** A little-endian word of the loaded bytes at a load address, if all of it was loaded. */
  public Optional<Integer> loadedWord(int address) {
    for (Segment s : segments) {
      if (s.containsLoaded(address, 4)) {
        int at = address - s.loadAddress();
        byte[] b = s.bytes();
        return Optional.of(
            (b[at] & 0xFF)
                | (b[at + 1] & 0xFF) << 8
                | (b[at + 2] & 0xFF) << 16
                | (b[at + 3] & 0xFF) << 24);
      }
    }
    return Optional.empty();
  }
}
