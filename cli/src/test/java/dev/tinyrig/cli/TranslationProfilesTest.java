package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TranslationProfilesTest {
  private static final String BOARD = "a-board";

  @TempDir Path folder;
  private Path kept;
  private Image image;

  @BeforeEach
  void writeImage() throws IOException {
    kept = folder.resolve("cache/profiles");
    image = ImageLoader.load(Files.write(folder.resolve("program.elf"), RehearsalImage.elf()));
  }

  /** Runs the firmware; returns its last line and whether it has shown anything new. */
  private record Outcome(String summary, boolean learnt) {}

  private Outcome run() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal quiet = new Terminal(out, new PrintStream(out, true, StandardCharsets.UTF_8));
    try (FirmwareRun run = new FirmwareRun(image, new RunOptions(), false, quiet, line -> {})) {
      TranslationProfiles profiles = TranslationProfiles.of(kept, image, BOARD, false);
      profiles.tell(run.machine());
      Ending ending = run.run();
      profiles.learn(run.machine());
      boolean learnt = run.machine().translator().orElseThrow().hasLearnt();
      return new Outcome(run.summary(ending, 0), learnt);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.toList();
    }
  }

  @Test
  void runsLearnUntilThereIsNothingNew() throws IOException {
    Outcome first = run();
    assertTrue(first.learnt());
    Path file = files().getFirst();
    Outcome next = run();
    for (int more = 0; next.learnt() && more < 4; more++) {
      next = run();
    }
    assertFalse(next.learnt());
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(first, new Outcome(run().summary(), true));
    assertEquals(List.of(file), files());
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void eachImageBoardAndWayOfRunningHasOne() {
    Image other = ImageLoader.load(folder.resolve("program.elf"));
    List<TranslationProfiles> all =
        List.of(
            TranslationProfiles.of(kept, image, BOARD, false),
            TranslationProfiles.of(kept, image, BOARD, true),
            TranslationProfiles.of(kept, image, "other-board", false));
    assertEquals(3, all.stream().map(TranslationProfiles::file).distinct().count());
    assertEquals(all.getFirst().file(), TranslationProfiles.of(kept, other, BOARD, false).file());
  }

  @Test
  void aDamagedFileIsReplaced() throws IOException {
    run();
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, new byte[100]);
    assertTrue(run().learnt());
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void withoutAFolderThereIsNone() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where the folder would be");
    assertTrue(run().learnt());
    assertTrue(run().learnt());
    assertEquals("a file where the folder would be", Files.readString(folder.resolve("cache")));
  }

  @Test
  void theOldestAreForgotten() throws IOException {
    Files.createDirectories(kept);
    for (int k = 0; k < 300; k++) {
      Path old = Files.writeString(kept.resolve("old-" + k), "");
      Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000L + 1000L * k));
    }
    run();
    assertEquals(128, files().size());
    assertTrue(files().contains(TranslationProfiles.of(kept, image, BOARD, false).file()));
    assertTrue(files().contains(kept.resolve("old-299")));
    assertFalse(files().contains(kept.resolve("old-0")));
  }
}
