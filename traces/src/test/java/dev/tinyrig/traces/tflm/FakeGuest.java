package dev.tinyrig.traces.tflm;

import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.session.ProfileSession;
import dev.tinyrig.traces.session.RunOutcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A guest played by hand: 64 KiB of flash at 0 with a vector table, 64 KiB of RAM, registers, and
 * the events that an engine would deliver.
 */
final class FakeGuest implements Probe.View {
  static final int RAM = 0x2000_0000;
  private static final int SIZE = 1 << 16;

  private record Frame(int returnAddress, int sp) {}

  final byte[] flash = new byte[SIZE];
  final byte[] ram = new byte[SIZE];
  private final int[] r = new int[16];
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long cycles;
  private int exception;
  private Probe probe;
  private ProfileSession session;

  FakeGuest() {
    put(0, RAM + SIZE);
    put(4, 0x101);
    r[13] = RAM + SIZE;
    r[15] = 0x100;
  }

  void put(int address, int value) {
    ByteBuffer.wrap(address >= RAM ? ram : flash)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(address & (SIZE - 1), value);
  }

  void start() {
    session = ProfileSession.of(ImageLoader.raw("fake.bin", flash, 0));
    probe = session.probe();
    probe.attached(this);
  }

  void work(int howMany) {
    cycles += howMany;
  }

  void call(int site, int target, boolean indirect, int r0, int r1) {
    r[0] = r0;
    r[1] = r1;
    r[14] = site + 3;
    r[15] = target;
    work(3);
    frames.push(new Frame(site + 2, r[13]));
    probe.call(site, target, site + 2, indirect);
    r[13] -= 16;
  }

  void ret(int r0) {
    Frame f = frames.pop();
    r[0] = r0;
    r[13] = f.sp();
    r[15] = f.returnAddress();
    work(3);
    probe.ret(f.returnAddress() + 100, f.returnAddress());
  }

  /** Leaves several frames at once. */
  void longjmp(int levels) {
    Frame f = null;
    for (int i = 0; i < levels; i++) {
      f = frames.pop();
    }
    r[13] = f.sp();
    r[15] = f.returnAddress() + 20;
    work(5);
    probe.ret(0x900, f.returnAddress() + 20);
  }

  /** An interrupt of this many cycles, entry and return included. */
  void interrupt(int howMany) {
    long since = cycles;
    int at = r[15];
    int sp = r[13];
    r[13] -= 32;
    work(12);
    exception = 15;
    r[15] = 0x800;
    probe.exceptionEntry(15, at, since);
    work(howMany - 12);
    exception = 0;
    r[13] = sp;
    r[15] = at;
    probe.exceptionReturn(15, at);
  }

  Report report() {
    return session.finish(
        new RunOutcome(
            "fake",
            "cortex-m4f",
            1_000_000,
            true,
            true,
            cycles,
            cycles,
            new Report.Exit("exited", 0, "done"),
            Optional.empty(),
            new Report.Labels("exact", "uncalibrated", null, ""),
            "0",
            ""));
  }

  @Override
  public long cycles() {
    return cycles;
  }

  @Override
  public long instructions() {
    return cycles;
  }

  @Override
  public int register(int number) {
    return r[number];
  }

  @Override
  public int read(int address, byte[] into, int offset, int length) {
    byte[] memory = address >= RAM ? ram : flash;
    int at = address >= RAM ? address - RAM : address;
    if (at < 0 || at >= SIZE) {
      return 0;
    }
    int n = Math.min(length, SIZE - at);
    System.arraycopy(memory, at, into, offset, n);
    return n;
  }

  @Override
  public int word(int address) {
    byte[] b = new byte[4];
    return read(address, b, 0, 4) == 4
        ? ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt()
        : 0;
  }

  @Override
  public int exception() {
    return exception;
  }
}
