package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.memory.BusError;
import dev.tinyrig.emulator.memory.MemoryGuard;
import dev.tinyrig.emulator.memory.Transaction;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A memory protection controller: a look-up table says of each block of its memory whether Secure
 * or Non-secure accesses pass (Arm DDI 0571, "Memory protection controller"). Accesses that do not
 * pass read as zero and lose their writes, or fault if CTRL says so.
 *
 * <p>INT_INFO1 holds the offset in the memory. Gating of accesses (CTRL bits 5 to 7) is not
 * modelled.
 */
public final class MemoryProtectionController
    extends RegisterBlock<MemoryProtectionController.Register> implements MemoryGuard {
  /** The registers. */
  public enum Register implements RegisterRow {
    CTRL(RegisterSpec.stored(0x00, 0x100, 0x8000_01F0, 0xE0)),
    BLK_MAX(RegisterSpec.readOnly(0x10, 0)),
    BLK_CFG(RegisterSpec.readOnly(0x14, 0)),
    BLK_IDX(RegisterSpec.stored(0x18, 0, -1)),
    BLK_LUT(RegisterSpec.stored(0x1C, 0, -1)),
    INT_STAT(RegisterSpec.readOnly(0x20, 0)),
    INT_CLEAR(RegisterSpec.action(0x24, 0)),
    INT_EN(RegisterSpec.stored(0x28, 1, 1)),
    INT_INFO1(RegisterSpec.readOnly(0x2C, 0)),
    INT_INFO2(RegisterSpec.readOnly(0x30, 0)),
    INT_SET(RegisterSpec.action(0x34, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int ERROR_RESPONSE = 1 << 4;
  private static final int AUTO_INCREMENT = 1 << 8;
  private static final int LOCK = 1 << 31;
  private static final int INFO_NON_SECURE = 1 << 16;
  private static final int INFO_BLOCK_NON_SECURE = 1 << 17;
  private static final int SMALLEST_BLOCK_SHIFT = 5;

  private final String memory;
  private final InterruptLine line;
  private final Transaction transaction;
  private final Runnable changed;
  private final int blockShift;

  /** A bit for each block, set where Non-secure accesses pass; blocks per word in BLK_IDX. */
  private final int[] table;

  /** Blocks that are open to Non-secure accesses. */
  private int openBlocks;

  private final long blocks;

  /**
   * A controller in reset: the whole memory is Secure.
   *
   * @param memory name of the memory, for messages
   * @param size bytes of it
   * @param blockSize bytes of a block, a power of two from 32
   * @param line interrupt of blocked accesses
   * @param changed to be called when other accesses pass than before
   */
  public MemoryProtectionController(
      String id,
      int base,
      String memory,
      long size,
      int blockSize,
      InterruptLine line,
      Transaction transaction,
      Runnable changed,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x60, 0xB8, 0x1B), reporter);
    this.memory = memory;
    this.line = line;
    this.transaction = transaction;
    this.changed = changed;
    blockShift = Integer.numberOfTrailingZeros(blockSize);
    blocks = size >> blockShift;
    table = new int[(int) (blocks + 31 >> 5)];
    set(Register.BLK_MAX, table.length - 1);
    set(Register.BLK_CFG, blockShift - SMALLEST_BLOCK_SHIFT);
  }

  @Override
  protected int read(Register row) {
    if (!transaction.secure()) {
      return 0; // only the identification registers are for everyone
    }
    return switch (row) {
      case BLK_LUT -> {
        int value = table[get(Register.BLK_IDX)];
        advance();
        yield value;
      }
      case INT_CLEAR, INT_SET -> 0;
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    boolean locked = (get(Register.CTRL) & LOCK) != 0;
    if (!transaction.secure() || (locked && isLockable(row))) {
      return;
    }
    switch (row) {
      case BLK_IDX -> set(row, Integer.remainderUnsigned(value, table.length));
      case BLK_LUT -> {
        boolean openSecure = open(true);
        boolean openNonSecure = open(false);
        int index = get(Register.BLK_IDX);
        int existing = index < table.length - 1 ? -1 : -1 >>> (int) (-blocks & 31);
        openBlocks += Integer.bitCount(value & existing) - Integer.bitCount(table[index]);
        table[index] = value & existing;
        advance();
        if (open(true) != openSecure || open(false) != openNonSecure) {
          changed.run(); // rare: firmware sets tables of thousands of words
        }
      }
      case INT_CLEAR -> status(get(Register.INT_STAT) & ~value);
      case INT_SET -> status(get(Register.INT_STAT) | value & 1);
      case INT_EN -> {
        set(row, value);
        status(get(Register.INT_STAT));
      }
      default -> set(row, value);
    }
  }

  private static boolean isLockable(Register row) {
    return row == Register.CTRL || row == Register.BLK_LUT || row == Register.INT_EN;
  }

  private void advance() {
    if ((get(Register.CTRL) & AUTO_INCREMENT) != 0) {
      set(Register.BLK_IDX, (get(Register.BLK_IDX) + 1) % table.length);
    }
  }

  private void status(int value) {
    set(Register.INT_STAT, value);
    line.set((value & get(Register.INT_EN)) != 0);
  }

  @Override
  public boolean open(boolean secure) {
    return secure ? openBlocks == 0 : openBlocks >= blocks;
  }

  @Override
  public boolean passes(long offset, boolean secure) {
    boolean blockNonSecure = nonSecure(offset);
    if (secure != blockNonSecure) {
      return true;
    }
    if (get(Register.INT_STAT) == 0) {
      set(Register.INT_INFO1, (int) offset);
      set(
          Register.INT_INFO2,
          (secure ? 0 : INFO_NON_SECURE) | (blockNonSecure ? INFO_BLOCK_NON_SECURE : 0));
      status(1);
    }
    if ((get(Register.CTRL) & ERROR_RESPONSE) != 0) {
      throw new BusError(
          (int) offset,
          String.format(
              "the protection controller of %s refuses a %s access at its offset 0x%x",
              memory, secure ? "Secure" : "Non-secure", offset));
    }
    return false;
  }

  private boolean nonSecure(long offset) {
    int block = (int) (offset >>> blockShift);
    return (table[block >> 5] >>> block & 1) != 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    for (int word : table) {
      out.writeInt(word);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    openBlocks = 0;
    for (int i = 0; i < table.length; i++) {
      table[i] = in.readInt();
      openBlocks += Integer.bitCount(table[i]);
    }
    changed.run();
  }
}
