package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.oracle.ArchitecturalState;
import java.util.ArrayList;
import java.util.List;

/** A program of a few instructions at one address, and the state in which it starts. */
final class Trial {
  /** What coverage is counted for. */
  final Encoding row;

  final int address;

  /** The condition of the IT block around the instruction, -1 outside. */
  final int condition;

  /** Whether this is a sequence, to which no single row belongs. */
  boolean isSequence;

  /** Whether the condition holds in the start state; true outside an IT block. */
  boolean conditionHolds;

  final List<Instruction> program = new ArrayList<>();

  /** Half-words of the program. */
  final List<Short> code = new ArrayList<>();

  final ArchitecturalState start = new ArchitecturalState();

  /** Words to place in data memory: pairs of address and value. */
  final List<int[]> patches = new ArrayList<>();

  Trial(Encoding row, int address, int condition) {
    this.row = row;
    this.address = address;
    this.condition = condition;
  }

  int end() {
    return address + 2 * code.size();
  }

  void append(Instruction instruction) {
    if (instruction.length == 4) {
      code.add((short) (instruction.bits >>> 16));
    }
    code.add((short) instruction.bits);
    program.add(instruction);
  }

  /** The instruction that the trial is about. */
  Instruction subject() {
    for (Instruction i : program) {
      if (i.encoding.equals(row)) {
        return i;
      }
    }
    return program.getLast();
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    for (Instruction i : program) {
      text.append(String.format("%s[%s] ", i.encoding.name(), Integer.toHexString(i.bits)));
    }
    text.append(String.format("at %08x; APSR %08x FPSCR %08x", address, start.apsr, start.fpscr));
    for (int k = 0; k < 15; k++) {
      text.append(String.format(" R%d=%08x", k, start.r[k]));
    }
    Instruction last = program.getLast();
    if (last.encoding.name().startsWith("V")) {
      for (int k : new int[] {last.d, last.n, last.m}) {
        int d = Math.min(k, 15);
        text.append(String.format(" S%d=%08x", k, start.s[Math.min(k, 31)]));
        text.append(String.format(" D%d=%08x%08x", d, start.s[2 * d + 1], start.s[2 * d]));
      }
    }
    return text.toString();
  }
}
