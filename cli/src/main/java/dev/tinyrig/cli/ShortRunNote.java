package dev.tinyrig.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A note for the launcher that a command was short: next time it starts the JVM with the fast JIT
 * compiler alone, since compiling the same code well takes longer than it saves.
 */
final class ShortRunNote {
  /** Above this, code that is compiled well saves more time than compiling it takes. */
  private static final long MOST_INSTRUCTIONS = 100_000_000;

  /** What devices compute, such as an NPU, is no instruction and takes time, too. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Path file;
  private final long start = System.nanoTime();

  private ShortRunNote(Path file) {
    this.file = file;
  }

  /** The note of this command, if the launcher wants one; the run begins. */
  static Optional<ShortRunNote> of(String property) {
    return Optional.ofNullable(property).map(name -> new ShortRunNote(Path.of(name)));
  }

  /** The run is over. */
  void write(long instructions) {
    write(instructions, Duration.ofNanos(System.nanoTime() - start));
  }

  void write(long instructions, Duration time) {
    try {
      if (instructions > MOST_INSTRUCTIONS || time.compareTo(LONGEST) > 0) {
        Files.deleteIfExists(file);
      } else {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // It was short before.
    } catch (IOException | SecurityException e) {
      // Without the note, the next run starts as this one has.
    }
  }
}
