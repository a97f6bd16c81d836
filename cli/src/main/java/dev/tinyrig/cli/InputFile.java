package dev.tinyrig.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the user's files. */
final class InputFile {
  private InputFile() {}

  /**
   * The whole file.
   *
   * @param option what the file was given for, for the error
   */
  static byte[] read(Path file, String option) {
    String why;
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        return bytes;
      }
      why = "the file is empty";
    } catch (NoSuchFileException e) {
      why = "there is no such file";
    } catch (IOException e) {
      why = Files.isDirectory(file) ? "it is a directory" : e.getMessage();
    }
    throw new CommandFailure(ExitCode.BAD_INPUT, option + ": cannot read " + file + ": " + why);
  }
}
