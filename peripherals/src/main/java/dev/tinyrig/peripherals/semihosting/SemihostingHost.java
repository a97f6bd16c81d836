package dev.tinyrig.peripherals.semihosting;

import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.peripherals.UnmodelledAccess;
import dev.tinyrig.peripherals.UnmodelledReporter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Answers BKPT 0xAB: operation number in R0, parameter in R1, result in R0 (Arm semihosting,
 * version 3; 32-bit conventions).
 *
 * <p>Time is simulated time: SYS_CLOCK and SYS_ELAPSED count from reset, SYS_TIME from {@link
 * #EPOCH}, so that two runs see the same. Running a host command is refused.
 */
public final class SemihostingHost implements BreakpointHandler, Stateful, AutoCloseable {
  /** SYS_TIME at reset, in seconds since 1970: the start of the year 2000, UTC. */
  public static final long EPOCH = 946_684_800L;

  private static final int SEMIHOSTING = 0xAB;
  private static final int APPLICATION_EXIT = 0x20026;
  private static final int MAX_NAME = 4096;
  private static final int CHUNK = 1 << 16;
  private static final int MAX_TEXT = 16 << 20;

  private final SemihostingOptions options;
  private final HeapInfo heap;
  private final long clockHz;
  private final LongSupplier cycles;
  private final UnmodelledReporter reporter;
  private final HostFiles files;
  private int errno;
  private int inputPosition;

  /**
   * A host.
   *
   * @param heap the answer to SYS_HEAPINFO
   * @param clockHz cycles of a second
   * @param cycles cycles since reset
   */
  public SemihostingHost(
      SemihostingOptions options,
      HeapInfo heap,
      long clockHz,
      LongSupplier cycles,
      UnmodelledReporter reporter) {
    this.options = options;
    this.heap = heap;
    this.clockHz = clockHz;
    this.cycles = cycles;
    this.reporter = reporter;
    this.files = new HostFiles(options.directory(), options.notices());
  }

  @Override
  public Outcome breakpoint(int immediate, DebugPort port) {
    if (immediate != SEMIHOSTING) {
      return Outcome.NOT_HANDLED;
    }
    int operation = port.register(Register.R0);
    int parameter = port.register(Register.R1);
    try {
      if (operation == 0x18) {
        int status = parameter == APPLICATION_EXIT ? 0 : 1;
        return new End(status, "semihosting SYS_EXIT" + reason(parameter));
      }
      if (operation == 0x20) {
        int reason = word(port, parameter, 0);
        int status = reason == APPLICATION_EXIT ? word(port, parameter, 1) : 1;
        return new End(status, "semihosting SYS_EXIT_EXTENDED" + reason(reason));
      }
      call(operation, parameter, port);
    } catch (SemihostingError e) {
      errno = e.errno();
      port.setRegister(Register.R0, -1);
    }
    return Outcome.HANDLED;
  }

  private static String reason(int code) {
    return code == APPLICATION_EXIT ? "" : String.format(Locale.ROOT, " with reason 0x%x", code);
  }

  private void call(int operation, int parameter, DebugPort port) throws SemihostingError {
    switch (operation) {
      case 0x01 -> result(port, open(port, parameter));
      case 0x02 -> {
        files.close(word(port, parameter, 0));
        result(port, 0);
      }
      case 0x03 -> options.console().write(bytes(port, parameter, 1)[0] & 0xFF);
      case 0x04 -> writeText(port, parameter);
      case 0x05 -> result(port, write(port, parameter));
      case 0x06 -> result(port, read(port, parameter));
      case 0x07 -> result(port, readConsole());
      case 0x08 -> result(port, word(port, parameter, 0) < 0 ? 1 : 0);
      case 0x09 -> result(port, isConsole(word(port, parameter, 0)) ? 1 : 0);
      case 0x0A -> {
        files.seek(word(port, parameter, 0), Integer.toUnsignedLong(word(port, parameter, 1)));
        result(port, 0);
      }
      case 0x0C -> result(port, (int) files.length(word(port, parameter, 0)));
      case 0x0D -> result(port, temporaryName(port, parameter));
      case 0x0E -> {
        String name = name(port, word(port, parameter, 0), word(port, parameter, 1));
        files.directory(name).remove(name);
        result(port, 0);
      }
      case 0x0F -> {
        String from = name(port, word(port, parameter, 0), word(port, parameter, 1));
        String to = name(port, word(port, parameter, 2), word(port, parameter, 3));
        files.directory(from).rename(from, to);
        result(port, 0);
      }
      case 0x10 -> result(port, (int) (cycles.getAsLong() * 100 / clockHz));
      case 0x11 -> result(port, (int) (EPOCH + cycles.getAsLong() / clockHz));
      case 0x12 -> {
        files.note("SYS_SYSTEM", "the firmware may not run commands on the host");
        throw new SemihostingError(Errno.EACCES, "SYS_SYSTEM");
      }
      case 0x13 -> result(port, errno);
      case 0x15 -> result(port, commandLine(port, parameter));
      case 0x16 -> {
        int block = word(port, parameter, 0);
        putWord(port, block, heap.heapBase());
        putWord(port, block + 4, heap.heapLimit());
        putWord(port, block + 8, heap.stackBase());
        putWord(port, block + 12, heap.stackLimit());
      }
      case 0x30 -> {
        long now = cycles.getAsLong();
        putWord(port, parameter, (int) now);
        putWord(port, parameter + 4, (int) (now >>> 32));
        result(port, 0);
      }
      case 0x31 -> result(port, (int) clockHz);
      default -> {
        String which = String.format(Locale.ROOT, "operation 0x%x", operation);
        reporter.report("semihosting", 0, operation, UnmodelledAccess.Kind.READ, which, 0);
        throw new SemihostingError(Errno.ENOSYS, which);
      }
    }
  }

  private static void result(DebugPort port, int value) {
    port.setRegister(Register.R0, value);
  }

  private int open(DebugPort port, int block) throws SemihostingError {
    return files.open(name(port, word(port, block, 0), word(port, block, 2)), word(port, block, 1));
  }

  private boolean isConsole(int handle) throws SemihostingError {
    return switch (files.get(handle)) {
      case HostHandle.ConsoleInput ignored -> true;
      case HostHandle.ConsoleOutput ignored -> true;
      default -> false;
    };
  }

  private void writeText(DebugPort port, int address) throws SemihostingError {
    byte[] one = new byte[256];
    int at = address;
    for (int total = 0; total < MAX_TEXT; ) {
      int got = port.read(at, one, 0, one.length);
      if (got == 0) {
        throw new SemihostingError(Errno.EINVAL, "the text leads out of memory");
      }
      for (int i = 0; i < got; i++) {
        if (one[i] == 0) {
          return;
        }
        options.console().write(one[i] & 0xFF);
      }
      at += got;
      total += got;
    }
  }

  /** Returns the number of bytes that were not written. */
  private int write(DebugPort port, int block) throws SemihostingError {
    HostHandle handle = files.get(word(port, block, 0));
    int address = word(port, block, 1);
    int left = word(port, block, 2);
    if (left < 0) {
      throw new SemihostingError(Errno.EINVAL, "length " + left);
    }
    byte[] chunk = new byte[Math.min(left, CHUNK)];
    while (left > 0) {
      int part = port.read(address, chunk, 0, Math.min(left, chunk.length));
      if (part == 0) {
        return left;
      }
      switch (handle) {
        case HostHandle.ConsoleOutput ignored -> {
          for (int i = 0; i < part; i++) {
            options.console().write(chunk[i] & 0xFF);
          }
        }
        case HostHandle.OpenFile file -> files.write(file, chunk, part);
        default -> throw new SemihostingError(Errno.EBADF, "not open for writing");
      }
      address += part;
      left -= part;
    }
    return 0;
  }

  /** Returns the number of bytes that were not read: all of them at the end of the file. */
  private int read(DebugPort port, int block) throws SemihostingError {
    HostHandle handle = files.get(word(port, block, 0));
    int address = word(port, block, 1);
    int left = word(port, block, 2);
    if (left < 0) {
      throw new SemihostingError(Errno.EINVAL, "length " + left);
    }
    byte[] chunk = new byte[Math.min(left, CHUNK)];
    while (left > 0) {
      int part = readPart(handle, chunk, Math.min(left, chunk.length));
      if (part == 0) {
        break;
      }
      if (port.write(address, chunk, 0, part) != part) {
        throw new SemihostingError(Errno.EINVAL, "the buffer leads out of memory");
      }
      address += part;
      left -= part;
    }
    return left;
  }

  private int readPart(HostHandle handle, byte[] into, int length) throws SemihostingError {
    return switch (handle) {
      case HostHandle.ConsoleInput ignored -> {
        int part = Math.min(length, options.input().length - inputPosition);
        System.arraycopy(options.input(), inputPosition, into, 0, part);
        inputPosition += part;
        yield part;
      }
      case HostHandle.Offered offered -> {
        int part = Math.min(length, offered.bytes.length - offered.position);
        System.arraycopy(offered.bytes, offered.position, into, 0, part);
        offered.position += part;
        yield part;
      }
      case HostHandle.OpenFile file -> HostHandle.readFile(file, into, length);
      case HostHandle.ConsoleOutput ignored ->
          throw new SemihostingError(Errno.EBADF, "not open for reading");
    };
  }

  private int readConsole() {
    return inputPosition < options.input().length ? options.input()[inputPosition++] & 0xFF : -1;
  }

  private int temporaryName(DebugPort port, int block) throws SemihostingError {
    int number = word(port, block, 1);
    byte[] name =
        String.format(Locale.ROOT, "tmp%03d\0", number & 0xFF).getBytes(StandardCharsets.UTF_8);
    if (!files.allowsFiles() || word(port, block, 2) < name.length) {
      throw new SemihostingError(Errno.EACCES, "no place for temporary files");
    }
    put(port, word(port, block, 0), name);
    return 0;
  }

  private int commandLine(DebugPort port, int block) throws SemihostingError {
    byte[] line = (options.commandLine() + "\0").getBytes(StandardCharsets.UTF_8);
    if (word(port, block, 1) < line.length) {
      throw new SemihostingError(Errno.EINVAL, "the buffer is too small");
    }
    put(port, word(port, block, 0), line);
    putWord(port, block + 4, line.length - 1);
    return 0;
  }

  private static byte[] bytes(DebugPort port, int address, int length) throws SemihostingError {
    byte[] bytes = new byte[length];
    if (port.read(address, bytes, 0, length) != length) {
      throw new SemihostingError(Errno.EINVAL, "a parameter lies outside of memory");
    }
    return bytes;
  }

  private static int word(DebugPort port, int block, int index) throws SemihostingError {
    byte[] b = bytes(port, block + 4 * index, 4);
    return (b[0] & 0xFF) | (b[1] & 0xFF) << 8 | (b[2] & 0xFF) << 16 | (b[3] & 0xFF) << 24;
  }

  private static void put(DebugPort port, int address, byte[] bytes) throws SemihostingError {
    if (port.write(address, bytes, 0, bytes.length) != bytes.length) {
      throw new SemihostingError(Errno.EINVAL, "the buffer leads out of memory");
    }
  }

  private static void putWord(DebugPort port, int address, int value) throws SemihostingError {
    put(
        port,
        address,
        new byte[] {
          (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
        });
  }

  private static String name(DebugPort port, int address, int length) throws SemihostingError {
    if (length < 0 || length > MAX_NAME) {
      throw new SemihostingError(Errno.EINVAL, "a name of " + length + " bytes");
    }
    return new String(bytes(port, address, length), StandardCharsets.UTF_8);
  }

  /** Closes the files that the firmware left open. */
  @Override
  public void close() {
    files.closeAll();
  }

  @Override
  public String stateId() {
    return "semihosting";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(errno);
    out.writeInt(inputPosition);
    files.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    errno = in.readInt();
    inputPosition = in.readInt();
    files.restore(in);
  }
}
