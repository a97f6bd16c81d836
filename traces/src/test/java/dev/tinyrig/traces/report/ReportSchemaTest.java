package dev.tinyrig.traces.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportSchemaTest {
  @Test
  void everyFieldIsDocumented() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "report-schema.md"));
    assertTrue(page.contains("`" + Report.SCHEMA + "`"), "the schema's name and version");
    List<String> missing = new ArrayList<>();
    collect(Report.class, "", page, missing);
    assertEquals(List.of(), missing);
  }

  private static void collect(Class<?> type, String prefix, String page, List<String> missing) {
    for (RecordComponent c : type.getRecordComponents()) {
      String name = prefix + c.getName();
      Class<?> inner = c.getType();
      String suffix = "";
      if (c.getGenericType() instanceof ParameterizedType p && inner == List.class) {
        Type element = p.getActualTypeArguments()[0];
        inner = element instanceof Class<?> k ? k : Object.class;
        suffix = "[]";
      }
      if (!page.contains("`" + name + suffix + "`")) {
        missing.add(name + suffix);
      }
      if (inner.isRecord()) {
        collect(inner, name + suffix + ".", page, missing);
      }
    }
  }
}
