package dev.tinyrig.peripherals.semihosting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** What a file handle of the firmware leads to. */
sealed interface HostHandle {
  /** The console, for writing. */
  record ConsoleOutput() implements HostHandle {}

  /** The console, for reading. */
  record ConsoleInput() implements HostHandle {}

  /** A file in the allowed directory. */
  record OpenFile(String name, int mode, SeekableByteChannel channel) implements HostHandle {}

  /** Bytes that the host itself offers under a name. */
  final class Offered implements HostHandle {
    final byte[] bytes;
    int position;

    Offered(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /** Reads into {@code buffer}; the number of bytes, 0 at the end. */
  static int readFile(OpenFile file, byte[] buffer, int length) throws SemihostingError {
    try {
      ByteBuffer into = ByteBuffer.wrap(buffer, 0, length);
      int total = 0;
      while (into.hasRemaining()) {
        int part = file.channel.read(into);
        if (part <= 0) {
          break;
        }
        total += part;
      }
      return total;
    } catch (IOException | java.nio.channels.NonReadableChannelException e) {
      throw new SemihostingError(Errno.EBADF, e.toString());
    }
  }

  /** Writes all of {@code buffer[0..length)}. */
  static void writeFile(OpenFile file, byte[] buffer, int length) throws SemihostingError {
    try {
      ByteBuffer from = ByteBuffer.wrap(buffer, 0, length);
      while (from.hasRemaining()) {
        file.channel.write(from);
      }
    } catch (IOException | java.nio.channels.NonWritableChannelException e) {
      throw new SemihostingError(Errno.EBADF, e.toString());
    }
  }
}
