package dev.tinyrig.peripherals.ethosu.cycles;

/** What set the pace of an operation. */
public enum Bound {
  /** The multipliers. */
  MAC,
  /** The stage that scales and rounds outputs. */
  OUTPUT,
  /** Fetching inputs. */
  IFM,
  /** Fetching weights, biases and scales. */
  WEIGHTS,
  /** Writing outputs. */
  OFM,
  /** A transfer from memory to memory or to the table memory. */
  DMA,
  /** Waiting for the first inputs and the last outputs. */
  LATENCY
}
