package dev.tinyrig.emulator.isa;

/**
 * One row of the decode tables: an encoding of one operation.
 *
 * @param name the name of the encoding in the Arm ARM, for example {@code ADD (register) T2};
 *     unique in the tables
 * @param pattern 16 or 32 characters without spaces, most significant bit first: {@code 0}, {@code
 *     1}, or the letter of an operand field
 * @param op what it does
 * @param requires what the core must have
 */
public record Encoding(String name, String pattern, Op op, Feature requires) {
  /** 2 or 4 bytes. */
  public int length() {
    return pattern.length() / 8;
  }
}
