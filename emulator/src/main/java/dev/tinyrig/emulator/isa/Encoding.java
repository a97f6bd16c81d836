package dev.tinyrig.emulator.isa;

import java.util.List;

/**
 * One row of the decode tables: an encoding of one operation.
 *
 * <p>A pattern is read most significant bit first. {@code 0} and {@code 1} must match; {@code -} is
 * a bit that does not matter; {@code z} and {@code o} are bits that the Arm ARM prints in
 * parentheses, should be zero and should be one. They are matched strictly: other values are
 * UNPREDICTABLE and here the instruction is UNDEFINED, as in QEMU. Every other letter is an operand
 * field; its bits may be scattered and are joined from left to right.
 *
 * @param name the name of the encoding in the Arm ARM, for example {@code ADD (register) T2};
 *     unique in the tables
 * @param pattern 16 or 32 characters without spaces
 * @param op what it does
 * @param requires what the core must have
 * @param format how the fields become operands
 * @param flags flag setting unless the pattern has a field {@code S}: {@link
 *     Instruction#FLAGS_NEVER} and so on
 * @param registers operand letters whose registers are restricted: a lower-case letter means that
 *     SP and PC are UNPREDICTABLE, an upper-case one that PC is. PC is then UNDEFINED here, SP
 *     executes
 * @param rules further UNPREDICTABLE combinations
 * @param before names of rows with which this one overlaps without being a special case of them;
 *     this one wins. A name may end in {@code *}
 * @param element bits of a vector's elements where the row has one element size only; 0 where the
 *     size is in a field or the row has no vectors
 */
public record Encoding(
    String name,
    String pattern,
    Op op,
    Feature requires,
    Format format,
    int flags,
    String registers,
    List<Rule> rules,
    List<String> before,
    int element) {

  /** Takes spaces out of the pattern. */
  public Encoding {
    pattern = pattern.indexOf(' ') < 0 ? pattern : pattern.replace(" ", "");
    rules = List.copyOf(rules);
    before = List.copyOf(before);
  }

  /** A row without flags and restrictions. */
  static Encoding row(String name, String pattern, Op op, Feature requires, Format format) {
    return new Encoding(
        name, pattern, op, requires, format, Instruction.FLAGS_NEVER, "", List.of(), List.of(), 0);
  }

  /** This row, setting flags outside IT blocks only. */
  Encoding flagsOutsideIt() {
    return new Encoding(
        name,
        pattern,
        op,
        requires,
        format,
        Instruction.FLAGS_OUTSIDE_IT,
        registers,
        rules,
        before,
        element);
  }

  /** This row, setting flags always. */
  Encoding setsFlags() {
    return new Encoding(
        name,
        pattern,
        op,
        requires,
        format,
        Instruction.FLAGS_ALWAYS,
        registers,
        rules,
        before,
        element);
  }

  /** This row with restricted registers. */
  Encoding not(String letters) {
    return new Encoding(
        name, pattern, op, requires, format, flags, letters, rules, before, element);
  }

  /** This row with further UNPREDICTABLE combinations. */
  Encoding rules(Rule... more) {
    return new Encoding(
        name, pattern, op, requires, format, flags, registers, List.of(more), before, element);
  }

  /** This row, winning over overlapping rows. */
  Encoding before(String... names) {
    return new Encoding(
        name, pattern, op, requires, format, flags, registers, rules, List.of(names), element);
  }

  /** This row, for vectors with elements of so many bits. */
  Encoding element(int bits) {
    return new Encoding(name, pattern, op, requires, format, flags, registers, rules, before, bits);
  }

  /** 2 or 4 bytes. */
  public int length() {
    return pattern.length() / 8;
  }
}
