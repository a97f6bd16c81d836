package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.Activation;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which look-up tables a stream may count on. NPUs with 16 KiB of SHRAM have no memory of their own
 * for tables: an operation that uses none may put accumulators or inputs there, and Vela loads
 * tables again after it. Here the tables stay; a stream that would use one that hardware may have
 * overwritten, or one that was never loaded, is told so.
 */
final class TableSlots {
  private static final int SLOTS = NpuConfig.TABLE_BYTES / NpuConfig.TABLE_SLOT;
  private static final int SMALL_KIB = 16;

  private final boolean shared;
  private final int start;
  private final Findings findings;
  private int loaded;
  private int overwritten;

  /** Nothing is loaded. */
  TableSlots(NpuConfig config, Findings findings) {
    this.shared = config.shramKib() <= SMALL_KIB;
    this.start = 1024 * config.shramKib() - NpuConfig.TABLE_BYTES;
    this.findings = findings;
  }

  /** A transfer into SHRAM. */
  void transferred(DmaTransfer dma) {
    if (dma.toShram()) {
      written(dma.target(), dma.length());
    }
  }

  /** Bytes of SHRAM were written. */
  void written(long offset, long length) {
    for (int slot = 0; slot < SLOTS; slot++) {
      long at = start + (long) slot * NpuConfig.TABLE_SLOT;
      if (offset < at + NpuConfig.TABLE_SLOT && at < offset + length) {
        loaded |= 1 << slot;
        overwritten &= ~(1 << slot);
      }
    }
  }

  /** An operation runs. */
  void used(BlockOperation op) {
    if (op.activation().function() != Activation.Function.TABLE) {
      overwritten |= shared ? loaded : 0;
      return;
    }
    int size =
        switch (op.ofm().type().bytes()) {
          case 1 -> 1;
          case 2 -> SLOTS;
          default -> SLOTS / 2;
        };
    int used = (1 << size) - 1 << op.activation().table() & (1 << SLOTS) - 1;
    if ((used & ~loaded) != 0) {
      findings.finding(op.offset(), "a look-up table is used that was never loaded");
    } else if ((used & overwritten) != 0) {
      findings.finding(
          op.offset(),
          "a look-up table is used that an operation in between may have overwritten: SHRAM of 16"
              + " KiB keeps no room for tables; here it is still there");
    }
  }

  /** Forgets everything. */
  void reset() {
    loaded = 0;
    overwritten = 0;
  }

  void save(DataOutput out) throws IOException {
    out.writeByte(loaded);
    out.writeByte(overwritten);
  }

  void restore(DataInput in) throws IOException {
    loaded = in.readUnsignedByte();
    overwritten = in.readUnsignedByte();
  }
}
