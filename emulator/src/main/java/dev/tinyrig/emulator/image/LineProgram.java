package dev.tinyrig.emulator.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the line number programs of {@code .debug_line} (DWARF 5, 6.2.4 and 6.2.5). */
final class LineProgram {
  private static final int DW_LNS_COPY = 1;
  private static final int DW_LNS_ADVANCE_PC = 2;
  private static final int DW_LNS_ADVANCE_LINE = 3;
  private static final int DW_LNS_SET_FILE = 4;
  private static final int DW_LNS_CONST_ADD_PC = 8;
  private static final int DW_LNS_FIXED_ADVANCE_PC = 9;
  private static final int DW_LNE_END_SEQUENCE = 1;
  private static final int DW_LNE_SET_ADDRESS = 2;
  private static final int DW_LNCT_PATH = 1;
  private static final int DW_LNCT_DIRECTORY_INDEX = 2;
  private static final int MAX_PATH = 4096;

  private final byte[] lineStrings;
  private final byte[] strings;
  private final List<DwarfLines.Sequence> out = new ArrayList<>();

  /** Characters that file names may still take: damaged tables could name one string endlessly. */
  private long characters;

  private List<String> names = List.of();
  private int minimumLength;
  private int lineBase;
  private int lineRange;
  private int opcodeBase;
  private int[] operands;

  private int[] addresses = new int[64];
  private int[] files = new int[64];
  private int[] lines = new int[64];
  private int rows;
  private boolean ascending = true;

  private LineProgram(byte[] lineStrings, byte[] strings, long characters) {
    this.lineStrings = lineStrings;
    this.strings = strings;
    this.characters = characters;
  }

  static List<DwarfLines.Sequence> readAll(
      String file, byte[] section, byte[] lineStrings, byte[] strings) {
    LineProgram program = new LineProgram(lineStrings, strings, (16 << 20) + 64L * section.length);
    ByteReader all = new ByteReader(file, section, 0, section.length, 0, ".debug_line");
    while (all.hasMore()) {
      long length = all.u32();
      if (length >= 0xFFFF_FFF0L) {
        throw all.damaged("is in 64-bit DWARF, which 32-bit programs do not use");
      }
      program.unit(all.slice(length, ".debug_line"));
    }
    return program.out;
  }

  private void unit(ByteReader r) {
    int version = r.u16();
    if (version < 2 || version > 5) {
      throw r.damaged("has version " + version + ", which is unknown");
    }
    if (version >= 5) {
      int addressSize = r.u8();
      r.skip(1);
      if (addressSize != 4) {
        throw r.damaged("has addresses of " + addressSize + " bytes");
      }
    }
    ByteReader header = r.slice(r.u32(), "the header of .debug_line");
    minimumLength = header.u8();
    if (version >= 4) {
      header.skip(1); // operations per instruction: 1 on machines that are not VLIW
    }
    header.skip(1); // default_is_stmt
    lineBase = (byte) header.u8();
    lineRange = header.u8();
    opcodeBase = header.u8();
    operands = new int[Math.max(opcodeBase, 1)];
    for (int i = 1; i < opcodeBase; i++) {
      operands[i] = header.u8();
    }
    if (lineRange == 0) {
      throw header.damaged("has a line range of 0");
    }
    if (version >= 5) {
      List<String> directories = entries(header, List.of());
      names = entries(header, directories);
    } else {
      names = tables(header);
    }
    rows = 0;
    ascending = true;
    run(r);
  }

  /** File tables before DWARF 5: directory 0 is the compiler's own, files count from 1. */
  private List<String> tables(ByteReader header) {
    List<String> directories = new ArrayList<>();
    directories.add("");
    for (String d = header.text(); !d.isEmpty(); d = header.text()) {
      directories.add(d);
    }
    List<String> found = new ArrayList<>();
    found.add("");
    for (String f = header.text(); !f.isEmpty(); f = header.text()) {
      long directory = header.uleb();
      header.uleb();
      header.uleb();
      found.add(join(header, directories, directory, f));
    }
    return found;
  }

  private String join(ByteReader header, List<String> directories, long index, String name) {
    String path = name;
    if (!name.startsWith("/") && index >= 0 && index < directories.size()) {
      String directory = directories.get((int) index);
      path = directory.isEmpty() ? name : directory + "/" + name;
    }
    characters -= path.length();
    if (characters < 0) {
      throw header.damaged("repeats the names of files without end");
    }
    return path;
  }

  /** Directory and file tables of DWARF 5, which describe their own format. */
  private List<String> entries(ByteReader header, List<String> directories) {
    int columns = header.u8();
    long[] content = new long[columns];
    long[] form = new long[columns];
    for (int i = 0; i < columns; i++) {
      content[i] = header.uleb();
      form[i] = header.uleb();
    }
    long count = header.uleb();
    if (count > 0 && (columns == 0 || count > header.end() - header.position())) {
      throw header.damaged("names more files than fit into it");
    }
    List<String> entries = new ArrayList<>();
    for (long n = 0; n < count; n++) {
      String path = "";
      long directory = 0;
      for (int i = 0; i < columns; i++) {
        if (content[i] == DW_LNCT_PATH) {
          path = string(header, form[i]);
        } else if (content[i] == DW_LNCT_DIRECTORY_INDEX) {
          directory = number(header, form[i]);
        } else {
          skip(header, form[i]);
        }
      }
      // Directory 0 is the compiler's own; paths relative to it are what the user wrote.
      entries.add(join(header, directories, directory == 0 ? -1 : directory, path));
    }
    return entries;
  }

  private String string(ByteReader r, long form) {
    return switch ((int) form) {
      case 0x08 -> r.text();
      case 0x0e -> pooled(r, strings);
      case 0x1f -> pooled(r, lineStrings);
      default -> {
        skip(r, form);
        yield "";
      }
    };
  }

  private static String pooled(ByteReader r, byte[] pool) {
    long offset = r.u32();
    if (offset > pool.length) {
      throw r.damaged("names a string behind the end of the strings");
    }
    return ByteReader.text(pool, (int) offset, pool.length, MAX_PATH);
  }

  private static long number(ByteReader r, long form) {
    return switch ((int) form) {
      case 0x0b -> r.u8();
      case 0x05 -> r.u16();
      case 0x06 -> r.u32();
      case 0x0f -> r.uleb();
      default -> throw r.damaged("has a directory index in form " + form);
    };
  }

  private static void skip(ByteReader r, long form) {
    switch ((int) form) {
      case 0x08 -> r.text();
      case 0x0b -> r.skip(1);
      case 0x05 -> r.skip(2);
      case 0x06, 0x0e, 0x1f, 0x17 -> r.skip(4);
      case 0x07 -> r.skip(8);
      case 0x1e -> r.skip(16);
      case 0x0f, 0x0d -> r.uleb();
      case 0x09 -> r.skip(r.uleb());
      default -> throw r.damaged("has a column in unknown form " + form);
    }
  }

  private void run(ByteReader r) {
    int address = 0;
    int file = 1;
    int line = 1;
    while (r.hasMore()) {
      int opcode = r.u8();
      if (opcode >= opcodeBase) {
        int adjusted = opcode - opcodeBase;
        address += adjusted / lineRange * minimumLength;
        line += lineBase + adjusted % lineRange;
        add(address, file, line);
        continue;
      }
      switch (opcode) {
        case 0 -> {
          ByteReader extended = r.slice(r.uleb(), "an operation of .debug_line");
          int kind = extended.hasMore() ? extended.u8() : -1;
          if (kind == DW_LNE_END_SEQUENCE) {
            add(address, file, line);
            finish();
            address = 0;
            file = 1;
            line = 1;
          } else if (kind == DW_LNE_SET_ADDRESS) {
            address = extended.s32();
          }
        }
        case DW_LNS_COPY -> add(address, file, line);
        case DW_LNS_ADVANCE_PC -> address += (int) r.uleb() * minimumLength;
        case DW_LNS_ADVANCE_LINE -> line += (int) r.sleb();
        case DW_LNS_SET_FILE -> file = (int) r.uleb();
        case DW_LNS_CONST_ADD_PC -> address += (255 - opcodeBase) / lineRange * minimumLength;
        case DW_LNS_FIXED_ADVANCE_PC -> address += r.u16();
        default -> {
          for (int i = 0; i < operands[opcode]; i++) {
            r.uleb();
          }
        }
      }
    }
  }

  private void add(int address, int file, int line) {
    if (rows > 0) {
      int order = Integer.compareUnsigned(addresses[rows - 1], address);
      if (order > 0) {
        ascending = false;
      }
      if (order == 0) {
        rows--; // the last row of an address wins: the earlier ones cover no instruction
      }
    }
    if (rows == addresses.length) {
      addresses = Arrays.copyOf(addresses, rows * 2);
      files = Arrays.copyOf(files, rows * 2);
      lines = Arrays.copyOf(lines, rows * 2);
    }
    addresses[rows] = address;
    files[rows] = file;
    lines[rows] = line;
    rows++;
  }

  private void finish() {
    if (rows > 1 && ascending) {
      out.add(
          new DwarfLines.Sequence(
              Arrays.copyOf(addresses, rows),
              Arrays.copyOf(files, rows),
              Arrays.copyOf(lines, rows),
              rows,
              names));
    }
    rows = 0;
    ascending = true;
  }
}
