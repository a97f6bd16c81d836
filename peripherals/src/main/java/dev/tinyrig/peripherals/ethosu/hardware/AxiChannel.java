package dev.tinyrig.peripherals.ethosu.hardware;

/** Who moves data: the codes of STATUS.faulting_channel and PMCAXI_CHAN.CH_SEL. */
public enum AxiChannel {
  READ_COMMAND(0),
  READ_IFM(1),
  READ_WEIGHTS(2),
  READ_SCALES(3),
  READ_DMA(4),
  WRITE_OFM(8),
  WRITE_DMA(9);

  private final int code;

  AxiChannel(int code) {
    this.code = code;
  }

  /** The number in the registers. */
  public int code() {
    return code;
  }

  /** Whether it writes memory. */
  public boolean isWrite() {
    return code >= 8;
  }
}
