package dev.tinyrig.traces.report;

import java.util.List;

/**
 * Where memory went. What could not be found is null.
 *
 * @param flashBytes bytes that the image puts into non-volatile memory
 * @param ramBytes static RAM: initialised and zero-filled data
 * @param sections allocated sections by address
 * @param stackHighWaterBytes deepest main stack seen, from the initial stack pointer
 * @param stackMethod how exact that is
 * @param arenaAddress first byte of the tensor arena, {@code 0x…}
 * @param arenaBytes size of the arena
 * @param arenaUsedBytes head plus tail as TFLM's own allocator counts them
 * @param arenaMethod where the figures come from
 */
public record MemoryRow(
    long flashBytes,
    long ramBytes,
    List<SectionRow> sections,
    Long stackHighWaterBytes,
    String stackMethod,
    String arenaAddress,
    Long arenaBytes,
    Long arenaUsedBytes,
    String arenaMethod) {

  /** One section: {@code kind} is {@code code}, {@code read-only}, {@code data} or {@code zero}. */
  public record SectionRow(String name, String address, long bytes, String kind) {}
}
