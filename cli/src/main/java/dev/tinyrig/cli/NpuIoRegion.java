package dev.tinyrig.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory of one region in which a stream expects all inputs, or puts all outputs, of its operator.
 */
final class NpuIoRegion {
  private record Part(NpuModelRun.Place place, int offset) {}

  private final List<Part> parts = new ArrayList<>();
  private int size;

  /** Adds a tensor at an offset of the memory plan. */
  void add(NpuModelRun.Place place, int offset) {
    if (offset < 0) {
      throw NpuModelRun.bad("its memory plan leaves out an input or output of the NPU");
    }
    parts.add(new Part(place, offset));
    size = Math.max(size, offset + place.length());
  }

  /** Memory for it, rounded up as transfers may be. */
  byte[] allocate() {
    return new byte[NpuModelRun.padded(size)];
  }

  /** Copies the tensors into the region's memory. */
  void fill(byte[] memory) {
    for (Part part : parts) {
      NpuModelRun.Place place = part.place();
      System.arraycopy(place.bytes(), place.offset(), memory, part.offset(), place.length());
    }
  }

  /** Copies the region's memory to the tensors. */
  void drain(byte[] memory) {
    for (Part part : parts) {
      NpuModelRun.Place place = part.place();
      System.arraycopy(memory, part.offset(), place.bytes(), place.offset(), place.length());
    }
  }
}
