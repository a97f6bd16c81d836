package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A few instructions at one address, and the record in which they start. */
final class Trial {
  private static final int SVC = 0xDF00;

  final TrialRecord layout;
  final int address;
  final List<Instruction> program = new ArrayList<>();
  final ByteBuffer record = ByteBuffer.allocate(TrialRecord.SIZE).order(ByteOrder.LITTLE_ENDIAN);

  /** What is special about the start state. */
  Mode mode = Mode.PLAIN;

  /** Circumstances whose coverage is counted. */
  enum Mode {
    /** Every lane is active. */
    PLAIN,
    /** A VPT block is open. */
    PREDICATED,
    /** The tail of a low-overhead loop. */
    TAIL,
    /** Some beats have executed already. */
    RESUMED,
    /** A vector load or store to whose later elements there is no memory. */
    FAULTING
  }

  Trial(TrialRecord layout, int address) {
    this.layout = layout;
    this.address = address;
  }

  int end() {
    return program.isEmpty() ? address : program.getLast().next();
  }

  /** Half-words of the program, and of the SVC that ends it. */
  byte[] code() {
    ByteBuffer b = ByteBuffer.allocate(end() - address + 2).order(ByteOrder.LITTLE_ENDIAN);
    for (Instruction i : program) {
      if (i.length == 4) {
        b.putShort((short) (i.bits >>> 16));
      }
      b.putShort((short) i.bits);
    }
    b.putShort((short) SVC);
    return b.array();
  }

  int get(int offset) {
    return record.getInt(offset);
  }

  void put(int offset, int value) {
    record.putInt(offset, value);
  }

  /** How many of the instructions were executed, by a finished record's PC and exception. */
  int executed(ByteBuffer finished) {
    int pc = finished.getInt(layout.pc());
    int count = 0;
    while (count < program.size() && program.get(count).address != pc) {
      count++;
    }
    return count;
  }

  String describe() {
    StringBuilder text = new StringBuilder(mode.toString());
    int it = 0;
    for (Instruction i : program) {
      text.append(
          String.format(
              "\n    %08x  %08x  %-30s %s",
              i.address, i.bits, Disassembler.text(i, it), i.encoding.name()));
      it = Disassembler.nextItState(i, it);
    }
    text.append(
        String.format(
            "\n    xPSR %08x FPSCR %08x VPR %08x",
            get(layout.xpsr()), get(TrialRecord.FPSCR), get(TrialRecord.VPR)));
    for (int k = 0; k < 15; k++) {
      text.append(k == 13 ? "" : String.format(" R%d=%08x", k, get(layout.r(k))));
    }
    for (int q = 0; q < 8 && layout == TrialRecord.EXTENDED; q++) {
      text.append(
          String.format(
              "%s Q%d=%08x_%08x_%08x_%08x",
              q % 4 == 0 ? "\n   " : "",
              q,
              get(TrialRecord.s(4 * q + 3)),
              get(TrialRecord.s(4 * q + 2)),
              get(TrialRecord.s(4 * q + 1)),
              get(TrialRecord.s(4 * q))));
    }
    return text.toString();
  }
}
