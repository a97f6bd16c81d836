package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.core.MemoryAccess;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.memory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decoded blocks by their first address.
 *
 * <p>A block goes on over conditional branches and ends at an instruction that always leaves the
 * line, at the end of its memory or after {@link #LIMIT} instructions. Stores into decoded code
 * drop the blocks that they touch. Each security state has blocks of its own, because what one may
 * fetch the other may not: the security of an address is looked at when it is decoded.
 */
final class BlockCache {
  /** Longest block: long enough for unrolled kernels, short enough to decode at once. */
  static final int LIMIT = 256;

  private static final int CHUNK_SHIFT = 11; // half-words per lazily made chunk

  private final Core core;
  private final MemoryAccess memory;
  private final Decoder decoder;

  /** By security state, then by memory. */
  private final List<Map<Region, Block[][]>> index = List.of(new HashMap<>(), new HashMap<>());

  private final boolean twoStates;
  private boolean lastSecure;
  private Region lastRegion;
  private Block[][] lastChunks;
  private final List<Block> all = new ArrayList<>();
  private int nextId;
  private boolean protectedFetch;

  BlockCache(Core core, MemoryAccess memory, Decoder decoder, boolean twoStates) {
    this.core = core;
    this.memory = memory;
    this.decoder = decoder;
    this.twoStates = twoStates;
  }

  /** Whether every entry of a block must ask whether its code may be fetched. */
  void checkFetches(boolean check) {
    protectedFetch = check;
  }

  boolean checksFetches() {
    return protectedFetch;
  }

  /**
   * The block that starts at an address; throws the fetch or decode fault of its first instruction.
   */
  Block find(int address) {
    if (protectedFetch) {
      memory.checkFetch(address, core.exceptions.privileged());
    }
    Region region = lastRegion;
    if (region == null || !region.contains(address, 2) || lastSecure != core.secure) {
      memory.checkFetch(address, core.exceptions.privileged());
      region = core.bus.region(address);
      lastRegion = region;
      lastSecure = core.secure;
      lastChunks =
          blocksOf(core.secure)
              .computeIfAbsent(region, r -> new Block[(r.bytes.length >> 1 + CHUNK_SHIFT) + 1][]);
    }
    int half = address - region.base >> 1;
    Block[] chunk = lastChunks[half >> CHUNK_SHIFT];
    if (chunk == null) {
      chunk = new Block[1 << CHUNK_SHIFT];
      lastChunks[half >> CHUNK_SHIFT] = chunk;
    }
    Block block = chunk[half & (1 << CHUNK_SHIFT) - 1];
    if (block == null) {
      block = decode(address, region);
      chunk[half & (1 << CHUNK_SHIFT) - 1] = block;
      all.add(block);
    }
    return block;
  }

  /** The block that starts at an address if it has been decoded for the present state, or null. */
  Block decoded(int address) {
    Region region = core.bus.region(address);
    Block[][] chunks = region == null ? null : blocksOf(core.secure).get(region);
    if (chunks == null) {
      return null;
    }
    int half = address - region.base >> 1;
    Block[] chunk = chunks[half >> CHUNK_SHIFT];
    return chunk == null ? null : chunk[half & (1 << CHUNK_SHIFT) - 1];
  }

  private Map<Region, Block[][]> blocksOf(boolean secure) {
    return index.get(secure ? 1 : 0);
  }

  private Block decode(int start, Region region) {
    if (twoStates) {
      memory.checkFetch(start, core.exceptions.privileged());
    }
    List<Instruction> code = new ArrayList<>();
    int at = start;
    while (code.size() < LIMIT) {
      Instruction instruction = decodeOne(at, region, code.isEmpty());
      if (instruction == null) {
        break;
      }
      code.add(instruction);
      at += instruction.length;
      if (instruction.endsBlock) {
        break;
      }
    }
    Instruction[] array = code.toArray(Instruction[]::new);
    core.bus.holdsCode(region);
    for (int g = start - region.base >> Region.CODE_GRANULE_SHIFT;
        g <= at - 1 - region.base >> Region.CODE_GRANULE_SHIFT;
        g++) {
      region.codeMarks[g] = 1;
    }
    return new Block(nextId++, core.secure, array, core.timing.costs(array, array.length));
  }

  /** Decodes one instruction; null when it cannot be part of this block because it would fault. */
  private Instruction decodeOne(int address, Region region, boolean first) {
    int offset = address - region.base;
    if (offset + 2 > region.bytes.length) {
      return null;
    }
    if (!first && (protectedFetch || twoStates)) {
      try {
        memory.checkFetch(address, core.exceptions.privileged());
      } catch (GuestFault e) {
        return null;
      }
    }
    int half1 = halfword(region, offset);
    int half2 = 0;
    if (twoStates && Decoder.isWide(half1)) {
      try {
        memory.checkFetch(address + 2, core.exceptions.privileged());
      } catch (GuestFault e) {
        if (first) {
          throw e;
        }
        return null;
      }
    }
    if (Decoder.isWide(half1)) {
      if (offset + 4 > region.bytes.length) {
        if (!first) {
          return null;
        }
        memory.checkFetch(address + 2, core.exceptions.privileged());
        half2 = core.bus.load16(address + 2); // the instruction lies across two adjoining memories
      } else {
        half2 = halfword(region, offset + 2);
      }
    }
    Instruction instruction = decoder.decode(address, half1, half2);
    if (twoStates && memory.onlyGateway(address)) {
      if (instruction.op == Op.SG && memory.onlyGateway(address + 2)) {
        return instruction;
      }
      if (!first) {
        return null;
      }
      throw new GuestFault(
          FaultKind.INVEP,
          address,
          String.format(
              "Non-secure code enters Secure memory at 0x%08x, where there is no SG", address));
    }
    return instruction;
  }

  private static int halfword(Region region, int offset) {
    return region.bytes[offset] & 0xFF | (region.bytes[offset + 1] & 0xFF) << 8;
  }

  /** Drops the blocks that touch a changed range, at every place at which its memory appears. */
  void codeChanged(int address, int size) {
    Region region = core.bus.region(address);
    Region memory = region.origin();
    int from = address - region.base;
    int firstGranule = from >> Region.CODE_GRANULE_SHIFT;
    int lastGranule = from + size - 1 >> Region.CODE_GRANULE_SHIFT;
    boolean marked = false;
    for (int g = firstGranule; g <= lastGranule && !marked; g++) {
      marked = region.codeMarks[g] != 0;
    }
    if (!marked) {
      return;
    }
    boolean[] stillUsed = new boolean[lastGranule - firstGranule + 1];
    all.removeIf(
        block -> {
          Region place = core.bus.region(block.start);
          if (place.origin() != memory) {
            return false;
          }
          int start = block.start - place.base;
          int end = block.end() - place.base;
          boolean hit = start < from + size && from < end;
          if (hit) {
            drop(block);
          } else {
            int first = start >> Region.CODE_GRANULE_SHIFT;
            int last = end - 1 >> Region.CODE_GRANULE_SHIFT;
            for (int g = Math.max(first, firstGranule); g <= Math.min(last, lastGranule); g++) {
              stillUsed[g - firstGranule] = true;
            }
          }
          return hit;
        });
    // Data that shares a granule with dropped code would otherwise pay for this scan at every
    // store.
    for (int g = firstGranule; g <= lastGranule; g++) {
      if (!stillUsed[g - firstGranule]) {
        region.codeMarks[g] = 0;
      }
    }
  }

  /** Drops everything. */
  void clear() {
    all.forEach(b -> b.valid = false);
    all.clear();
    index.forEach(Map::clear);
    lastRegion = null;
    lastChunks = null;
  }

  private void drop(Block block) {
    block.valid = false;
    Region region = core.bus.region(block.start);
    int half = block.start - region.base >> 1;
    blocksOf(block.secure).get(region)[half >> CHUNK_SHIFT][half & (1 << CHUNK_SHIFT) - 1] = null;
  }
}
