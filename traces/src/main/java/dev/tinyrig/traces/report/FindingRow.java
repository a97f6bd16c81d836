package dev.tinyrig.traces.report;

/**
 * Something that deserves attention.
 *
 * @param code stable id, see docs/findings.md
 * @param severity {@code error}, {@code warning} or {@code note}
 * @param title what it is
 * @param evidence what was seen
 * @param cost in cycles or bytes, or empty when it has none that can be told
 * @param cure what to do
 */
public record FindingRow(
    String code, String severity, String title, String evidence, String cost, String cure) {}
