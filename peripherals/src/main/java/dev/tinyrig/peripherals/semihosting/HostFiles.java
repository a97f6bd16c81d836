package dev.tinyrig.peripherals.semihosting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The firmware's open handles: console, offered files, and files of the allowed directory. */
final class HostFiles {
  /** What the host can do beyond the base calls, as the specification lays it out. */
  private static final byte[] FEATURES = {'S', 'H', 'F', 'B', 0x3};

  private static final String CONSOLE = ":tt";
  private static final String FEATURE_FILE = ":semihosting-features";
  private static final int MAX_HANDLES = 64;
  private static final int APPEND = 8;
  private static final int WRITE = 4;
  private static final int UPDATE = 2;

  private final Optional<ConfinedDirectory> directory;
  private final Consumer<String> notices;
  private final Map<Integer, HostHandle> handles = new TreeMap<>();
  private final Set<String> refused = new TreeSet<>();

  HostFiles(Optional<Path> allowed, Consumer<String> notices) {
    this.notices = notices;
    try {
      directory =
          allowed.isPresent()
              ? Optional.of(new ConfinedDirectory(allowed.get()))
              : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory allowed to the firmware cannot be used: " + allowed.orElseThrow(), e);
    }
  }

  /** Where files may be; throws what the firmware sees when nowhere. */
  ConfinedDirectory directory(String name) throws SemihostingError {
    if (directory.isEmpty()) {
      note(name, "the firmware may not access files; allow it a directory to change that");
      throw new SemihostingError(Errno.EACCES, "no directory is allowed");
    }
    return directory.get();
  }

  boolean allowsFiles() {
    return directory.isPresent();
  }

  void note(String name, String reason) {
    if (refused.add(name)) {
      notices.accept("semihosting: '" + name + "' refused: " + reason);
    }
  }

  int open(String name, int mode) throws SemihostingError {
    if (mode < 0 || mode > 11) {
      throw new SemihostingError(Errno.EINVAL, "mode " + mode);
    }
    if (handles.size() >= MAX_HANDLES) {
      throw new SemihostingError(Errno.EMFILE, "too many open files");
    }
    HostHandle handle;
    if (name.equals(CONSOLE)) {
      handle = mode < WRITE ? new HostHandle.ConsoleInput() : new HostHandle.ConsoleOutput();
    } else if (name.equals(FEATURE_FILE)) {
      if (mode >= UPDATE) {
        throw new SemihostingError(Errno.EACCES, "read only");
      }
      handle = new HostHandle.Offered(FEATURES);
    } else {
      handle = openFile(name, mode, options(mode));
    }
    int number = 1;
    while (handles.containsKey(number)) {
      number++;
    }
    handles.put(number, handle);
    return number;
  }

  private HostHandle openFile(String name, int mode, Set<OpenOption> options)
      throws SemihostingError {
    ConfinedDirectory allowed = directory(name);
    try {
      return new HostHandle.OpenFile(name, mode, allowed.open(name, options));
    } catch (SemihostingError e) {
      if (e.errno() == Errno.EACCES) {
        note(name, e.getMessage());
      }
      throw e;
    }
  }

  /** The modes of fopen: r, r+, w, w+, a, a+, each in text and binary. */
  private static Set<OpenOption> options(int mode) {
    boolean update = (mode & UPDATE) != 0;
    if (mode >= APPEND) {
      // Java cannot append and read through one channel; the position is set before each write.
      return Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }
    if (mode >= WRITE) {
      return update
          ? Set.of(
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE,
              StandardOpenOption.READ)
          : Set.of(
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }
    return update
        ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
        : Set.of(StandardOpenOption.READ);
  }

  HostHandle get(int number) throws SemihostingError {
    HostHandle handle = handles.get(number);
    if (handle == null) {
      throw new SemihostingError(Errno.EBADF, "handle " + number + " is not open");
    }
    return handle;
  }

  void close(int number) throws SemihostingError {
    HostHandle handle = get(number);
    handles.remove(number);
    closeChannel(handle);
  }

  private static void closeChannel(HostHandle handle) throws SemihostingError {
    if (handle instanceof HostHandle.OpenFile file) {
      try {
        file.channel().close();
      } catch (IOException e) {
        throw new SemihostingError(Errno.EIO, e.toString());
      }
    }
  }

  /** Closes what the firmware left open. */
  void closeAll() {
    for (HostHandle handle : handles.values()) {
      try {
        closeChannel(handle);
      } catch (SemihostingError e) {
        note("close", e.getMessage());
      }
    }
    handles.clear();
  }

  long length(int number) throws SemihostingError {
    return switch (get(number)) {
      case HostHandle.OpenFile file -> {
        try {
          yield file.channel().size();
        } catch (IOException e) {
          throw new SemihostingError(Errno.EIO, e.toString());
        }
      }
      case HostHandle.Offered offered -> offered.bytes.length;
      case HostHandle.ConsoleInput ignored -> 0;
      case HostHandle.ConsoleOutput ignored -> 0;
    };
  }

  void seek(int number, long position) throws SemihostingError {
    if (position < 0 || position > length(number)) {
      throw new SemihostingError(Errno.EINVAL, "position " + position);
    }
    switch (get(number)) {
      case HostHandle.OpenFile file -> move(file, position);
      case HostHandle.Offered offered -> offered.position = (int) position;
      default -> throw new SemihostingError(Errno.EINVAL, "the console cannot seek");
    }
  }

  private static void move(HostHandle.OpenFile file, long position) throws SemihostingError {
    try {
      file.channel().position(position);
    } catch (IOException e) {
      throw new SemihostingError(Errno.EIO, e.toString());
    }
  }

  void write(HostHandle.OpenFile file, byte[] bytes, int length) throws SemihostingError {
    if (file.mode() >= APPEND) {
      try {
        file.channel().position(file.channel().size());
      } catch (IOException e) {
        throw new SemihostingError(Errno.EIO, e.toString());
      }
    }
    HostHandle.writeFile(file, bytes, length);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(handles.size());
    for (Map.Entry<Integer, HostHandle> entry : handles.entrySet()) {
      out.writeInt(entry.getKey());
      switch (entry.getValue()) {
        case HostHandle.ConsoleOutput ignored -> out.writeByte(0);
        case HostHandle.ConsoleInput ignored -> out.writeByte(1);
        case HostHandle.Offered offered -> {
          out.writeByte(2);
          out.writeInt(offered.position);
        }
        case HostHandle.OpenFile file -> {
          out.writeByte(3);
          out.writeUTF(file.name());
          out.writeInt(file.mode());
          out.writeLong(file.channel().position());
        }
      }
    }
    out.writeInt(refused.size());
    for (String name : refused) {
      out.writeUTF(name);
    }
  }

  /** Opens the same files again at the same places; their contents are the host's, not ours. */
  void restore(DataInput in) throws IOException {
    closeAll();
    for (int left = in.readInt(); left > 0; left--) {
      int number = in.readInt();
      handles.put(number, restoreOne(in));
    }
    refused.clear();
    for (int left = in.readInt(); left > 0; left--) {
      refused.add(in.readUTF());
    }
  }

  private HostHandle restoreOne(DataInput in) throws IOException {
    int kind = in.readByte();
    switch (kind) {
      case 0 -> {
        return new HostHandle.ConsoleOutput();
      }
      case 1 -> {
        return new HostHandle.ConsoleInput();
      }
      case 2 -> {
        HostHandle.Offered offered = new HostHandle.Offered(FEATURES);
        offered.position = in.readInt();
        return offered;
      }
      default -> {
        String name = in.readUTF();
        int mode = in.readInt();
        long position = in.readLong();
        try {
          Set<OpenOption> options = new java.util.HashSet<>(options(mode));
          options.remove(StandardOpenOption.TRUNCATE_EXISTING);
          HostHandle.OpenFile file =
              new HostHandle.OpenFile(name, mode, directory(name).open(name, options));
          file.channel().position(position);
          return file;
        } catch (SemihostingError e) {
          throw new IOException("file '" + name + "' of the snapshot: " + e.getMessage(), e);
        }
      }
    }
  }
}
