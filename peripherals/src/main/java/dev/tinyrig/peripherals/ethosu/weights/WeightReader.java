package dev.tinyrig.peripherals.ethosu.weights;

import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.StreamPart;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Reads the weights and scales of an operation. Weights that were decoded before are taken from a
 * cache, as long as the coded bytes are still the same.
 *
 * <p>With two cores (U65-512), channel c belongs to core c modulo 2; each core has its own streams,
 * made as if its channels were all, with its half of the output block.
 */
public final class WeightReader {
  /** Decoded weights that are kept, in elements. */
  private static final long MOST_CACHED = 1L << 24;

  private static final int MOST_WEIGHTS = 1 << 26;

  private final NpuConfig config;
  private final NpuMemory memory;
  private final Map<Key, Entry> cache = new LinkedHashMap<>();
  private long cached;

  /** A reader of one NPU's memory. */
  public WeightReader(NpuConfig config, NpuMemory memory) {
    this.config = config;
    this.memory = memory;
  }

  private record Key(
      int hash,
      long length,
      Kind kind,
      Object kernel,
      int outputs,
      int inputs,
      Object blocks,
      int bytes,
      int core) {}

  private record Entry(byte[] coded, int[] weights, long count) {}

  /** The weights of an operation. {@code bases} gives the base pointers. */
  public WeightTensor weights(BlockOperation op, IntToLongFunction bases) {
    int inputs = op.kind() == Kind.DEPTHWISE ? 1 : op.ifm().depth();
    int taps = op.kernel().taps();
    int outputs = op.ofm().depth();
    int cores = op.weights().size();
    if ((long) outputs * taps * inputs > MOST_WEIGHTS) {
      throw new WeightFault("more weights than the model holds");
    }
    if (cores == 1) {
      Entry entry = decoded(op, bases, 0, outputs, op.blocks().ofm().depth());
      return new WeightTensor(entry.weights, taps, inputs, entry.count);
    }
    int[] values = new int[outputs * taps * inputs];
    long coded = 0;
    for (int core = 0; core < cores; core++) {
      int own = (outputs + cores - 1 - core) / cores;
      int block = (op.blocks().ofm().depth() + cores - 1 - core) / cores;
      if (own == 0 || block == 0) {
        continue;
      }
      Entry entry = decoded(op, bases, core, own, block);
      int row = taps * inputs;
      for (int o = 0; o < own; o++) {
        System.arraycopy(entry.weights, o * row, values, (o * cores + core) * row, row);
      }
      coded += entry.count;
    }
    return new WeightTensor(values, taps, inputs, coded);
  }

  private Entry decoded(
      BlockOperation op, IntToLongFunction bases, int core, int outputs, int block) {
    StreamPart part = op.weights().get(core);
    NpuMemory.Span span =
        memory.span(
            AxiChannel.READ_WEIGHTS,
            part.region(),
            bases.applyAsLong(part.region()) + part.offset(),
            part.length());
    byte[] coded = Arrays.copyOfRange(span.bytes(), span.offset(), span.offset() + span.length());
    Key key =
        new Key(
            Arrays.hashCode(coded),
            part.length(),
            op.kind(),
            op.kernel(),
            outputs,
            op.ifm().depth(),
            op.blocks().ofm(),
            op.ifm().type().bytes(),
            core);
    Entry known = cache.get(key);
    if (known != null && Arrays.equals(known.coded, coded)) {
      return known;
    }
    Entry made = decode(op, coded, outputs, block);
    if (cached + made.weights.length > MOST_CACHED) {
      cache.clear();
      cached = 0;
    }
    cache.put(key, made);
    cached += made.weights.length;
    return made;
  }

  private Entry decode(BlockOperation op, byte[] coded, int outputs, int block) {
    int inputs = op.kind() == Kind.DEPTHWISE ? 1 : op.ifm().depth();
    int taps = op.kernel().taps();
    WeightOrder order =
        new WeightOrder(op, outputs, block, config.ofmBlock().depth(), config.ifmBlock().depth());
    long length = order.length();
    if (length > MOST_WEIGHTS) {
      throw new WeightFault("more weights than the model holds");
    }
    int[] stream = WeightStreamDecoder.decode(coded, 0, coded.length, (int) length);
    if (stream.length != length) {
      throw new WeightFault(
          "the weight stream has " + stream.length + " weights, the operation needs " + length);
    }
    int[] values = new int[outputs * taps * inputs];
    int[] at = new int[1];
    order.walk(
        (output, tap, input) -> {
          int value = stream[at[0]];
          at[0]++;
          if (tap >= 0) {
            values[(output * taps + tap) * inputs + input] = value;
          } else if (value != 0) {
            throw new WeightFault("the weight stream has a weight where padding must be");
          }
        });
    return new Entry(coded, values, length);
  }

  /** Biases and scales of an operation's channels. */
  public ScaleTable scales(BlockOperation op, IntToLongFunction bases) {
    int channels = op.ofm().depth();
    ScaleTable table = ScaleTable.ofChannels(channels);
    int cores = op.scales().size();
    for (int core = 0; core < cores; core++) {
      int own = (channels + cores - 1 - core) / cores;
      if (own == 0) {
        continue;
      }
      StreamPart part = op.scales().get(core);
      long needed = (long) own * ScaleTable.ENTRY_BYTES;
      if (part.length() < needed) {
        throw new WeightFault(
            "the scale stream has " + part.length() + " bytes, the operation needs " + needed);
      }
      NpuMemory.Span span =
          memory.span(
              AxiChannel.READ_SCALES,
              part.region(),
              bases.applyAsLong(part.region()) + part.offset(),
              needed);
      table.read(span.bytes(), span.offset(), core, cores);
    }
    return table;
  }
}
