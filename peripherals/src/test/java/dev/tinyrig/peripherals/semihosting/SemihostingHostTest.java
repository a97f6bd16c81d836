package dev.tinyrig.peripherals.semihosting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.debug.BreakpointHandler.End;
import dev.tinyrig.emulator.debug.BreakpointHandler.Outcome;
import dev.tinyrig.emulator.debug.DebugPort.Register;
import dev.tinyrig.peripherals.Bench;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SemihostingHostTest {
  private static final int OPEN = 0x01;
  private static final int CLOSE = 0x02;
  private static final int WRITE = 0x05;
  private static final int READ = 0x06;
  private static final int SEEK = 0x0A;
  private static final int FLEN = 0x0C;
  private static final int ERRNO = 0x13;
  private static final int BLOCK = 0x100;
  private static final int NAME = 0x200;
  private static final int BUFFER = 0x1000;
  private static final int APPLICATION_EXIT = 0x20026;

  private final FakeGuest guest = new FakeGuest();
  private final Bench bench = new Bench();
  private final StringBuilder printed = new StringBuilder();
  private final List<String> notices = new ArrayList<>();
  private long cycles;

  private SemihostingHost host(Path directory) {
    return new SemihostingHost(
        new SemihostingOptions(
            value -> printed.append((char) value),
            "typed".getBytes(StandardCharsets.UTF_8),
            Optional.ofNullable(directory),
            "app --fast",
            notices::add),
        new HeapInfo(1, 2, 3, 4),
        1000,
        () -> cycles,
        bench.reporter);
  }

  /** Calls with a block of words as the parameter; the result. */
  private int call(SemihostingHost host, int operation, int... block) {
    return callWith(host, operation, guest.words(BLOCK, block));
  }

  private int callWith(SemihostingHost host, int operation, int parameter) {
    guest.setRegister(Register.R0, operation);
    guest.setRegister(Register.R1, parameter);
    assertSame(Outcome.HANDLED, host.breakpoint(0xAB, guest));
    return guest.register(Register.R0);
  }

  private int open(SemihostingHost host, String name, int mode) {
    return call(host, OPEN, guest.text(NAME, name), mode, name.length());
  }

  private int write(SemihostingHost host, int handle, String text) {
    return call(host, WRITE, handle, guest.text(BUFFER, text), text.length());
  }

  private String read(SemihostingHost host, int handle, int length) {
    int left = call(host, READ, handle, FakeGuest.BASE + BUFFER, length);
    return left < 0 ? "error" : guest.textAt(BUFFER, length - left);
  }

  @Test
  void otherBreakpointsAreNotItsMatter() {
    assertSame(Outcome.NOT_HANDLED, host(null).breakpoint(0, guest));
  }

  @Test
  void theConsolePrintsAndReads() {
    SemihostingHost host = host(null);
    callWith(host, 0x03, guest.text(BUFFER, "x"));
    callWith(host, 0x04, guest.text(BUFFER, "yz\0no"));
    int out = open(host, ":tt", 4);
    int in = open(host, ":tt", 0);
    int error = open(host, ":tt", 8);
    assertTrue(out > 0 && in > 0 && error > 0 && out != in);
    assertEquals(0, write(host, out, "12"));
    assertEquals(0, write(host, error, "34"));
    assertEquals("xyz1234", printed.toString());
    assertEquals("typ", read(host, in, 3));
    assertEquals('e', callWith(host, 0x07, 0));
    assertEquals("d", read(host, in, 9));
    assertEquals("", read(host, in, 9));
    assertEquals(-1, callWith(host, 0x07, 0));
    assertEquals(1, call(host, 0x09, in));
    assertEquals(0, call(host, 0x08, 0));
    assertEquals(1, call(host, 0x08, -5));
    assertEquals(0, call(host, CLOSE, out));
    assertEquals(-1, call(host, CLOSE, out));
    assertEquals(Errno.EBADF, callWith(host, ERRNO, 0));
  }

  private record Exit(int operation, int parameter, int[] block, int status) {}

  @Test
  void theFirmwareEndsTheRunWithItsStatus() {
    for (Exit exit :
        List.of(
            new Exit(0x18, APPLICATION_EXIT, new int[0], 0),
            new Exit(0x18, 0x20023, new int[0], 1),
            new Exit(0x20, 0, new int[] {APPLICATION_EXIT, 0}, 0),
            new Exit(0x20, 0, new int[] {APPLICATION_EXIT, 42}, 42),
            new Exit(0x20, 0, new int[] {0x20024, 0}, 1))) {
      guest.setRegister(Register.R0, exit.operation);
      guest.setRegister(
          Register.R1, exit.block.length == 0 ? exit.parameter : guest.words(BLOCK, exit.block));
      End end = (End) host(null).breakpoint(0xAB, guest);
      assertEquals(exit.status, end.status());
      assertTrue(end.reason().startsWith("semihosting SYS_EXIT"), end.reason());
    }
  }

  @Test
  void timeIsSimulatedTime() {
    SemihostingHost host = host(null);
    cycles = 12_345;
    assertEquals(1234, callWith(host, 0x10, 0));
    assertEquals((int) SemihostingHost.EPOCH + 12, callWith(host, 0x11, 0));
    cycles = 0x1_2345_6789L;
    assertEquals(0, callWith(host, 0x30, FakeGuest.BASE + BUFFER));
    assertEquals(0x2345_6789, guest.word(BUFFER));
    assertEquals(1, guest.word(BUFFER + 4));
    assertEquals(1000, callWith(host, 0x31, 0));
  }

  @Test
  void tellsHeapAndCommandLine() {
    SemihostingHost host = host(null);
    call(host, 0x16, FakeGuest.BASE + BUFFER);
    assertEquals(1, guest.word(BUFFER));
    assertEquals(4, guest.word(BUFFER + 12));
    assertEquals(0, call(host, 0x15, FakeGuest.BASE + BUFFER, 80));
    assertEquals("app --fast\0", guest.textAt(BUFFER, 11));
    assertEquals(10, guest.word(BLOCK + 4));
    assertEquals(-1, call(host, 0x15, FakeGuest.BASE + BUFFER, 10));
  }

  @Test
  void offersItsFeatures() {
    SemihostingHost host = host(null);
    int handle = open(host, ":semihosting-features", 0);
    assertEquals(5, call(host, FLEN, handle));
    assertEquals("SHFB\3", read(host, handle, 10));
    assertEquals(0, call(host, SEEK, handle, 4));
    assertEquals("\3", read(host, handle, 1));
    assertEquals(-1, open(host, ":semihosting-features", 4));
  }

  @Test
  void refusesCommandsAndUnknownOperations() {
    SemihostingHost host = host(null);
    assertEquals(-1, callWith(host, 0x12, 0));
    assertEquals(Errno.EACCES, callWith(host, ERRNO, 0));
    assertEquals(-1, callWith(host, 0x7F, 0));
    assertTrue(bench.reports.getFirst().describe().contains("operation 0x7f"));
    assertEquals(1, notices.size());
  }

  /** Any block may come from a firmware gone astray; the host survives it. */
  @Test
  void badPointersGiveErrors() {
    SemihostingHost host = host(null);
    for (int operation = 0x01; operation <= 0x31; operation++) {
      if (operation != 0x18 && operation != 0x20) {
        callWith(host, operation, 0x1000);
        callWith(host, operation, FakeGuest.BASE + 0xFFFF);
      }
    }
    assertEquals("\0", printed.toString(), "only SYS_WRITEC of the last byte is right");
    for (int operation = 0x05; operation <= 0x31; operation++) {
      if (operation != 0x18 && operation != 0x20) {
        call(host, operation, -1, -1, -1, -1);
        call(host, operation, 0x7FFF_FFFF, 0, 0x7FFF_FFFF, 0x7FFF_FFFF);
      }
    }
    assertEquals(-1, call(host, OPEN, FakeGuest.BASE, 0, 0x7FFF_FFFF));
  }

  @Test
  void withoutADirectoryThereAreNoFiles() {
    SemihostingHost host = host(null);
    assertEquals(-1, open(host, "a.txt", 4));
    assertEquals(-1, open(host, "a.txt", 4));
    assertEquals(Errno.EACCES, callWith(host, ERRNO, 0));
    assertEquals(-1, call(host, 0x0E, guest.text(NAME, "a"), 1));
    assertEquals(-1, call(host, 0x0D, FakeGuest.BASE + BUFFER, 1, 20));
    assertEquals(2, notices.size(), notices.toString());
    assertTrue(notices.getFirst().contains("a.txt"));
  }

  @Test
  void filesInTheDirectoryWorkLikeFiles(@TempDir Path folder) throws Exception {
    SemihostingHost host = host(folder);
    int file = open(host, "a.txt", 6);
    assertEquals(0, write(host, file, "hello"));
    assertEquals(5, call(host, FLEN, file));
    assertEquals(0, call(host, SEEK, file, 1));
    assertEquals("ello", read(host, file, 100));
    assertEquals(-1, call(host, SEEK, file, 6));
    assertEquals(0, call(host, 0x09, file));
    assertEquals(0, call(host, CLOSE, file));
    int appended = open(host, "a.txt", 8);
    assertEquals(0, write(host, appended, "!"));
    call(host, CLOSE, appended);
    assertEquals("hello!", Files.readString(folder.resolve("a.txt")));
    int reader = open(host, "a.txt", 0);
    assertEquals(-1, write(host, reader, "x"));
    assertEquals(-1, open(host, "absent.txt", 0));
    assertEquals(Errno.ENOENT, callWith(host, ERRNO, 0));
    assertEquals(
        0, call(host, 0x0F, guest.text(NAME, "a.txt"), 5, guest.text(NAME + 64, "b.txt"), 5));
    assertTrue(Files.exists(folder.resolve("b.txt")));
    assertEquals(0, call(host, 0x0D, FakeGuest.BASE + BUFFER, 7, 20));
    assertEquals("tmp007\0", guest.textAt(BUFFER, 7));
    assertEquals(0, call(host, 0x0E, guest.text(NAME, "b.txt"), 5));
    assertFalse(Files.exists(folder.resolve("b.txt")));
    host.close();
  }

  @Test
  void noNameLeadsOutOfTheDirectory(@TempDir Path outside) throws Exception {
    Path folder = Files.createDirectory(outside.resolve("allowed"));
    Path secret = Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("link.txt"), secret);
    Files.createSymbolicLink(folder.resolve("dangling.txt"), outside.resolve("new.txt"));
    Files.createSymbolicLink(folder.resolve("up"), outside);
    Files.createDirectory(folder.resolve("sub"));
    SemihostingHost host = host(folder);
    List<String> names =
        List.of(
            secret.toString(),
            "../secret.txt",
            "sub/../../secret.txt",
            "link.txt",
            "dangling.txt",
            "up/secret.txt",
            "up/new.txt",
            ".",
            "",
            "sub",
            "a\0b");
    for (String name : names) {
      for (int mode = 0; mode <= 11; mode++) {
        assertEquals(-1, open(host, name, mode), name + " mode " + mode);
      }
      assertEquals(-1, call(host, 0x0E, guest.text(NAME, name), name.length()), name);
      int ours = open(host, "ours.txt", 4);
      call(host, CLOSE, ours);
      assertEquals(
          -1,
          call(
              host,
              0x0F,
              guest.text(NAME, "ours.txt"),
              8,
              guest.text(NAME + 256, name),
              name.length()),
          name);
    }
    assertEquals("secret", Files.readString(secret));
    assertFalse(Files.exists(outside.resolve("new.txt")));
    int nested = open(host, "sub/ok.txt", 4);
    assertTrue(nested > 0);
    host.close();
  }

  @Test
  void aRestoredHostGoesOnWhereItWas(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("in.txt"), "0123456789");
    SemihostingHost host = host(folder);
    int console = open(host, ":tt", 0);
    int out = open(host, ":tt", 4);
    int file = open(host, "in.txt", 0);
    int features = open(host, ":semihosting-features", 0);
    assertEquals("ty", read(host, console, 2));
    assertEquals("01234", read(host, file, 5));
    assertEquals("SH", read(host, features, 2));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    host.save(new DataOutputStream(state));
    host.close();

    SemihostingHost restored = host(folder);
    restored.restore(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
    assertEquals("ped", read(restored, console, 9));
    assertEquals("56789", read(restored, file, 9));
    assertEquals("FB\3", read(restored, features, 9));
    assertEquals(0, write(restored, out, "k"));
    assertEquals("k", printed.toString());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    SemihostingHost third = host(folder);
    third.restore(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
    third.save(new DataOutputStream(again));
    assertArrayEquals(state.toByteArray(), again.toByteArray());
    restored.close();
    third.close();
  }
}
