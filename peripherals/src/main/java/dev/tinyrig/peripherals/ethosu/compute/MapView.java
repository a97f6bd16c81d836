package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.operation.ElementType;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A feature map as an array of bytes with the place of every position and channel: element (y, x,
 * c) starts at {@code position[y * width + x] + channel[c]}. Tiles that lie in different memories
 * are gathered into one array and written back by {@link #commit}.
 */
final class MapView {
  private static final int TILES = 4;

  final FeatureMap map;
  final byte[] data;
  final int[] position;
  final int[] channel;
  private final NpuMemory memory;
  private final List<Part> parts;

  /** A piece of memory; {@code copyAt} is its place in the gathered array, or -1. */
  private record Part(NpuMemory.Span span, int copyAt) {}

  private MapView(
      FeatureMap map,
      byte[] data,
      int[] position,
      int[] channel,
      NpuMemory memory,
      List<Part> parts) {
    this.map = map;
    this.data = data;
    this.position = position;
    this.channel = channel;
    this.memory = memory;
    this.parts = parts;
  }

  /** The view of a feature map; throws {@link BusFault} when a part of it is no memory. */
  static MapView of(FeatureMap map, NpuMemory memory, AxiChannel channel, IntToLongFunction bases) {
    int width = map.width();
    long[] places = new long[map.height() * width];
    long[] low = new long[TILES];
    long[] high = new long[TILES];
    Arrays.fill(low, Long.MAX_VALUE);
    Arrays.fill(high, Long.MIN_VALUE);
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < width; x++) {
        long place = map.position(y, x);
        int tile = map.tile(y, x);
        places[y * width + x] = place;
        low[tile] = Math.min(low[tile], place);
        high[tile] = Math.max(high[tile], place);
      }
    }
    long[] channels = new long[map.depth()];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = map.channel(c);
    }
    long below = Arrays.stream(channels).min().orElse(0);
    long above = Arrays.stream(channels).max().orElse(0) + map.type().bytes();
    long start = Arrays.stream(low).min().getAsLong() + below;
    long end = Arrays.stream(high).max().getAsLong() + above;
    long base = bases.applyAsLong(map.region());
    try {
      NpuMemory.Span span = memory.span(channel, map.region(), base + start, end - start);
      long shift = span.offset() - start;
      return new MapView(
          map,
          span.bytes(),
          moved(places, shift),
          moved(channels, 0),
          memory,
          List.of(new Part(span, -1)));
    } catch (BusFault fault) {
      if (!map.isTiled()) {
        throw fault;
      }
    }
    List<Part> parts = new ArrayList<>();
    long[] shift = new long[TILES];
    int size = 0;
    for (int tile = 0; tile < TILES; tile++) {
      if (low[tile] <= high[tile]) {
        long first = low[tile] + below;
        NpuMemory.Span span =
            memory.span(channel, map.region(), base + first, high[tile] + above - first);
        parts.add(new Part(span, size));
        shift[tile] = size - first;
        size = Math.addExact(size, span.length());
      }
    }
    byte[] gathered = new byte[size];
    for (Part part : parts) {
      System.arraycopy(
          part.span.bytes(), part.span.offset(), gathered, part.copyAt, part.span.length());
    }
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < width; x++) {
        places[y * width + x] += shift[map.tile(y, x)];
      }
    }
    return new MapView(map, gathered, moved(places, 0), moved(channels, 0), memory, parts);
  }

  private static int[] moved(long[] from, long shift) {
    int[] to = new int[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (int) (from[i] + shift);
    }
    return to;
  }

  /** Says that the map was written. */
  void commit() {
    for (Part part : parts) {
      if (part.copyAt >= 0) {
        System.arraycopy(
            data, part.copyAt, part.span.bytes(), part.span.offset(), part.span.length());
      }
      memory.written(part.span);
    }
  }

  /** Loads elements of one channel, less the zero point, at {@code places}; -1 gives a fill. */
  void gather(int c, int[] places, int fill, int[] into, int at) {
    int base = channel[c];
    int zero = map.zeroPoint();
    byte[] d = data;
    ElementType type = map.type();
    int n = places.length;
    switch (type) {
      case INT8 -> {
        for (int i = 0; i < n; i++) {
          int p = places[i];
          into[at + i] = p < 0 ? fill : d[p + base] - zero;
        }
      }
      case UINT8 -> {
        for (int i = 0; i < n; i++) {
          int p = places[i];
          into[at + i] = p < 0 ? fill : (d[p + base] & 0xFF) - zero;
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          int p = places[i];
          into[at + i] = p < 0 ? fill : load(d, p + base, type) - zero;
        }
      }
    }
  }

  /** An element, without its zero point. */
  static int load(byte[] d, int at, ElementType type) {
    return switch (type) {
      case INT8 -> d[at];
      case UINT8 -> d[at] & 0xFF;
      case INT16 -> (d[at] & 0xFF) | d[at + 1] << 8;
      case UINT16 -> (d[at] & 0xFF) | (d[at + 1] & 0xFF) << 8;
      default ->
          (d[at] & 0xFF) | (d[at + 1] & 0xFF) << 8 | (d[at + 2] & 0xFF) << 16 | d[at + 3] << 24;
    };
  }
}
