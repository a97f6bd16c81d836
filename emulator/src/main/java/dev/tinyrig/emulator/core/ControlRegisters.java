package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Registers of the system control block that instructions and exceptions look at; the SCS reads and
 * writes them. Arrays are by bank: 0 is Non-secure, or the only one, 1 is Secure.
 */
public final class ControlRegisters {
  /** CCR bits (Armv7-M Arm ARM B3.2.8; Armv8-M Arm ARM D1.2, CCR). */
  public static final int CCR_NONBASETHRDENA = 1;

  public static final int CCR_USERSETMPEND = 1 << 1;
  public static final int CCR_UNALIGN_TRP = 1 << 3;
  public static final int CCR_DIV_0_TRP = 1 << 4;
  public static final int CCR_BFHFNMIGN = 1 << 8;
  public static final int CCR_STKALIGN = 1 << 9;
  public static final int CCR_STKOFHFNMIGN = 1 << 10;
  public static final int CCR_TRD = 1 << 20;

  /** SCR bits (Armv7-M Arm ARM B3.2.7). */
  public static final int SCR_SLEEPONEXIT = 1 << 1;

  public static final int SCR_SLEEPDEEP = 1 << 2;
  public static final int SCR_SLEEPDEEPS = 1 << 3;
  public static final int SCR_SEVONPEND = 1 << 4;

  /** DEMCR bits. */
  public static final int DEMCR_MON_EN = 1 << 16;

  public static final int DEMCR_SDME = 1 << 20;

  private final CoreConfig config;

  public final int[] ccr = new int[2];
  public final int[] scr = new int[2];
  public final int[] vtor = new int[2];
  public int demcr;

  ControlRegisters(CoreConfig config) {
    this.config = config;
  }

  void reset() {
    boolean v6m = config.model().isV6M();
    int initial = v6m ? CCR_STKALIGN | CCR_UNALIGN_TRP : CCR_STKALIGN;
    if (config.model().has(Feature.V8M)) {
      initial |= CCR_NONBASETHRDENA;
    }
    for (int bank = 0; bank < 2; bank++) {
      ccr[bank] = initial;
      scr[bank] = 0;
    }
    vtor[0] = config.security() ? config.initialNonSecureVtor() : config.initialVtor();
    vtor[1] = config.initialVtor();
    demcr = 0;
  }

  void save(DataOutput out) throws IOException {
    for (int value : new int[] {ccr[0], ccr[1], scr[0], scr[1], vtor[0], vtor[1], demcr}) {
      out.writeInt(value);
    }
  }

  void restore(DataInput in) throws IOException {
    ccr[0] = in.readInt();
    ccr[1] = in.readInt();
    scr[0] = in.readInt();
    scr[1] = in.readInt();
    vtor[0] = in.readInt();
    vtor[1] = in.readInt();
    demcr = in.readInt();
  }
}
