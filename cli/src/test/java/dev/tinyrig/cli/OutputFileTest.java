package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
  @TempDir Path folder;

  @Test
  void replacesTheWholeFile() throws IOException {
    Path target = Files.writeString(folder.resolve("report.json"), "old and longer");
    try (OutputFile file = OutputFile.open(target)) {
      assertEquals("old and longer", Files.readString(target), "untouched until it is written");
      file.write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("report.json"), names());
  }

  @Test
  void leavesNothingBehindWhenNothingWasWritten() throws IOException {
    OutputFile file = OutputFile.open(folder.resolve("report.json"));
    assertEquals(1, names().size());
    file.close();
    assertEquals(List.of(), names());
  }

  @Test
  void saysBeforeTheRunWhatCannotBeWritten() {
    record Case(Path target, String why) {}
    for (Case unwritable :
        List.of(
            new Case(folder, "it is a directory"),
            new Case(folder.resolve("none/report.json"), "does not exist"))) {
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> OutputFile.open(unwritable.target()));
      assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
      assertTrue(failure.getMessage().contains(unwritable.why()), failure.getMessage());
      assertTrue(
          failure.getMessage().contains(unwritable.target().toString()), failure.getMessage());
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
