package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import java.util.StringJoiner;

/** What an instruction changed, as text. */
final class CoreChanges {
  private CoreChanges() {}

  /** What differs between two cores, in the order of registers, memory, flags. */
  static String between(Core before, Core after) {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < 16; i++) {
      note(text, "r" + i, before.r[i], after.r[i]);
    }
    for (int i = 0; i < 32; i++) {
      note(text, "s" + i, before.s[i], after.s[i]);
    }
    for (int i = 0; i < 0x400; i += 4) {
      String name = "[" + Integer.toHexString(i) + "]";
      note(text, name, before.bus.load32(FpCores.RAM + i), after.bus.load32(FpCores.RAM + i));
    }
    note(text, "fpscr", before.fpscr, after.fpscr);
    note(text, "apsr", before.apsr() & 0xF000_0000, after.apsr() & 0xF000_0000);
    note(text, "vpr", before.vpr, after.vpr);
    note(text, "eci", before.eci, after.eci);
    return text.toString();
  }

  private static void note(StringJoiner text, String name, int before, int after) {
    if (before != after) {
      text.add(name + "=" + Integer.toHexString(after));
    }
  }
}
