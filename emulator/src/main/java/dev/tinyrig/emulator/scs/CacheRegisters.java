package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cache identification and maintenance, and the TCM registers of Cortex-M7 (DDI 0489, 3.3; Armv7-M
 * Arm ARM B3.2.24, B2.2.7; Armv8-M Arm ARM D1.2, CLIDR to CSSELR and ICIALLU to BPIALL).
 *
 * <p>They hold no cache state: the sequences that enable, clean and invalidate caches complete, and
 * the timing model decides what a cache is worth. The identified caches of Cortex-M7, M55 and M85
 * are 16 KiB with 32-byte lines: instruction 2-way, data 4-way. Cortex-M33 has none and says so.
 */
final class CacheRegisters implements RegisterBlock, Stateful {
  private static final int CLIDR = 0xD78;
  private static final int CTR = 0xD7C;
  private static final int CCSIDR = 0xD80;
  private static final int CSSELR = 0xD84;
  private static final int FIRST_MAINTENANCE = 0xF50;
  private static final int LAST_MAINTENANCE = 0xF78;
  private static final int ITCMCR = 0xF90;
  private static final int LAST_TCM = 0xFA8;

  private final boolean present;
  private final boolean caches;
  private final boolean tightlyCoupled;
  private final int type;
  private final int[] tcm = new int[(LAST_TCM - ITCMCR) / 4 + 1];
  private int selection;

  CacheRegisters(ExceptionModel exceptions) {
    CoreModel model = exceptions.config().model();
    tightlyCoupled = model == CoreModel.CORTEX_M7 || model == CoreModel.CORTEX_M7_SP;
    boolean mainline = model.isV8M() && !model.isV6M();
    caches = tightlyCoupled || (mainline && model.has(Feature.V81M));
    present = tightlyCoupled || mainline;
    type = caches ? 0x8303_C003 : 0x8000_C000;
  }

  @Override
  public boolean owns(int offset) {
    return present
        && ((offset >= CLIDR && offset <= CSSELR)
            || (offset >= FIRST_MAINTENANCE && offset <= LAST_MAINTENANCE)
            || (tightlyCoupled && offset >= ITCMCR && offset <= LAST_TCM));
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case CLIDR -> caches ? 0x0900_0003 : 0;
      case CTR -> type;
      case CCSIDR -> !caches ? 0 : (selection & 1) != 0 ? 0xF01F_E009 : 0xF00F_E019;
      case CSSELR -> selection;
      default -> offset >= ITCMCR ? tcm[(offset - ITCMCR) / 4] : 0;
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    if (offset == CSSELR) {
      selection = value & 0xF;
    } else if (offset >= ITCMCR) {
      tcm[(offset - ITCMCR) / 4] = value;
    }
  }

  @Override
  public String stateId() {
    return "cache-registers";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(selection);
    for (int value : tcm) {
      out.writeInt(value);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    selection = in.readInt();
    for (int i = 0; i < tcm.length; i++) {
      tcm[i] = in.readInt();
    }
  }
}
