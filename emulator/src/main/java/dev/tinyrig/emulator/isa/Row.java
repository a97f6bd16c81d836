package dev.tinyrig.emulator.isa;

import java.util.Arrays;

/** An encoding made ready for matching: mask, value, and the runs of bits of each operand field. */
final class Row {
  final Encoding encoding;

  /** Bits that must match, and their values. */
  final int mask;

  final int value;

  /** By letter: runs of bits as {@code lowest bit << 8 | length}, most significant first. */
  private final int[][] fields = new int['z' + 1][];

  Row(Encoding encoding) {
    this.encoding = encoding;
    String pattern = encoding.pattern();
    int ones = 0;
    int value = 0;
    for (int i = 0; i < pattern.length(); i++) {
      int bit = 1 << pattern.length() - 1 - i;
      char letter = pattern.charAt(i);
      switch (letter) {
        case '0', 'z' -> ones |= bit;
        case '1', 'o' -> {
          ones |= bit;
          value |= bit;
        }
        case '-' -> {}
        default -> append(letter, pattern.length() - 1 - i);
      }
    }
    this.mask = ones;
    this.value = value;
  }

  private void append(char letter, int bit) {
    int[] runs = fields[letter];
    if (runs == null) {
      fields[letter] = new int[] {bit << 8 | 1};
      return;
    }
    int last = runs[runs.length - 1];
    if (last >>> 8 == bit + 1) {
      runs[runs.length - 1] = bit << 8 | (last & 255) + 1;
    } else {
      fields[letter] = Arrays.copyOf(runs, runs.length + 1);
      fields[letter][runs.length] = bit << 8 | 1;
    }
  }

  boolean matches(int bits) {
    return (bits & mask) == value;
  }

  boolean has(char letter) {
    return fields[letter] != null;
  }

  /** The value of a field, 0 when the pattern does not have it. */
  int field(char letter, int bits) {
    int[] runs = fields[letter];
    int result = 0;
    if (runs != null) {
      for (int run : runs) {
        int length = run & 255;
        result = result << length | bits >>> (run >>> 8) & (1 << length) - 1;
      }
    }
    return result;
  }

  /** Collects the operands of an instruction that matches. */
  void extract(int bits, Instruction.Builder b) {
    b.bits = bits;
    b.d = has('x') ? field('x', bits) : has('y') ? field('y', bits) : field('d', bits);
    if (has('t')) {
      b.d = field('t', bits);
    }
    b.n = has('x') ? b.d : field('n', bits);
    b.m = has('y') ? b.d : field('m', bits);
    b.a = has('u') ? field('u', bits) : field('a', bits);
    if (has('D')) {
      b.d = b.d << 1 | field('D', bits);
    }
    if (has('N')) {
      b.n = b.n << 1 | field('N', bits);
    }
    if (has('M')) {
      b.m = b.m << 1 | field('M', bits);
    }
    b.flags = encoding.flags();
    if (has('S') && field('S', bits) != 0) {
      b.flags = Instruction.FLAGS_ALWAYS;
    }
    if (has('W')) {
      b.writeBack = field('W', bits) != 0;
    }
    if (has('c')) {
      b.cond = field('c', bits);
    }
    if (encoding.format().isVector()) {
      b.size = elementSize(bits);
      b.unsigned = field('g', bits) != 0;
      b.top = field('T', bits);
      b.exchange = field('X', bits) != 0;
      b.accumulate = field('A', bits) != 0;
    }
    encoding.format().extract(letter -> field(letter, bits), b);
  }

  /** Log2 of the bytes of an element. */
  private int elementSize(int bits) {
    if (encoding.element() != 0) {
      return Integer.numberOfTrailingZeros(encoding.element()) - 3;
    }
    if (has('q')) {
      return field('q', bits) + 1;
    }
    return has('p') ? 2 - field('p', bits) : field('s', bits);
  }

  /**
   * Why the operands are UNPREDICTABLE, or null; {@code undefinedOnly} leaves out what executes
   * here.
   */
  String unpredictable(Instruction.Builder b, boolean undefinedOnly) {
    String letters = encoding.registers();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      int register =
          switch (Character.toLowerCase(letter)) {
            case 'd', 't' -> b.d;
            case 'n' -> b.n;
            case 'm' -> b.m;
            case 'a' -> b.a;
            default -> throw new IllegalStateException(encoding.name() + ": register " + letter);
          };
      if (register == 15) {
        return "PC as R" + Character.toLowerCase(letter);
      }
      if (register == 13 && Character.isLowerCase(letter) && !undefinedOnly) {
        return "SP as R" + letter;
      }
    }
    for (Rule rule : encoding.rules()) {
      if ((rule.undefined() || !undefinedOnly) && rule.brokenBy(b)) {
        return rule.text();
      }
    }
    return null;
  }
}
