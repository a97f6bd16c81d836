package dev.tinyrig.traces.fault;

/** How to look at the guest's memory without side effects. */
@FunctionalInterface
public interface MemoryReader {
  /** Copies bytes; false when any of them lies outside of memory. */
  boolean read(int address, byte[] into, int offset, int length);
}
