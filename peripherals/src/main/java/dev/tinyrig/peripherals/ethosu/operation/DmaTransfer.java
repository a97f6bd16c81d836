package dev.tinyrig.peripherals.ethosu.operation;

/**
 * A copy from memory to memory or to SHRAM.
 *
 * @param sourceRegion base pointer of the source
 * @param source bytes from it
 * @param toShram whether the destination is SHRAM
 * @param targetRegion base pointer of the destination
 * @param target bytes from it, or from the start of SHRAM
 * @param length bytes
 */
public record DmaTransfer(
    int offset,
    int sourceRegion,
    long source,
    boolean toShram,
    int targetRegion,
    long target,
    long length)
    implements Operation {}
