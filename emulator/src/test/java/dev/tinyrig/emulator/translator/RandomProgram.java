package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that ends, drawn from the decode tables: a loop over straight code, IT blocks,
 * branches, inner loops, calls, table branches, reads of devices and stores into its own code,
 * while SysTick interrupts it; where there are vectors, also loops with tail predication, VPT
 * blocks and gathers.
 *
 * <p>R7 and R9 point into memory, R6 and R12 are small indices, R10 and R11 count loops; drawn
 * instructions leave them, SP and LR alone.
 */
final class RandomProgram {
  static final int START = 0x400;
  static final int RAM = 0x2000_0000;
  static final int SLOW_RAM = 0x2100_0000;
  private static final int KEPT =
      1 << 6 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 15;
  private static final int SP_RESERVED = 1 << 13 | 1 << 15;

  private final Random random;
  private final CoreModel core;
  private final Decoder decoder;
  private final List<Encoding> rows;

  /** Of these, what most programs consist of. */
  private final List<Encoding> common;

  private final List<Encoding> vectors;
  private final List<Integer> code = new ArrayList<>();
  private final List<Integer> subroutines = new ArrayList<>();
  private int patchable = -1;
  private int start;

  RandomProgram(long seed, CoreModel core) {
    this.random = new Random(seed);
    this.core = core;
    this.decoder = new Decoder(core.features());
    this.rows = Decoder.encodings().stream().filter(this::drawable).toList();
    this.vectors = rows.stream().filter(e -> e.op().kind().isVector()).toList();
    this.common = rows.stream().filter(RandomProgram::isCommon).toList();
  }

  private static boolean isCommon(Encoding e) {
    return switch (e.op().kind()) {
      case ALU, SHIFT, MULTIPLY, LOAD, STORE -> e.requires() != Feature.SECURITY;
      default -> false;
    };
  }

  private boolean drawable(Encoding e) {
    return core.has(e.requires())
        && switch (e.op().kind()) {
          case SYSTEM, BRANCH, CALL, IT, VECTOR_GATHER, VECTOR_SCATTER -> false;
          default -> true;
        };
  }

  /** The half-words of a program at {@link #START}; the handler of SysTick is at index 0. */
  int[] halfwords() {
    straight(random.nextInt(1, 5));
    emit(0x4770); // BX LR
    for (int k = 0; k < 3; k++) {
      subroutine();
    }
    int entry = START + 2 * code.size();
    prologue();
    int outer = code.size();
    // write-back moves the bases: they start anew in each round
    constant(7, RAM + 0x4000 + 4 * random.nextInt(64));
    if (isWide()) {
      constant(9, SLOW_RAM + 0x2000 + 4 * random.nextInt(16) + (random.nextInt(4) == 0 ? 1 : 0));
    }
    int units = random.nextInt(2, 14);
    for (int k = 0; k < units; k++) {
      unit(0);
    }
    if (isWide()) {
      emit(0xF1BA, 0x0A01); // SUBS R10, R10, #1
      branchBack(1, outer);
    } else {
      // the count lies in memory
      constant(0, RAM + 0x100);
      emit(0x6801, 0x3901, 0x6001); // LDR R1,[R0]; SUBS R1,#1; STR R1,[R0]
      int skip = code.size();
      emit(0); // BEQ over the branch back, unless that is out of reach
      int distance = outer - (code.size() + 2);
      if (distance >= -1024) {
        emit(0xE000 | distance & 0x7FF);
        code.set(skip, 0xD000 | code.size() - (skip + 2) & 0xFF);
      } else {
        code.set(skip, 0xBF00);
      }
    }
    emit(0xBE00); // BKPT
    start = entry;
    int[] all = new int[code.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = code.get(k);
    }
    return all;
  }

  /** Address of the first instruction of what {@link #halfwords} made. */
  int entry() {
    return start;
  }

  private boolean isWide() {
    return core.has(Feature.V7M);
  }

  private void emit(int... halfwords) {
    for (int h : halfwords) {
      code.add(h);
    }
  }

  private int here() {
    return START + 2 * code.size();
  }

  /** Loads a register with a word. */
  private void constant(int register, int value) {
    if (isWide()) {
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

  private void move(int opcode, int register, int half) {
    emit(
        opcode | half >>> 11 << 10 & 0x400 | half >>> 12,
        (half >>> 8 & 7) << 12 | register << 8 | half & 0xFF);
  }

  private void prologue() {
    int rounds = random.nextInt(20, 300);
    constant(0, RAM + 0x100);
    constant(1, rounds);
    emit(0x6001);
    if (isWide()) {
      constant(10, rounds);
      constant(12, random.nextInt(128));
    }
    if (core.has(Feature.FP_SP)) {
      constant(0, 0xE000_ED88);
      constant(1, 0x00F0_0000);
      emit(0x6001); // CPACR
    }
    if (random.nextInt(4) != 0) {
      constant(0, 0xE000_E010);
      constant(1, random.nextInt(40, 6000));
      emit(0x6041); // SYST_RVR
      emit(0x2107, 0x6001); // enable with interrupt
    }
    constant(6, random.nextInt(128));
    for (int register = 0; register < 6; register++) {
      constant(register, random.nextInt());
    }
  }

  private void subroutine() {
    subroutines.add(here());
    switch (random.nextInt(3)) {
      case 0 -> {
        straight(random.nextInt(1, 6));
        emit(0x4770); // BX LR
      }
      case 1 -> {
        emit(0xB570); // PUSH {R4-R6, LR}
        straight(random.nextInt(1, 8));
        emit(0xBD70); // POP {R4-R6, PC}
      }
      default -> {
        straight(random.nextInt(1, 4));
        emit(0xB510);
        unit(1);
        emit(0xBD10);
      }
    }
  }

  private void unit(int depth) {
    if (core.has(Feature.MVE) && random.nextInt(3) == 0) {
      vectorLoop();
      return;
    }
    switch (random.nextInt(depth == 0 ? 14 : 6)) {
      case 0, 1 -> straight(random.nextInt(1, 9));
      case 2 -> forward();
      case 3 -> compareAndBranch();
      case 4, 5 -> {
        if (isWide()) {
          ifThen();
        } else {
          forward();
        }
      }
      case 6, 7 -> innerLoop();
      case 8, 9 -> call();
      case 10 -> device();
      case 11 -> patch();
      case 12 -> {
        if (isWide()) {
          table();
        }
      }
      default -> {
        if (core.has(Feature.V81M)) {
          lowOverheadLoop();
        } else {
          straight(3);
        }
      }
    }
  }

  /** A loop over vectors, with or without tail predication. */
  private void vectorLoop() {
    int kind = random.nextInt(4); // DLS, straight code, else DLSTP
    constant(0, random.nextInt(1, kind == 0 ? 12 : 70));
    if (kind != 1) {
      emit(kind == 0 ? 0xF040 : 0xF000 | random.nextInt(4) << 4, 0xE001);
    }
    int top = code.size();
    for (int k = random.nextInt(1, 5); k > 0; k--) {
      switch (random.nextInt(8)) {
        case 0 -> straight(1);
        case 1, 2 -> vptBlock();
        case 3 -> gather();
        default -> drawnFrom(vectors, i -> !VptBlock.begins(i.op));
      }
    }
    if (kind != 1) {
      int distance = code.size() + 2 - top;
      int opcode = kind == 0 ? 0xF00F : 0xF01F;
      emit(opcode, 0xC001 | (distance & 1) << 11 | distance >>> 1 << 1);
    }
  }

  private void vptBlock() {
    Instruction begin = drawnFrom(vectors, i -> VptBlock.begins(i.op));
    for (int k = begin == null ? 0 : VptBlock.length(begin.imm); k > 0; k--) {
      drawnFrom(vectors, i -> !VptBlock.begins(i.op));
    }
  }

  /** Offsets from R2 on in a vector, and elements there. */
  private void gather() {
    constant(2, 16 * random.nextInt(1, 8));
    Instruction offsets = drawnFrom(vectors, i -> i.op == Op.VIDUP_Q && i.n == 2);
    List<Encoding> transfers =
        Decoder.encodings().stream()
            .filter(e -> e.op() == Op.VLDR_GATHER || e.op() == Op.VSTR_SCATTER)
            .toList();
    if (offsets != null) {
      drawnFrom(
          transfers, i -> i.n == 7 && i.m == offsets.d && (i.size == offsets.size || i.size == 3));
    }
  }

  /** An instruction of some rows that suits; null, and a NOP, when none is found. */
  private Instruction drawnFrom(
      List<Encoding> from, java.util.function.Predicate<Instruction> wanted) {
    for (int attempt = 0; attempt < 20_000; attempt++) {
      Encoding row = from.get(random.nextInt(from.size()));
      int bits = fill(row.pattern());
      Instruction i = decoder.decode(here(), bits >>> 16, bits & 0xFFFF);
      if (i.op == row.op() && wanted.test(i) && suits(i, false)) {
        emit(bits >>> 16, bits & 0xFFFF);
        return i;
      }
    }
    emit(0xBF00);
    return null;
  }

  private void straight(int count) {
    for (int k = 0; k < count; k++) {
      drawn(false);
    }
  }

  /** One instruction from the tables. */
  private void drawn(boolean inIt) {
    boolean plain = random.nextInt(3) != 0;
    for (int attempt = 0; attempt < 5000; attempt++) {
      List<Encoding> from = plain ? common : rows;
      Encoding row = from.get(random.nextInt(from.size()));
      int bits = fill(row.pattern());
      boolean wide = row.length() == 4;
      int first = wide ? bits >>> 16 : bits;
      Instruction i = decoder.decode(here(), first, wide ? bits & 0xFFFF : 0);
      if (i.op == row.op() && suits(i, inIt)) {
        emit(first);
        if (wide) {
          emit(bits & 0xFFFF);
        }
        return;
      }
    }
    emit(0xBF00);
  }

  private int fill(String pattern) {
    int bits = 0;
    for (int k = 0; k < pattern.length(); k++) {
      char c = pattern.charAt(k);
      boolean fixed = c == '0' || c == '1' || c == 'z' || c == 'o';
      bits = bits << 1 | (fixed ? (c == '1' || c == 'o' ? 1 : 0) : random.nextInt(2));
    }
    return bits;
  }

  private boolean suits(Instruction i, boolean inIt) {
    if (i.branches || i.endsBlock || i.op == Op.UNDEFINED || Decoder.unpredictable(i).isPresent()) {
      return false;
    }
    if (inIt && i.op.kind() != OpKind.ALU && i.op.kind().isVector()) {
      return false;
    }
    if (i.op == Op.VIDUP_Q && i.n == 2) {
      return true; // offsets of a gather
    }
    int base = i.writeBack ? 1 << i.n : 0;
    boolean memory =
        switch (i.op.kind()) {
          case LOAD,
              STORE,
              LOAD_MULTIPLE,
              STORE_MULTIPLE,
              FP_LOAD,
              FP_STORE,
              FP_LOAD_MULTIPLE,
              FP_STORE_MULTIPLE,
              VECTOR_LOAD,
              VECTOR_STORE,
              VECTOR_GATHER,
              VECTOR_SCATTER ->
              true;
          default -> false;
        };
    int written = Operands.writes(i) & ~(memory ? base : 0);
    if ((written & KEPT) != 0) {
      return false;
    }
    if (!memory) {
      return (Operands.reads(i) & SP_RESERVED) == 0;
    }
    int address = Operands.addressReads(i) | 1 << i.n;
    boolean literal = i.n == 15;
    int allowed = 1 << 6 | 1 << 7 | 1 << 9 | 1 << 12;
    return !literal && i.n != 6 && i.n != 12 && (address & ~allowed) == 0 && i.n < 15;
  }

  private void ifThen() {
    int count = random.nextInt(1, 5);
    int condition = random.nextInt(14);
    int mask = 1 << 4 - count;
    for (int k = 1; k < count; k++) {
      mask |= random.nextInt(2) << 4 - k;
    }
    // the low bit of the first condition is part of how the mask reads: any mask is valid
    emit(0xBF00 | condition << 4 | mask);
    for (int k = 0; k < count; k++) {
      drawn(true);
    }
  }

  private void forward() {
    int at = code.size();
    boolean wide = isWide();
    emit(0);
    if (wide) {
      emit(0);
    }
    straight(random.nextInt(1, 6));
    int condition = random.nextInt(14);
    if (wide) {
      conditional(at, condition, code.size());
    } else {
      code.set(at, 0xD000 | condition << 8 | code.size() - (at + 2) & 0xFF);
    }
  }

  private void compareAndBranch() {
    if (!core.has(Feature.V7M)) {
      forward();
      return;
    }
    int at = code.size();
    emit(0);
    straight(random.nextInt(1, 5));
    int distance = Math.max(0, code.size() - (at + 2));
    code.set(
        at,
        0xB100
            | random.nextInt(2) << 11
            | (distance >>> 5 & 1) << 9
            | (distance & 0x1F) << 3
            | random.nextInt(6));
  }

  private void branchBack(int condition, int target) {
    int at = code.size();
    emit(0, 0);
    conditional(at, condition, target);
  }

  /** B T3 at an index. */
  private void conditional(int at, int condition, int target) {
    int distance = target - (at + 2);
    int s = distance >>> 31;
    code.set(at, 0xF000 | s << 10 | condition << 6 | distance >>> 11 & 0x3F);
    code.set(
        at + 1,
        0x8000 | (distance >>> 17 & 1) << 13 | (distance >>> 18 & 1) << 11 | distance & 0x7FF);
  }

  private void innerLoop() {
    if (!isWide()) {
      forward();
      return;
    }
    constant(11, random.nextInt(1, 12));
    int top = code.size();
    int units = random.nextInt(1, 3);
    for (int k = 0; k < units; k++) {
      unit(1);
    }
    emit(0xF1BB, 0x0B01); // SUBS R11, R11, #1
    branchBack(1, top);
  }

  private void lowOverheadLoop() {
    boolean tail = core.has(Feature.MVE) && random.nextBoolean();
    constant(0, random.nextInt(1, tail ? 60 : 12));
    emit(tail ? 0xF000 | random.nextInt(4) << 4 : 0xF040, 0xE001); // DLSTP or DLS, LR, R0
    int top = code.size();
    straight(random.nextInt(1, 6));
    int distance = code.size() + 2 - top; // half-words back
    emit(tail ? 0xF01F : 0xF00F, 0xC001 | (distance & 1) << 11 | (distance >>> 1) << 1);
  }

  private void call() {
    int target = subroutines.get(random.nextInt(subroutines.size()));
    if (isWide() && random.nextInt(3) == 0) {
      constant(0, target | 1);
      emit(0x4780); // BLX R0
      return;
    }
    int distance = (target - (here() + 4)) >> 1;
    int s = distance >>> 31;
    int i1 = distance >>> 22 & 1;
    int i2 = distance >>> 21 & 1;
    emit(
        0xF000 | s << 10 | distance >>> 11 & 0x3FF,
        0xD000 | (~(i1 ^ s) & 1) << 13 | (~(i2 ^ s) & 1) << 11 | distance & 0x7FF);
  }

  private void device() {
    constant(0, 0xE000_E018); // SYST_CVR
    emit(0x6801);
  }

  /** Writes an instruction, ADDS R2 with a number that the program computes, into the program. */
  private void patch() {
    if (patchable < 0) {
      patchable = here();
      emit(0x3201);
      return;
    }
    constant(0, patchable);
    constant(1, 0x3200 | random.nextInt(256));
    emit(0x8001);
  }

  private void table() {
    emit(0xF004, 0x0403); // AND R4, R4, #3
    emit(0xE8DF, 0xF004); // TBB [PC, R4]
    int at = code.size();
    emit(0, 0);
    int[] offsets = new int[4];
    for (int k = 0; k < 4; k++) {
      offsets[k] = code.size() - at;
      straight(random.nextInt(1, 3));
    }
    code.set(at, offsets[0] | offsets[1] << 8);
    code.set(at + 1, offsets[2] | offsets[3] << 8);
  }
}
