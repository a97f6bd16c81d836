package dev.tinyrig.peripherals.ethosu.stream;

import java.util.Locale;

/** Writes commands for people, one a line. */
public final class Listing {
  private Listing() {}

  /** Offset, words, name, and the numbers that a command carries. */
  public static String line(Command command) {
    Opcode opcode = command.opcode();
    String words = String.format(Locale.ROOT, "%08x", opcode.word(command.parameter()));
    String value = Integer.toString(command.parameter());
    if (opcode.hasPayload()) {
      words += String.format(Locale.ROOT, " %08x", command.payload());
      boolean scale = opcode == Opcode.OFM_SCALE || opcode == Opcode.OPA_SCALE;
      value =
          scale
              ? Integer.toUnsignedString(command.payload()) + " >> " + command.parameter()
              : String.format(Locale.ROOT, "0x%x", command.wide());
    }
    return String.format(
        Locale.ROOT, "%06x  %-17s  %-16s %s", command.offset(), words, opcode, value);
  }
}
