package dev.tinyrig.traces.report;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads reports as JSON: the fields of {@link Report} in their order. */
public final class ReportJson {
  private ReportJson() {}

  /** UTF-8 bytes, ending with a line feed; equal reports give equal bytes. */
  public static byte[] write(Report report) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    String text =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .defaultPrettyPrinter(printer.withArrayIndenter(lines))
            .build()
            .writeValueAsString(report);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a report of this major version of the form; fields of later minor versions are passed
   * over.
   *
   * @param file names the bytes in errors
   */
  public static Report read(String file, byte[] json) {
    Report report;
    try {
      report =
          JsonMapper.builder()
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build()
              .readValue(json, Report.class);
    } catch (JacksonException e) {
      throw new ReportException(file + " is no report of tinyrig: " + e.getOriginalMessage(), e);
    }
    String major = Report.SCHEMA.substring(0, Report.SCHEMA.indexOf('.') + 1);
    if (report.schema() == null || !report.schema().startsWith(major)) {
      throw new ReportException(
          file + " has the schema '" + report.schema() + "', this program reads " + Report.SCHEMA,
          null);
    }
    return report;
  }
}
