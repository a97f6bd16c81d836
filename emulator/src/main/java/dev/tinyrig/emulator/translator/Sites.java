package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where loads and stores go. Before hot code is translated, the interpreter executes it step by
 * step for a while, and the address of each access is noted: an access mostly stays in one memory.
 */
final class Sites {
  /** Instructions that are looked at. */
  private static final int SAMPLES = 600;

  private static final int MOST_SITES = 1 << 16;

  /** Addresses accessed last, by the address of the instruction. */
  private final Map<Integer, Integer> seen = new HashMap<>();

  /** Instructions whose accesses have often not been aligned. */
  private final Set<Integer> unaligned = new HashSet<>();

  private int left;

  void start() {
    left = SAMPLES;
  }

  boolean sampling() {
    return left > 0;
  }

  /** The instruction is about to execute. */
  void note(Core core, Instruction i) {
    left--;
    int base = i.n < 15 ? core.r[i.n] : core.pc + 4 & ~3;
    switch (i.op.kind()) {
      case LOAD, STORE -> {
        int address =
            switch (i.op) {
              case LDR_REG, LDRB_REG, LDRH_REG, LDRSB_REG, LDRSH_REG, STR_REG, STRB_REG, STRH_REG ->
                  base + (core.r[i.m] << i.amount);
              default -> base;
            };
        add(i, address);
      }
      case LOAD_MULTIPLE, STORE_MULTIPLE, FP_LOAD, FP_STORE, FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE ->
          add(i, base);
      default -> {}
    }
  }

  private void add(Instruction i, int address) {
    if (seen.size() < MOST_SITES) {
      seen.put(i.address, address);
    }
  }

  /** Translated code was often left at this instruction. */
  void missed(Instruction i) {
    switch (i.op.kind()) {
      case LOAD, STORE -> unaligned.add(i.address);
      default -> {}
    }
  }

  /** Whether an access must be ready for addresses that are not aligned. */
  boolean unaligned(Instruction i) {
    return unaligned.contains(i.address) && MemoryCode.bytes(i) > 1;
  }

  /** The area in which an access is expected. */
  FlatMemory.Area area(Instruction i, FlatMemory memory) {
    Integer address = seen.get(i.address);
    FlatMemory.Area area =
        address != null
            ? memory.area(address)
            : i.n == 15 ? memory.area(i.address) : memory.first();
    return area.size() == 0 ? memory.first() : area;
  }
}
