package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where loads and stores go. Before hot code is translated, the interpreter executes it step by
 * step for a while, and the address of each access is noted: an access mostly stays in one memory.
 */
final class Sites {
  /** Instructions that are looked at. */
  private static final int SAMPLES = 600;

  private static final int SP = 13;
  private static final int LR = 14;
  private static final int MOST_SITES = 1 << 16;

  /** How many regions are made anew because an access was known to be where it was. */
  private static final int MOST_OLDER = 8;

  /**
   * What is known, by the address of the instruction.
   *
   * @param seen addresses accessed first
   * @param also addresses of those whose accesses have often been in a second place
   * @param unaligned whose accesses have often not been aligned
   * @param anywhere whose accesses have often been in neither
   * @param masked at which vectors have often been masked by the tail of a loop
   * @param large sums of products whose accumulators have often been large
   */
  record Facts(
      Map<Integer, Integer> seen,
      Map<Integer, Integer> also,
      Set<Integer> unaligned,
      Set<Integer> anywhere,
      Set<Integer> masked,
      Set<Integer> large) {
    Facts() {
      this(
          new HashMap<>(),
          new HashMap<>(),
          new HashSet<>(),
          new HashSet<>(),
          new HashSet<>(),
          new HashSet<>());
    }

    /** The sets of instructions, always in the same order. */
    List<Set<Integer>> sets() {
      return List.of(unaligned, anywhere, masked, large);
    }

    private void add(Facts others) {
      others.seen.forEach(seen::putIfAbsent);
      others.also.forEach(also::putIfAbsent);
      for (int k = 0; k < sets().size(); k++) {
        sets().get(k).addAll(others.sets().get(k));
      }
    }
  }

  private final Facts facts = new Facts();
  private final Map<Integer, Integer> older = new HashMap<>();
  private int left;

  Facts facts() {
    return facts;
  }

  /** What earlier runs have seen is known, too. */
  void expect(Facts earlier) {
    facts.add(earlier);
  }

  void start() {
    left = SAMPLES;
  }

  boolean sampling() {
    return left > 0;
  }

  /** The instruction is about to execute. */
  void note(Core core, Instruction i) {
    left--;
    Integer address = address(core, i);
    if (address != null && facts.seen.size() < MOST_SITES) {
      facts.seen.putIfAbsent(i.address, address);
      if ((address & MemoryCode.bytes(i) - 1) != 0) {
        facts.unaligned.add(i.address);
      }
    }
  }

  /** The address from which an instruction will load or at which it will store, or null. */
  private static Integer address(Core core, Instruction i) {
    int base = i.n < 15 ? core.r[i.n] : i.address + 4 & ~3;
    return switch (i.op) {
      case LDR_REG, LDRB_REG, LDRH_REG, LDRSB_REG, LDRSH_REG, STR_REG, STRB_REG, STRH_REG ->
          base + (core.r[i.m] << i.amount);
      case LDR_IMM, LDRB_IMM, LDRH_IMM, LDRSB_IMM, LDRSH_IMM, STR_IMM, STRB_IMM, STRH_IMM ->
          base + i.imm;
      case VLDR_Q, VSTR_Q -> base + i.imm;
      case PUSH -> core.r[SP] - 4 * Integer.bitCount(i.imm);
      case POP -> core.r[SP];
      default ->
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
                VECTOR_STORE ->
                base;
            default -> null;
          };
    };
  }

  /**
   * Translated code was often left at this instruction, which the core is about to execute; whether
   * that was for where it accesses memory, for the tail of a loop or a large sum, and is news.
   */
  boolean missed(Core core, Instruction i, FlatMemory memory) {
    if (i.op.kind().isVector()
        && Vectors.masked(core.fpscr, core.r[LR])
        && facts.masked.add(i.address)) {
      return true;
    }
    if (SmallSums.terms(i.op) != 0) {
      return SmallSums.isLarge(core.r[i.a]) && facts.large.add(i.address);
    }
    Integer address = address(core, i);
    if (address == null) {
      return false;
    }
    if ((address & MemoryCode.bytes(i) - 1) != 0) {
      return facts.unaligned.add(i.address);
    }
    if (facts.anywhere.contains(i.address)) {
      return false;
    }
    if (facts.seen.putIfAbsent(i.address, address) == null) {
      return true;
    }
    List<FlatMemory.Area> areas = areas(i, memory);
    if (!areas.isEmpty() && Window.of(areas).covers(address)) {
      // The region is older than what is known; but not again and again.
      return older.merge(i.address, 1, Integer::sum) <= MOST_OLDER || facts.anywhere.add(i.address);
    }
    return facts.also.putIfAbsent(i.address, address) == null || facts.anywhere.add(i.address);
  }

  /** Whether an access must be ready for addresses that are not aligned. */
  boolean unaligned(Instruction i) {
    return facts.unaligned.contains(i.address) && MemoryCode.bytes(i) > 1;
  }

  /** Whether a sum of products has been seen to be large before. */
  boolean large(Instruction i) {
    return facts.large.contains(i.address);
  }

  /** Whether the tail of a loop has been seen to mask bytes here. */
  boolean masked(Instruction i) {
    return facts.masked.contains(i.address);
  }

  /**
   * The area in which an access is expected, or two, which may be parts of the same; none where it
   * may be anywhere.
   */
  List<FlatMemory.Area> areas(Instruction i, FlatMemory memory) {
    if (facts.anywhere.contains(i.address)) {
      return List.of();
    }
    FlatMemory.Area first = area(i, memory);
    Integer other = facts.also.get(i.address);
    if (other == null) {
      return List.of(first);
    }
    FlatMemory.Area second = memory.area(other);
    return second.size() == 0 ? List.of() : List.of(first, second);
  }

  /** The area in which an access was seen first. */
  private FlatMemory.Area area(Instruction i, FlatMemory memory) {
    Integer address = facts.seen.get(i.address);
    FlatMemory.Area area =
        address != null
            ? memory.area(address)
            : i.n == 15 ? memory.area(i.address) : memory.first();
    return area.size() == 0 ? memory.first() : area;
  }
}
