package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Instructions from the decode tables that do not branch, and leave alone what a program needs: R7
 * and R9 point into memory, R6 and R12 are small indices, R10 and R11 count loops.
 */
final class DrawnInstructions {
  private static final int KEPT =
      1 << 6 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 15;
  private static final int SP_RESERVED = 1 << 13 | 1 << 15;

  private record Rows(
      Decoder decoder, List<Encoding> all, List<Encoding> common, List<Encoding> vectors) {}

  private static final Map<CoreModel, Rows> ROWS = new EnumMap<>(CoreModel.class);

  private final Random random;
  private final Rows rows;
  private final ProgramWriter out;
  private final boolean calm;

  /**
   * Instructions of a program.
   *
   * @param calm whether most are common ones, which stay in translated code for long
   */
  DrawnInstructions(Random random, CoreModel core, ProgramWriter out, boolean calm) {
    this.random = random;
    this.out = out;
    this.calm = calm;
    synchronized (ROWS) {
      rows = ROWS.computeIfAbsent(core, DrawnInstructions::rows);
    }
  }

  private static Rows rows(CoreModel core) {
    List<Encoding> all = Decoder.encodings().stream().filter(e -> drawable(core, e)).toList();
    return new Rows(
        new Decoder(core.features()),
        all,
        all.stream().filter(DrawnInstructions::isCommon).toList(),
        all.stream().filter(e -> e.op().kind().isVector()).toList());
  }

  /** What most programs consist of. */
  private static boolean isCommon(Encoding e) {
    return switch (e.op().kind()) {
      case ALU, SHIFT, MULTIPLY, LOAD, STORE -> e.requires() != Feature.SECURITY;
      default -> false;
    };
  }

  private static boolean drawable(CoreModel core, Encoding e) {
    return core.has(e.requires())
        && switch (e.op().kind()) {
          case SYSTEM, BRANCH, CALL, IT, VECTOR_GATHER, VECTOR_SCATTER -> false;
          default -> true;
        };
  }

  /** So many instructions. */
  void straight(int count) {
    for (int k = 0; k < count; k++) {
      draw(false);
    }
  }

  /** One instruction. */
  void draw(boolean inIt) {
    boolean plain = random.nextInt(calm ? 40 : 3) != 0;
    for (int attempt = 0; attempt < 5000; attempt++) {
      List<Encoding> from = plain ? rows.common : rows.all;
      Encoding row = from.get(random.nextInt(from.size()));
      int bits = fill(row.pattern());
      boolean wide = row.length() == 4;
      int first = wide ? bits >>> 16 : bits;
      Instruction i = rows.decoder.decode(out.here(), first, wide ? bits & 0xFFFF : 0);
      if (i.op == row.op() && suits(i, inIt)) {
        out.emit(first);
        if (wide) {
          out.emit(bits & 0xFFFF);
        }
        return;
      }
    }
    out.emit(0xBF00);
  }

  /** A vector instruction that suits; null, and a NOP, when none is found. */
  Instruction drawVector(Predicate<Instruction> wanted) {
    return drawFrom(rows.vectors, wanted);
  }

  /** A 32-bit instruction of some rows that suits; null, and a NOP, when none is found. */
  Instruction drawFrom(List<Encoding> from, Predicate<Instruction> wanted) {
    for (int attempt = 0; attempt < 20_000; attempt++) {
      Encoding row = from.get(random.nextInt(from.size()));
      int bits = fill(row.pattern());
      Instruction i = rows.decoder.decode(out.here(), bits >>> 16, bits & 0xFFFF);
      if (i.op == row.op() && wanted.test(i) && suits(i, false)) {
        out.emit(bits >>> 16, bits & 0xFFFF);
        return i;
      }
    }
    out.emit(0xBF00);
    return null;
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

  private static boolean suits(Instruction i, boolean inIt) {
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
}
