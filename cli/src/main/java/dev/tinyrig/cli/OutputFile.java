package dev.tinyrig.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written whole or not at all. It is opened before a run, so that an output that
 * cannot be written is known before the minutes are spent.
 */
final class OutputFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;

  private OutputFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Makes sure that {@code target} can be written.
   *
   * @throws CommandFailure with exit code 3 when it cannot
   */
  static OutputFile open(Path target) {
    if (Files.isDirectory(target)) {
      throw unwritable(target, "it is a directory");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A pipe or a device: it cannot be replaced by a rename.
      return new OutputFile(target, target);
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw unwritable(target, "it is read-only");
    }
    Path folder = target.toAbsolutePath().getParent();
    try {
      return new OutputFile(
          target,
          Files.createFile(
              folder.resolve(
                  "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part")));
    } catch (NoSuchFileException e) {
      throw unwritable(target, "the folder " + folder + " does not exist");
    } catch (AccessDeniedException e) {
      throw unwritable(target, "no permission to write in the folder " + folder);
    } catch (IOException e) {
      throw unwritable(target, e.getMessage());
    }
  }

  /** Puts the file in its place with this content. */
  void write(byte[] content) {
    try {
      Files.write(temporary, content);
      if (!temporary.equals(target)) {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(target, e.getMessage());
    }
  }

  /** Removes what was not completed. */
  @Override
  public void close() {
    if (!temporary.equals(target)) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw unwritable(target, "the temporary file " + temporary + " cannot be removed");
      }
    }
  }

  private static CommandFailure unwritable(Path target, String why) {
    return new CommandFailure(ExitCode.BAD_INPUT, "cannot write " + target + ": " + why);
  }
}
