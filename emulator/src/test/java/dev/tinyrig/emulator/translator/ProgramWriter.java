package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import java.util.ArrayList;
import java.util.List;

/** Half-words of a program, and the instructions that need an encoder. */
final class ProgramWriter {
  private final int start;
  private final boolean wide;
  private final List<Integer> code = new ArrayList<>();

  /** A program from an address on. */
  ProgramWriter(int start, CoreModel core) {
    this.start = start;
    this.wide = core.has(Feature.V7M);
  }

  /** Whether the core has most 32-bit instructions. */
  boolean isWide() {
    return wide;
  }

  void emit(int... halfwords) {
    for (int h : halfwords) {
      code.add(h);
    }
  }

  /** Index of the next half-word. */
  int size() {
    return code.size();
  }

  void set(int index, int halfword) {
    code.set(index, halfword);
  }

  /** Address of the next instruction. */
  int here() {
    return start + 2 * code.size();
  }

  int[] halfwords() {
    return code.stream().mapToInt(h -> h).toArray();
  }

  /** Loads a register with a word; on narrow cores that changes flags. */
  void constant(int register, int value) {
    if (wide) {
      move(0xF240, register, value & 0xFFFF);
      move(0xF2C0, register, value >>> 16);
      return;
    }
    emit(0x2000 | register << 8 | value >>> 24); // MOVS, then eight bits at a time
    for (int shift = 16; shift >= 0; shift -= 8) {
      emit(0x0200 | register << 3 | register); // LSLS #8
      emit(0x3000 | register << 8 | value >>> shift & 0xFF); // ADDS
    }
  }

  /** Gives another value to a {@link #constant} that was written at an index. */
  void constantAt(int index, int register, int value) {
    List<Integer> behind = new ArrayList<>(code.subList(index, code.size()));
    code.subList(index, code.size()).clear();
    constant(register, value);
    int length = code.size() - index;
    code.addAll(behind.subList(length, behind.size()));
  }

  private void move(int opcode, int register, int half) {
    emit(
        opcode | half >>> 11 << 10 & 0x400 | half >>> 12,
        (half >>> 8 & 7) << 12 | register << 8 | half & 0xFF);
  }

  /** Stores a word, with R0 and R1. */
  void store(int address, int value) {
    constant(0, address);
    constant(1, value);
    emit(0x6001); // STR R1, [R0]
  }

  /** B T3 in the place of two half-words at an index. */
  void conditional(int at, int condition, int target) {
    int distance = target - (at + 2);
    int s = distance >>> 31;
    code.set(at, 0xF000 | s << 10 | condition << 6 | distance >>> 11 & 0x3F);
    code.set(
        at + 1,
        0x8000 | (distance >>> 17 & 1) << 13 | (distance >>> 18 & 1) << 11 | distance & 0x7FF);
  }

  /** A conditional branch to an index before. */
  void branchBack(int condition, int target) {
    int at = code.size();
    emit(0, 0);
    conditional(at, condition, target);
  }

  /**
   * What is written is executed in one of 16 rounds of the loop that R10 counts; always on narrow
   * cores.
   */
  void rarely(Runnable part) {
    if (!wide) {
      part.run();
      return;
    }
    emit(0xF01A, 0x0F0F); // TST R10, #15
    int at = code.size();
    emit(0, 0);
    part.run();
    conditional(at, 1, code.size()); // BNE
  }

  /** BL to an address. */
  void call(int target) {
    int distance = (target - (here() + 4)) >> 1;
    int s = distance >>> 31;
    int i1 = distance >>> 22 & 1;
    int i2 = distance >>> 21 & 1;
    emit(
        0xF000 | s << 10 | distance >>> 11 & 0x3FF,
        0xD000 | (~(i1 ^ s) & 1) << 13 | (~(i2 ^ s) & 1) << 11 | distance & 0x7FF);
  }

  /** The second half-word of an instruction of a low-overhead loop that branches so far. */
  static int loopBranch(int distance) {
    return 0xC001 | (distance & 1) << 11 | (distance >>> 1) << 1;
  }
}
