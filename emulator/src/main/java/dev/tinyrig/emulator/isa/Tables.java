package dev.tinyrig.emulator.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * All decode tables, checked and sorted into buckets.
 *
 * <p>Sixteen-bit encodings are found by their upper six bits, 32-bit ones by bits 12..4 of their
 * first half-word; inside a bucket the first row that matches wins.
 */
final class Tables {
  static final Encoding UNDEFINED_16 =
      Encoding.row("UNDEFINED T1", "-".repeat(16), Op.UNDEFINED, Feature.V6M, Format.NONE);

  static final Encoding UNDEFINED_32 =
      Encoding.row("UNDEFINED T2", "-".repeat(32), Op.UNDEFINED, Feature.V6M, Format.NONE);

  /** Every row in the order in which they are tried. */
  static final List<Encoding> ALL = all();

  private static final Row[][] BUCKETS_16 = buckets(16, 64, 10, 0x3F);
  private static final Row[][] BUCKETS_32 = buckets(32, 512, 20, 0x1FF);

  private Tables() {}

  private static List<Encoding> all() {
    List<Encoding> rows = new ArrayList<>();
    rows.addAll(T16Table.rows());
    rows.addAll(Armv8mTable.rows());
    rows.addAll(DspTable.rows());
    rows.addAll(MveLoadStoreTable.rows());
    rows.addAll(MveCompareTable.rows());
    rows.addAll(MveFloatTable.rows());
    rows.addAll(MveShiftTable.rows());
    rows.addAll(MveReductionTable.rows());
    rows.addAll(MveIntegerTable.rows());
    rows.addAll(V81Table.rows());
    rows.addAll(FpHalfTable.rows());
    rows.addAll(FpTable.rows());
    rows.addAll(T32Table.rows());
    return List.copyOf(rows);
  }

  private static Row[][] buckets(int width, int count, int shift, int keyMask) {
    List<List<Row>> buckets = new ArrayList<>();
    for (int key = 0; key < count; key++) {
      buckets.add(new ArrayList<>());
    }
    for (Encoding encoding : ALL) {
      if (encoding.pattern().length() == width) {
        Row row = new Row(encoding);
        int fixed = row.value >>> shift & keyMask;
        int open = ~(row.mask >>> shift) & keyMask;
        for (int bits = open; bits >= 0; bits = bits == 0 ? -1 : bits - 1 & open) {
          buckets.get(fixed | bits).add(row);
        }
      }
    }
    return buckets.stream().map(bucket -> bucket.toArray(new Row[0])).toArray(Row[][]::new);
  }

  /** Rows that can match a 16-bit encoding. */
  static Row[] bucket16(int bits) {
    return BUCKETS_16[bits >>> 10 & 0x3F];
  }

  /** Rows that can match a 32-bit encoding, its first half-word in the high half. */
  static Row[] bucket32(int bits) {
    return BUCKETS_32[bits >>> 20 & 0x1FF];
  }
}
