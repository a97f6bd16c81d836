package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.operation.Operation;

/** Tells how long operations take and what they move. */
public interface CycleModel {
  /** What an operation costs, on its own. */
  Cost cost(Operation operation, Ports ports);

  /**
   * Which AXI port, 0 or 1, a region's accesses take: REGIONCFG; and with which limits: AXI_LIMIT,
   * by default as Arm's driver sets it for the U55 (64 bytes, 32 reads, 16 writes).
   */
  @FunctionalInterface
  interface Ports {
    /** Regions 1 and 2 (arena, fast scratch) on port 0, others on port 1: {@code Shared_Sram}. */
    Ports SHARED_SRAM = region -> region == 1 || region == 2 ? 0 : 1;

    /** Only region 2 (fast scratch) on port 0: {@code Dedicated_Sram}. */
    Ports DEDICATED_SRAM = region -> region == 2 ? 0 : 1;

    /** Everything on port 0: {@code Sram_Only}. */
    Ports SRAM_ONLY = region -> 0;

    /** Bytes of the shortest burst that AXI_LIMIT.max_beats can choose. */
    int SHORTEST_BURST = 64;

    /** The port of a region. */
    int of(int region);

    /** Bytes at which a port cuts bursts. */
    default int burstBytes(int port) {
      return SHORTEST_BURST;
    }

    /** Reads that may be outstanding on a port. */
    default int reads(int port) {
      return 32;
    }

    /** Writes that may be outstanding on a port. */
    default int writes(int port) {
      return 16;
    }
  }

  /**
   * What an operation costs.
   *
   * @param cycles from its start to its end
   * @param overlap by so many cycles it may start before the kernel operation in front of it ends
   * @param dependency by so many cycles more it could have started early, had its BLOCKDEP let it
   * @param first what its first block waits for: {@link Bound#IFM} or {@link Bound#WEIGHTS}
   * @param bound what set its pace
   * @param blocks of output into which it is cut; 0 for a transfer
   * @param stages what the engines do in the meantime
   * @param traffic bytes moved
   */
  record Cost(
      long cycles,
      long overlap,
      long dependency,
      Bound first,
      Bound bound,
      long blocks,
      Stages stages,
      Traffic traffic) {}
}
