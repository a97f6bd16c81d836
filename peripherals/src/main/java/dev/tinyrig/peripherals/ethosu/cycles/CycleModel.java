package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.operation.Operation;

/** Tells how long operations take and what they move. */
public interface CycleModel {
  /** What an operation costs, on its own. */
  Cost cost(Operation operation, Ports ports);

  /** Which AXI port, 0 or 1, a region's accesses take: REGIONCFG. */
  @FunctionalInterface
  interface Ports {
    /** Regions 1 and 2 (arena, fast scratch) on port 0, others on port 1: {@code Shared_Sram}. */
    Ports SHARED_SRAM = region -> region == 1 || region == 2 ? 0 : 1;

    /** Only region 2 (fast scratch) on port 0: {@code Dedicated_Sram}. */
    Ports DEDICATED_SRAM = region -> region == 2 ? 0 : 1;

    /** Everything on port 0: {@code Sram_Only}. */
    Ports SRAM_ONLY = region -> 0;

    /** The port of a region. */
    int of(int region);
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
