package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.report.FindingRow;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What TFLM's own messages on the console say, from 2020 to 2026. */
final class ConsoleRules {
  private record Rule(FindingCode code, Pattern pattern, Function<Matcher, String> cost) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              FindingCode.OPERATOR_MISSING,
              Pattern.compile("Didn't find op for builtin opcode '[^'\\n]*'[^\\n]*"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.OPERATOR_MISSING,
              Pattern.compile(
                  "(?:Missing registration for opcode_index|Op type out of range)[^\\n]*"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.ARENA_TOO_SMALL,
              Pattern.compile(
                  "Arena size is too small for (?:activation|all) buffers\\. Needed (\\d+) but only"
                      + " (\\d+) was available[^\\n]*"),
              m ->
                  (Long.parseLong(m.group(1)) - Long.parseLong(m.group(2))) + " bytes are missing"),
          new Rule(
              FindingCode.ARENA_TOO_SMALL,
              Pattern.compile(
                  "Failed to (?:allocate|resize)[^\\n]*Requested: \\d+, available:? \\d+, missing:?"
                      + " (\\d+)[^\\n]*"),
              m -> "at least " + m.group(1) + " bytes are missing"),
          new Rule(
              FindingCode.ARENA_TOO_SMALL,
              Pattern.compile(
                  "Failed to allocate (?:memory for [^\\n]*|variables[^\\n]*|persistent buffer of"
                      + " size \\d+|temp\\.? memory[^\\n]*|tail memory[^\\n]*)"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.OPERATOR_PREPARE_FAILED,
              Pattern.compile("Node [^\\n]* failed to prepare with status[^\\n]*"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.MODEL_SCHEMA,
              Pattern.compile("[^\\n]*schema version \\d+[^\\n]*not (?:equal|supported)[^\\n]*"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.ALLOCATE_FAILED,
              Pattern.compile("[^\\n]*AllocateTensors(?:\\(\\))?[^\\n]*(?:fail|Fail)[^\\n]*"),
              ConsoleRules::noCost),
          new Rule(
              FindingCode.ALLOCATE_FAILED,
              Pattern.compile("[^\\n]*(?:fail|Fail)[^\\n]*AllocateTensors[^\\n]*"),
              ConsoleRules::noCost));

  private ConsoleRules() {}

  private static String noCost(Matcher message) {
    return "";
  }

  /** Adds the findings of a console text: each code once, with its first message. */
  static void apply(String console, List<FindingRow> findings) {
    for (Rule rule : RULES) {
      Matcher m = rule.pattern().matcher(console);
      if (m.find() && findings.stream().noneMatch(f -> f.code().equals(rule.code().code()))) {
        findings.add(rule.code().finding("console: " + m.group().strip(), rule.cost().apply(m)));
      }
    }
  }
}
