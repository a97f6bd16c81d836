package dev.tinyrig.peripherals.ethosu.operation;

/**
 * A piece of memory with coded weights or scales.
 *
 * @param offset bytes from the region's base pointer
 * @param length bytes; 0 when there is none
 */
public record StreamPart(int region, long offset, long length) {}
