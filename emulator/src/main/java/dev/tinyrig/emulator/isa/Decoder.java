package dev.tinyrig.emulator.isa;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns half-words into instructions for a core with a given set of features.
 *
 * <p>Every pair of half-words decodes: what is not an instruction of this core becomes {@link
 * Op#UNDEFINED}, and {@link #whyUndefined} says why in words. Encodings in coprocessor space become
 * {@link Op#COPROCESSOR} where the coprocessor does not exist (coprocessors 10 and 11 are the
 * floating-point unit).
 */
public final class Decoder {
  private static final Set<Op> ENDING =
      EnumSet.of(
          Op.WFE,
          Op.WFI,
          Op.SVC,
          Op.BKPT,
          Op.UDF,
          Op.UNDEFINED,
          Op.COPROCESSOR,
          Op.CPS,
          Op.MSR,
          Op.SG,
          Op.ISB);

  private static final Set<Op> FLOW =
      EnumSet.of(
          Op.B,
          Op.B_COND,
          Op.BX,
          Op.CBZ,
          Op.CBNZ,
          Op.TBB,
          Op.TBH,
          Op.BL,
          Op.BLX_REG,
          Op.BXNS,
          Op.BXAUT,
          Op.BLXNS,
          Op.WLS,
          Op.WLSTP,
          Op.LE,
          Op.LE_FOREVER,
          Op.LETP);

  /** Branches after which the line goes on when they are not taken. */
  private static final Set<Op> INSIDE =
      EnumSet.of(Op.B_COND, Op.CBZ, Op.CBNZ, Op.WLS, Op.WLSTP, Op.LE, Op.LETP);

  private final Set<Feature> features;

  /** A decoder for a core that has {@code features}. */
  public Decoder(Set<Feature> features) {
    this.features = Set.copyOf(features);
  }

  /** Every encoding of the tables, in the order in which they are tried. */
  public static List<Encoding> encodings() {
    return Tables.ALL;
  }

  /** Whether an instruction that begins with this half-word has a second one. */
  public static boolean isWide(int halfword1) {
    return (halfword1 & 0xFFFF) >>> 11 >= 0x1D;
  }

  /**
   * Decodes the instruction at an address.
   *
   * @param address of its first half-word; operands relative to PC are resolved against it
   * @param halfword1 the half-word there
   * @param halfword2 the next one; ignored when the first one is a whole instruction
   */
  public Instruction decode(int address, int halfword1, int halfword2) {
    boolean wide = isWide(halfword1);
    int bits = wide ? halfword1 << 16 | halfword2 & 0xFFFF : halfword1 & 0xFFFF;
    for (Row row : wide ? Tables.bucket32(bits) : Tables.bucket16(bits)) {
      if (!row.matches(bits)) {
        continue;
      }
      if (!features.contains(row.encoding.requires())) {
        if (fallsThrough(row)) {
          continue;
        }
        break;
      }
      Instruction.Builder b = new Instruction.Builder();
      b.address = address;
      row.extract(bits, b);
      if (row.unpredictable(b, true) != null || isOwnCoprocessor(row, b)) {
        break;
      }
      return make(b, row.encoding);
    }
    Instruction.Builder b = new Instruction.Builder();
    b.address = address;
    b.bits = bits;
    return make(b, wide ? Tables.UNDEFINED_32 : Tables.UNDEFINED_16);
  }

  /**
   * Without a floating-point unit its encodings are those of an absent coprocessor; encodings of an
   * extension that the core lacks may be others on it.
   */
  private boolean fallsThrough(Row row) {
    return switch (row.encoding.requires()) {
      case FP_SP, FPV5, FP_DP -> !features.contains(Feature.FP_SP);
      case FP16, MVE, V81M -> true;
      case MVE_FP -> !features.contains(Feature.MVE);
      case PACBTI -> true; // hints are NOPs elsewhere
      default -> false;
    };
  }

  /**
   * With a floating-point unit, what no row of it takes is UNDEFINED and no absent coprocessor. In
   * Armv8.1-M coprocessors 8, 9, 14 and 15 belong to it too (DDI 0553, IsCPInstruction).
   */
  private boolean isOwnCoprocessor(Row row, Instruction.Builder b) {
    if (row.encoding.op() != Op.COPROCESSOR || !features.contains(Feature.FP_SP)) {
      return false;
    }
    return switch (b.imm) {
      case 10, 11 -> true;
      case 8, 9, 14, 15 -> features.contains(Feature.V81M);
      default -> false;
    };
  }

  private static Instruction make(Instruction.Builder b, Encoding encoding) {
    Op op = encoding.op();
    boolean branches = FLOW.contains(op) || writesPc(op, b);
    boolean ends = ENDING.contains(op) || (branches && !INSIDE.contains(op));
    return new Instruction(b, encoding, ends, branches);
  }

  private static boolean writesPc(Op op, Instruction.Builder b) {
    return switch (op) {
      case LDM, LDMDB, POP -> (b.imm & 1 << 15) != 0;
      case LDR_IMM, LDR_PRE, LDR_POST, LDR_LIT, LDR_REG, MOV_REG, ADD_REG -> b.d == 15;
      default -> false;
    };
  }

  /** Of an {@link Op#UNDEFINED} instruction: the encoding that a core with more features has. */
  public Optional<Encoding> lacking(Instruction undefined) {
    Row row = firstMatch(undefined);
    return row != null && !features.contains(row.encoding.requires())
        ? Optional.of(row.encoding)
        : Optional.empty();
  }

  /**
   * Why an {@link Op#UNDEFINED} or {@link Op#COPROCESSOR} instruction is none of this core: {@code
   * SMLAD (fb20 3001) needs the DSP extension}.
   */
  public String whyUndefined(Instruction undefined) {
    Row row = firstMatch(undefined);
    String code =
        undefined.length == 4
            ? String.format(
                Locale.ROOT, "%04x %04x", undefined.bits >>> 16, undefined.bits & 0xFFFF)
            : String.format(Locale.ROOT, "%04x", undefined.bits);
    if (row == null) {
      return code + " is not an instruction";
    }
    Instruction.Builder b = new Instruction.Builder();
    b.address = undefined.address;
    row.extract(undefined.bits, b);
    if (!features.contains(row.encoding.requires())) {
      return mnemonic(make(b, row.encoding))
          + " ("
          + code
          + ") needs "
          + row.encoding.requires().text();
    }
    String name = row.encoding.name() + " (" + code + ")";
    String unpredictable = row.unpredictable(b, true);
    if (unpredictable != null) {
      return name + " is UNPREDICTABLE: " + unpredictable;
    }
    return row.encoding.op() == Op.COPROCESSOR
        ? name + " accesses coprocessor " + b.imm + ", which has no such instruction"
        : name;
  }

  /** The mnemonic with its suffixes, under the Arm ARM's first name where it has an alias too. */
  private static String mnemonic(Instruction instruction) {
    String printed = Disassembler.text(instruction).split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return printed.replaceFirst("^(VR?MLAL?)V", "$1DAV");
  }

  private static Row firstMatch(Instruction instruction) {
    int bits = instruction.bits;
    for (Row row : instruction.length == 4 ? Tables.bucket32(bits) : Tables.bucket16(bits)) {
      if (row.matches(bits)) {
        return row;
      }
    }
    return null;
  }

  /**
   * Why the Arm ARM calls this combination of operands UNPREDICTABLE although it decodes here, if
   * it does; random tests keep away from these.
   */
  public static Optional<String> unpredictable(Instruction instruction) {
    for (Row row :
        instruction.length == 4
            ? Tables.bucket32(instruction.bits)
            : Tables.bucket16(instruction.bits)) {
      if (row.encoding.equals(instruction.encoding)) {
        Instruction.Builder b = new Instruction.Builder();
        row.extract(instruction.bits, b);
        return Optional.ofNullable(row.unpredictable(b, false));
      }
    }
    return Optional.empty();
  }
}
