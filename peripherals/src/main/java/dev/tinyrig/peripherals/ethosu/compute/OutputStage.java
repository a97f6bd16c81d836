package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.Shram;
import dev.tinyrig.peripherals.ethosu.operation.Activation;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.ElementType;
import dev.tinyrig.peripherals.ethosu.operation.Rounding;
import dev.tinyrig.peripherals.ethosu.weights.ScaleTable;

/**
 * What happens to accumulators: bias, scale, zero point, clamp, table, store.
 *
 * <p>A 32-bit output without a table gets neither zero point nor limits; compilers leave garbage in
 * those registers. It saturates: the softmax that Vela's older core makes doubles 2^30 at its end
 * and is right only if that gives 2^31 - 1.
 */
final class OutputStage {
  private static final int ACCUMULATOR_BITS = 40;

  private final MapView out;
  private final ElementType type;
  private final Activation.Function function;
  private final Rounding rounding;
  private final ScaleTable scales;
  private final byte[] shram;
  private final int tables;
  private final int table;
  private final int bytes;
  private final boolean plain;
  private final int zero;
  private final long low;
  private final long high;
  private final int firstIndex;

  /** A stage for one operation; {@code scales} has an entry for each output channel. */
  OutputStage(BlockOperation op, MapView out, ScaleTable scales, Shram shram) {
    this.out = out;
    this.type = op.ofm().type();
    this.function = op.activation().function();
    this.rounding = op.scaling().rounding();
    this.scales = scales;
    this.shram = shram.bytes();
    this.tables = shram.tables();
    this.table = op.activation().table() * NpuConfig.TABLE_SLOT;
    this.bytes = type.bytes();
    boolean withTable = function == Activation.Function.TABLE;
    this.plain = bytes == 4 && !withTable;
    boolean curve = function == Activation.Function.TANH || function == Activation.Function.SIGMOID;
    this.zero = curve ? 0 : op.ofm().zeroPoint();
    ElementType clip = op.activation().clip() == null ? type : op.activation().clip();
    if (withTable && op.activation().clip() == null && bytes == 4) {
      clip = ElementType.INT8;
    }
    this.low = Math.max(op.activation().lowest(), clip.lowest());
    this.high = Math.min(op.activation().highest(), clip.highest());
    this.firstIndex = clip.isSigned() ? 128 : 0;
  }

  /**
   * Finishes 32-bit accumulators of {@code n} positions of a channel, from position {@code p} on.
   */
  void store(int c, int p, int n, int[] accumulators, int at) {
    long scale = scales.scales()[c];
    int shift = scales.shifts()[c];
    int bias = (int) scales.biases()[c];
    boolean fast =
        bytes == 1
            && function == Activation.Function.CLAMP
            && shift != 0
            && rounding != Rounding.TRUNCATE
            && scale <= Integer.MAX_VALUE;
    if (!fast) {
      for (int i = 0; i < n; i++) {
        put(c, p + i, Scale.apply(accumulators[at + i] + bias, scale, shift, rounding));
      }
      return;
    }
    long up = Scale.nudge(1, shift, rounding);
    long down = Scale.nudge(-1, shift, rounding);
    byte[] data = out.data;
    int[] position = out.position;
    int base = out.channel[c];
    for (int i = 0; i < n; i++) {
      int a = accumulators[at + i] + bias;
      long v = ((long) a * scale + (a >= 0 ? up : down)) >> shift;
      data[position[p + i] + base] = (byte) Math.max(low, Math.min(high, v + zero));
    }
  }

  /** Finishes 40-bit accumulators. */
  void store(int c, int p, int n, long[] accumulators) {
    long scale = scales.scales()[c];
    int shift = scales.shifts()[c];
    long bias = scales.biases()[c];
    int unused = Long.SIZE - ACCUMULATOR_BITS;
    for (int i = 0; i < n; i++) {
      long a = (accumulators[i] + bias) << unused >> unused;
      put(c, p + i, Scale.apply(a, scale, shift, rounding));
    }
  }

  /** Stores a value that is scaled already. */
  void put(int c, int p, long value) {
    int at = out.position[p] + out.channel[c];
    if (plain) {
      write(at, Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      return;
    }
    long v = value;
    if (function == Activation.Function.TANH) {
      v = CurveTable.tanh(v);
    } else if (function == Activation.Function.SIGMOID) {
      v = CurveTable.sigmoid(v);
    }
    v = Math.max(low, Math.min(high, v + zero));
    write(at, function == Activation.Function.TABLE ? lookUp((int) v) : (int) v);
  }

  private int lookUp(int v) {
    return switch (bytes) {
      case 1 -> shram[slot(v + firstIndex)];
      case 2 -> {
        int entry = word(v + 32768 >> 7);
        yield (short) entry + (((entry >> 16) * (v & 127) + 64) >> 7);
      }
      default -> word(v + firstIndex);
    };
  }

  private int word(int index) {
    return MapView.load(shram, slot(4 * index), ElementType.INT32);
  }

  /** Tables that run over the end of the table memory start again at its beginning. */
  private int slot(int offset) {
    return tables + (table + offset & NpuConfig.TABLE_BYTES - 1);
  }

  private void write(int at, int value) {
    byte[] data = out.data;
    data[at] = (byte) value;
    if (bytes > 1) {
      data[at + 1] = (byte) (value >> 8);
      if (bytes > 2) {
        data[at + 2] = (byte) (value >> 16);
        data[at + 3] = (byte) (value >> 24);
      }
    }
  }
}
