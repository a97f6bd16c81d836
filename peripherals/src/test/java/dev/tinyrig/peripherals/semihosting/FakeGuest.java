package dev.tinyrig.peripherals.semihosting;

import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.debug.FaultReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Registers and 64 KiB of memory at 0x20000000, seen through the debug port. */
final class FakeGuest implements DebugPort {
  static final int BASE = 0x2000_0000;
  private final byte[] memory = new byte[1 << 16];
  private final Map<Register, Integer> registers = new EnumMap<>(Register.class);

  int text(int offset, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, memory, offset, bytes.length);
    return BASE + offset;
  }

  int words(int offset, int... values) {
    for (int i = 0; i < values.length; i++) {
      for (int b = 0; b < 4; b++) {
        memory[offset + 4 * i + b] = (byte) (values[i] >>> 8 * b);
      }
    }
    return BASE + offset;
  }

  int word(int offset) {
    return (memory[offset] & 0xFF)
        | (memory[offset + 1] & 0xFF) << 8
        | (memory[offset + 2] & 0xFF) << 16
        | (memory[offset + 3] & 0xFF) << 24;
  }

  String textAt(int offset, int length) {
    return new String(Arrays.copyOfRange(memory, offset, offset + length), StandardCharsets.UTF_8);
  }

  @Override
  public int register(Register register) {
    return registers.getOrDefault(register, 0);
  }

  @Override
  public void setRegister(Register register, int value) {
    registers.put(register, value);
  }

  private int inside(int address, int length) {
    int offset = address - BASE;
    return offset < 0 || offset > memory.length ? 0 : Math.min(length, memory.length - offset);
  }

  @Override
  public int read(int address, byte[] into, int offset, int length) {
    int part = inside(address, length);
    System.arraycopy(memory, part == 0 ? 0 : address - BASE, into, offset, part);
    return part;
  }

  @Override
  public int write(int address, byte[] from, int offset, int length) {
    int part = inside(address, length);
    System.arraycopy(from, offset, memory, part == 0 ? 0 : address - BASE, part);
    return part;
  }

  @Override
  public int fpRegister(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setFpRegister(int number, int bits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setBreakpoint(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clearBreakpoint(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setWatchpoint(int address, int length, Watch kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clearWatchpoint(int address, int length, Watch kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void halt() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void step() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<FaultReport> lastFault() {
    return Optional.empty();
  }
}
