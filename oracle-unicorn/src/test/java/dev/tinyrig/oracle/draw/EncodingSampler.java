package dev.tinyrig.oracle.draw;

import dev.tinyrig.emulator.isa.Encoding;

/** Fills the operand fields of a row of the decode tables at random. */
public final class EncodingSampler {
  private static final String REGISTERS = "dtnmuaxy";

  private EncodingSampler() {}

  /** Bits that match the row; register fields are often equal to one another. */
  public static int sample(Encoding row, Dice dice) {
    String pattern = row.pattern();
    int[] width = new int[128];
    for (int i = 0; i < pattern.length(); i++) {
      width[pattern.charAt(i)]++;
    }
    int[] left = width.clone();
    int[] value = new int[128];
    int common = dice.bits();
    for (char letter = 'A'; letter <= 'z'; letter++) {
      if (width[letter] > 0) {
        boolean register = REGISTERS.indexOf(letter) >= 0;
        value[letter] =
            !register
                ? dice.field(width[letter])
                : (dice.oneIn(4) ? common : dice.bits()) & (1 << width[letter]) - 1;
      }
    }
    int bits = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      int bit =
          switch (letter) {
            case '0', 'z' -> 0;
            case '1', 'o' -> 1;
            case '-' -> dice.below(2);
            default -> value[letter] >>> --left[letter] & 1;
          };
      bits = bits << 1 | bit;
    }
    return bits;
  }
}
