package dev.tinyrig.peripherals.semihosting;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * The one directory in which the firmware may touch files. A name is taken relative to it; absolute
 * names, names that climb out of it, and names that lead out through symbolic links are refused.
 */
final class ConfinedDirectory {
  private final Path root;

  ConfinedDirectory(Path directory) throws IOException {
    root = directory.toRealPath();
  }

  /** The file that a name means, its folder resolved; the last part is never a symbolic link. */
  Path resolve(String name) throws SemihostingError {
    Path path;
    try {
      path = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new SemihostingError(Errno.EINVAL, "'" + name + "' is not a file name");
    }
    if (name.isEmpty() || !path.startsWith(root) || path.equals(root)) {
      throw refused(name);
    }
    try {
      Path folder = path.getParent().toRealPath();
      Path file = folder.resolve(path.getFileName());
      if (!folder.startsWith(root) || Files.isSymbolicLink(file)) {
        throw refused(name);
      }
      return file;
    } catch (NoSuchFileException e) {
      throw new SemihostingError(Errno.ENOENT, "the folder of '" + name + "' does not exist");
    } catch (IOException e) {
      throw new SemihostingError(Errno.EIO, e.toString());
    }
  }

  private static SemihostingError refused(String name) {
    return new SemihostingError(
        Errno.EACCES, "'" + name + "' leads out of the directory allowed to the firmware");
  }

  SeekableByteChannel open(String name, Set<OpenOption> options) throws SemihostingError {
    Path file = resolve(name);
    if (Files.isDirectory(file)) {
      throw new SemihostingError(Errno.EACCES, "'" + name + "' is a directory");
    }
    Set<OpenOption> all = new java.util.HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    try {
      return Files.newByteChannel(file, all);
    } catch (NoSuchFileException e) {
      throw new SemihostingError(Errno.ENOENT, "'" + name + "' does not exist");
    } catch (IOException e) {
      throw new SemihostingError(Errno.EACCES, e.toString());
    }
  }

  void remove(String name) throws SemihostingError {
    Path file = resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new SemihostingError(Errno.ENOENT, "'" + name + "' is not a file");
    }
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new SemihostingError(Errno.EIO, e.toString());
    }
  }

  void rename(String from, String to) throws SemihostingError {
    Path source = resolve(from);
    Path target = resolve(to);
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) || Files.exists(target)) {
      throw new SemihostingError(Errno.ENOENT, "'" + from + "' cannot become '" + to + "'");
    }
    try {
      Files.move(source, target);
    } catch (IOException e) {
      throw new SemihostingError(Errno.EIO, e.toString());
    }
  }
}
