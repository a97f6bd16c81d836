package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShortRunNoteTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;

  @Test
  void onlyWhatWasShortLastTimeHasANote() throws IOException {
    Path file = folder.resolve("cache/profiles/short-1");
    ShortRunNote note = ShortRunNote.of(file.toString()).orElseThrow();
    note.write(20_000_000, SECOND);
    assertTrue(Files.exists(file));
    note.write(20_000_000, SECOND);
    assertTrue(Files.exists(file));
    note.write(200_000_000, SECOND);
    assertFalse(Files.exists(file), "many instructions");
    note.write(20_000_000, SECOND);
    note.write(20_000_000, SECOND.multipliedBy(4));
    assertFalse(Files.exists(file), "a long time");
    note.write(20_000_000, SECOND.multipliedBy(4));
    assertFalse(Files.exists(file));
  }

  @Test
  void thereMayBeNoneToWrite() throws IOException {
    assertTrue(ShortRunNote.of(null).isEmpty());
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("short-1");
    ShortRunNote.of(blocked.toString()).orElseThrow().write(1, SECOND);
    assertFalse(Files.exists(blocked));
  }
}
