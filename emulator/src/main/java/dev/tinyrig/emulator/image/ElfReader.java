package dev.tinyrig.emulator.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads ELF32 little-endian executables for Arm (ELF for the Arm Architecture, 5). */
final class ElfReader {
  private static final int HEADER = 52;
  private static final int SECTION_HEADER = 40;
  private static final int PROGRAM_HEADER = 32;
  private static final int SYMBOL = 16;
  private static final int MAX_NAME = 4096;
  private static final int MAX_INFLATED = 256 << 20;

  private static final int EM_ARM = 40;
  private static final int ET_REL = 1;
  private static final int ET_EXEC = 2;
  private static final int PT_LOAD = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_NOBITS = 8;
  private static final int SHT_NULL = 0;
  private static final int SHF_WRITE = 1;
  private static final int SHF_ALLOC = 2;
  private static final int SHF_EXECINSTR = 4;
  private static final int SHF_COMPRESSED = 0x800;
  private static final int PF_X = 1;
  private static final int PF_W = 2;

  private static final String REBUILD = "the file is damaged or truncated: build or copy it again";

  private final String file;
  private final byte[] bytes;

  /** A section header as it stands. */
  private record Header(
      String name, int type, int flags, int address, long offset, long size, int link) {}

  ElfReader(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static boolean looksLikeElf(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 0x7F
        && bytes[1] == 'E'
        && bytes[2] == 'L'
        && bytes[3] == 'F';
  }

  private ImageException error(long offset, String problem, String advice) {
    return new ImageException(file, offset, problem, advice);
  }

  private ByteReader at(long offset, long length, String what) {
    if (offset < 0 || length < 0 || offset + length > bytes.length) {
      throw error(
          Math.min(offset, bytes.length),
          what
              + " lies outside of the file (offset "
              + offset
              + ", "
              + length
              + " bytes, the file has "
              + bytes.length
              + ")",
          REBUILD);
    }
    return new ByteReader(file, bytes, (int) offset, (int) (offset + length), 0, what);
  }

  Image read() {
    checkKind();
    ByteReader header = at(0, HEADER, "the ELF header");
    header.skip(24);
    int entry = header.s32();
    long programHeaders = header.u32();
    long sectionHeaders = header.u32();
    header.skip(6);
    int programHeaderSize = header.u16();
    int programHeaderCount = header.u16();
    int sectionHeaderSize = header.u16();
    int sectionHeaderCount = header.u16();
    int nameSection = header.u16();

    List<Header> headers =
        sectionHeaders(sectionHeaders, sectionHeaderSize, sectionHeaderCount, nameSection);
    List<Section> sections = new ArrayList<>();
    for (Header h : headers) {
      if (h.type != SHT_NULL) {
        sections.add(
            new Section(
                h.name,
                h.address,
                (int) h.size,
                (h.flags & SHF_ALLOC) != 0,
                (h.flags & SHF_WRITE) != 0,
                (h.flags & SHF_EXECINSTR) != 0,
                h.type != SHT_NOBITS));
      }
    }
    return new Image(
        file,
        Image.Format.ELF,
        segments(programHeaders, programHeaderSize, programHeaderCount, headers),
        entry & ~1,
        symbols(headers, sections),
        sections,
        attributes(headers),
        compiler(headers),
        bytes,
        name -> sectionBytes(headers, name));
  }

  /** Refuses what is not an Arm executable, in the order of what tells the user most. */
  private void checkKind() {
    if (bytes.length < 20) {
      throw error(bytes.length, "the ELF header is cut off", REBUILD);
    }
    boolean bigEndian = bytes[5] == 2;
    int low = bytes[18] & 0xFF;
    int high = bytes[19] & 0xFF;
    int machine = bigEndian ? low << 8 | high : high << 8 | low;
    if (bytes[4] != 1 && bytes[4] != 2) {
      throw error(4, "ELF class " + bytes[4] + " does not exist", REBUILD);
    }
    if (bytes[5] != 1 && bytes[5] != 2) {
      throw error(5, "ELF data encoding " + bytes[5] + " does not exist", REBUILD);
    }
    if (machine != EM_ARM) {
      throw error(
          18,
          "the program is for " + machineName(machine) + ", not for 32-bit Arm",
          "build it with a compiler for Cortex-M, such as arm-none-eabi-gcc");
    }
    if (bytes[4] == 2) {
      throw error(4, "the file is ELF64; Cortex-M programs are ELF32", "build it for Cortex-M");
    }
    if (bigEndian) {
      throw error(
          5,
          "the program is big-endian; the cores here are little-endian",
          "build it without -mbig-endian");
    }
    at(0, HEADER, "the ELF header");
    int type = (bytes[16] & 0xFF) | (bytes[17] & 0xFF) << 8;
    if (type != ET_EXEC) {
      throw error(
          16,
          type == ET_REL
              ? "the file is a relocatable object, not an executable"
              : type == 3
                  ? "the file is a shared object or position-independent executable"
                  : "the file is not an executable (ELF type " + type + ")",
          type == ET_REL
              ? "link it first"
              : type == 3 ? "link it without -shared and -pie" : "give the linked firmware");
    }
  }

  private static String machineName(int machine) {
    return switch (machine) {
      case 2, 18, 43 -> "SPARC";
      case 3 -> "x86 (i386)";
      case 4 -> "Motorola 68000";
      case 8 -> "MIPS";
      case 20, 21 -> "PowerPC";
      case 22 -> "IBM S/390";
      case 42 -> "SuperH";
      case 62 -> "x86-64";
      case 83 -> "AVR";
      case 94 -> "Xtensa";
      case 105 -> "MSP430";
      case 164 -> "Hexagon";
      case 183 -> "AArch64 (64-bit Arm)";
      case 195 -> "ARCv2";
      case 243 -> "RISC-V";
      case 258 -> "LoongArch";
      default -> "ELF machine " + machine;
    };
  }

  private List<Header> sectionHeaders(long offset, int size, int count, int nameSection) {
    if (count == 0 || offset == 0) {
      return List.of();
    }
    if (size < SECTION_HEADER) {
      throw error(46, "section headers of " + size + " bytes are too small", REBUILD);
    }
    at(offset, (long) size * count, "the table of section headers");
    List<Header> headers = new ArrayList<>();
    int names = 0;
    int namesEnd = 0;
    if (nameSection != 0) {
      if (nameSection >= count) {
        throw error(50, "the section of section names does not exist", REBUILD);
      }
      ByteReader r = at(offset + (long) nameSection * size + 16, 8, "a section header");
      names = r.s32();
      long namesSize = r.u32();
      namesEnd = at(Integer.toUnsignedLong(names), namesSize, "the section of section names").end();
    }
    for (int i = 0; i < count; i++) {
      ByteReader r = at(offset + (long) i * size, SECTION_HEADER, "a section header");
      long name = r.u32();
      int type = r.s32();
      int flags = r.s32();
      int address = r.s32();
      long at = r.u32();
      long length = r.u32();
      int link = r.s32();
      if (name > namesEnd - names) {
        throw error(offset + (long) i * size, "section " + i + " has no valid name", REBUILD);
      }
      if (type != SHT_NOBITS && type != SHT_NULL) {
        at(at, length, "section " + i);
      }
      String text = ByteReader.text(bytes, names + (int) name, namesEnd, 256);
      headers.add(new Header(text, type, flags, address, at, length, link));
    }
    return headers;
  }

  private List<Segment> segments(long offset, int size, int count, List<Header> sections) {
    if (count > 0 && size < PROGRAM_HEADER) {
      throw error(42, "program headers of " + size + " bytes are too small", REBUILD);
    }
    at(offset, (long) size * count, "the table of program headers");
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long place = offset + (long) i * size;
      ByteReader r = at(place, PROGRAM_HEADER, "a program header");
      if (r.s32() != PT_LOAD) {
        continue;
      }
      long at = r.u32();
      long virtual = r.u32();
      long physical = r.u32();
      long fileSize = r.u32();
      long memorySize = r.u32();
      int flags = r.s32();
      if (fileSize > memorySize) {
        throw error(place, "segment " + i + " has more bytes than memory", REBUILD);
      }
      if (virtual + memorySize > 1L << 32 || physical + fileSize > 1L << 32) {
        throw error(
            place, "segment " + i + " reaches over the end of the address space", "relink it");
      }
      at(at, fileSize, "segment " + i);
      long skip = fileHeaders(at, fileSize, size, count, offset, sections);
      if (memorySize > skip) {
        segments.add(
            new Segment(
                (int) (physical + skip),
                (int) (virtual + skip),
                Arrays.copyOfRange(bytes, (int) (at + skip), (int) (at + fileSize)),
                memorySize - skip,
                (flags & PF_W) != 0,
                (flags & PF_X) != 0));
      }
    }
    segments.sort(Comparator.comparingLong(s -> Integer.toUnsignedLong(s.loadAddress())));
    if (segments.stream().allMatch(s -> s.bytes().length == 0)) {
      throw error(
          ImageException.NO_OFFSET,
          "there are no loadable segments",
          "give the linked firmware, not a file of debug information only");
    }
    Segment before = null;
    for (Segment s : segments) {
      if (s.bytes().length == 0) {
        continue;
      }
      if (before != null && before.loadEnd() > Integer.toUnsignedLong(s.loadAddress())) {
        throw error(
            ImageException.NO_OFFSET,
            "the segments loaded at 0x"
                + Integer.toHexString(before.loadAddress())
                + " and 0x"
                + Integer.toHexString(s.loadAddress())
                + " overlap",
            "correct the linker script");
      }
      before = s;
    }
    return segments;
  }

  /**
   * Bytes at the start of a segment that are only the file's own headers: linkers put these into
   * the first segment when it is page-aligned in the file, at addresses where the target has no
   * memory.
   */
  private static long fileHeaders(
      long at, long fileSize, int size, int count, long programHeaders, List<Header> sections) {
    long headersEnd = Math.max(HEADER, programHeaders + (long) size * count);
    if (at != 0 || fileSize < headersEnd) {
      return 0;
    }
    long first = Long.MAX_VALUE;
    for (Header h : sections) {
      if ((h.flags & SHF_ALLOC) != 0 && h.type != SHT_NOBITS && h.size > 0) {
        first = Math.min(first, h.offset);
      }
    }
    return first < headersEnd || first > fileSize ? 0 : first;
  }

  private SymbolTable symbols(List<Header> headers, List<Section> sections) {
    List<Symbol> symbols = new ArrayList<>();
    List<MappingSymbol> mapping = new ArrayList<>();
    for (Header table : headers) {
      if (table.type != SHT_SYMTAB) {
        continue;
      }
      if (table.link <= 0 || table.link >= headers.size()) {
        throw error(table.offset, "the symbol table has no names", REBUILD);
      }
      Header names = headers.get(table.link);
      if (names.type == SHT_NOBITS || names.type == SHT_NULL) {
        throw error(table.offset, "the symbol table has no names", REBUILD);
      }
      readSymbols(table, names, symbols, mapping);
    }
    return new SymbolTable(symbols, mapping, sections);
  }

  private void readSymbols(
      Header table, Header names, List<Symbol> symbols, List<MappingSymbol> mapping) {
    ByteReader r = at(table.offset, table.size, "the symbol table");
    // Overlapping endless names could need the square of the file's size.
    long nameBudget = (1 << 20) + 8L * bytes.length;
    for (long i = 0; i < table.size / SYMBOL; i++) {
      int place = r.position();
      long name = r.u32();
      int value = r.s32();
      int size = r.s32();
      int info = r.u8();
      r.skip(1);
      int section = r.u16();
      if (name > names.size) {
        throw error(place, "symbol " + i + " has no valid name", REBUILD);
      }
      int type = info & 15;
      if (name == 0 || section == 0 || type == 3 || type == 4 || type > 10) {
        continue; // no name, undefined, section or file symbols, processor-specific ones
      }
      String text =
          ByteReader.text(
              bytes, (int) (names.offset + name), (int) (names.offset + names.size), MAX_NAME);
      nameBudget -= text.length();
      if (nameBudget < 0) {
        throw error(place, "the names of the symbols overlap each other", REBUILD);
      }
      Optional<MappingSymbol.Content> content = mappingContent(text, type);
      if (content.isPresent()) {
        mapping.add(new MappingSymbol(value, content.get()));
      } else if (!text.isEmpty()) {
        symbols.add(symbol(text, value, size, type, info >> 4));
      }
    }
  }

  private static Optional<MappingSymbol.Content> mappingContent(String name, int type) {
    if (type != 0 || name.length() < 2 || name.charAt(0) != '$') {
      return Optional.empty();
    }
    if (name.length() > 2 && name.charAt(2) != '.') {
      return Optional.empty();
    }
    return switch (name.charAt(1)) {
      case 't' -> Optional.of(MappingSymbol.Content.THUMB);
      case 'a' -> Optional.of(MappingSymbol.Content.ARM);
      case 'd' -> Optional.of(MappingSymbol.Content.DATA);
      default -> Optional.empty();
    };
  }

  private static Symbol symbol(String name, int value, int size, int type, int binding) {
    Symbol.Kind kind =
        switch (type) {
          case 2, 10 -> Symbol.Kind.FUNCTION;
          case 1 -> Symbol.Kind.OBJECT;
          default -> Symbol.Kind.LABEL;
        };
    return new Symbol(
        name,
        kind == Symbol.Kind.FUNCTION ? value & ~1 : value,
        size,
        kind,
        switch (binding) {
          case 0 -> Symbol.Binding.LOCAL;
          case 2 -> Symbol.Binding.WEAK;
          default -> Symbol.Binding.GLOBAL;
        });
  }

  private Optional<BuildAttributes> attributes(List<Header> headers) {
    for (Header h : headers) {
      if (h.name.equals(".ARM.attributes") && h.type != SHT_NOBITS) {
        return BuildAttributesReader.read(at(h.offset, h.size, ".ARM.attributes"));
      }
    }
    return Optional.empty();
  }

  private String compiler(List<Header> headers) {
    Optional<byte[]> comment = sectionBytes(headers, ".comment");
    if (comment.isEmpty()) {
      return "";
    }
    byte[] text = comment.get();
    Set<String> names = new LinkedHashSet<>();
    for (int at = 0; at < text.length && names.size() < 16; ) {
      String name = ByteReader.text(text, at, text.length, MAX_NAME);
      if (!name.isBlank()) {
        names.add(name.strip());
      }
      at += Math.max(1, name.getBytes(StandardCharsets.UTF_8).length + 1);
    }
    return String.join("; ", names);
  }

  private Optional<byte[]> sectionBytes(List<Header> headers, String name) {
    for (Header h : headers) {
      if (h.name.equals(name) && h.type != SHT_NOBITS && h.type != SHT_NULL) {
        return Optional.of(
            (h.flags & SHF_COMPRESSED) != 0
                ? inflate(h)
                : Arrays.copyOfRange(bytes, (int) h.offset, (int) (h.offset + h.size)));
      }
    }
    return Optional.empty();
  }

  private byte[] inflate(Header h) {
    ByteReader r = at(h.offset, h.size, "section " + h.name);
    int method = r.s32();
    long size = r.u32();
    r.skip(4);
    // deflate cannot expand more than 1032 times
    if (method != 1 || size > MAX_INFLATED || size > 1032L * h.size) {
      throw error(
          h.offset, "section " + h.name + " is compressed in a way that cannot be read", REBUILD);
    }
    byte[] out = new byte[(int) size];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes, r.position(), r.end() - r.position());
      int done = 0;
      while (done < out.length) {
        int step = inflater.inflate(out, done, out.length - done);
        if (step == 0) {
          throw error(h.offset, "section " + h.name + " is truncated", REBUILD);
        }
        done += step;
      }
    } catch (DataFormatException e) {
      throw error(h.offset, "section " + h.name + " is damaged", REBUILD);
    }
    return out;
  }
}
