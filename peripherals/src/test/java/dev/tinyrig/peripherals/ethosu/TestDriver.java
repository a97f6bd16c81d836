package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.payload.DriverPayload;
import dev.tinyrig.peripherals.ethosu.payload.PayloadException;

/**
 * What a driver on the core does, in the order of Arm's core driver 1.0.0: reset and its polling,
 * the check of the configuration, base pointers, start, interrupt handler, error path.
 */
final class TestDriver {
  private static final int CONFIG = 0x028;
  private static final int PROT = 0x024;
  private static final int QCONFIG = 0x01C;
  private static final int REGIONCFG = 0x03C;
  private static final int AXI_LIMIT = 0x040;
  private static final int KEPT_BITS = 0xC;
  private static final int ERRORS = 0x194;
  private static final int END_REACHED = 0x20;
  private static final int MOST_POLLS = 100_000;
  private static final long LONG = 1L << 30;

  /** How an inference ended. */
  enum Outcome {
    PASSED,
    /** The payload is malformed or was made for another NPU; nothing was started. */
    REFUSED,
    /** The NPU stopped with an error. */
    FAILED,
    /** No interrupt came. */
    TIMED_OUT
  }

  private final NpuRig rig;

  /** STATUS as the interrupt handler saw it. */
  int status;

  TestDriver(NpuRig rig) {
    this.rig = rig;
  }

  /** Soft reset: Non-secure, user. */
  TestDriver reset() {
    rig.write(NpuRig.RESET, 2);
    int polls = 0;
    while ((rig.read(NpuRig.STATUS) & 8) != 0) {
      if (polls++ == MOST_POLLS) {
        throw new IllegalStateException("the reset does not end");
      }
      rig.bench.run(4);
    }
    if (rig.read(PROT) != 2) {
      throw new IllegalStateException("PROT is " + rig.read(PROT));
    }
    for (int i = 0; i < 4; i++) {
      rig.write(AXI_LIMIT + 4 * i, 0x0F1F_0000);
    }
    rig.write(NpuRig.CMD, 0);
    return this;
  }

  /** Starts the stream of a payload that lies at {@code address}. */
  Outcome start(byte[] payload, int address) {
    DriverPayload parsed;
    try {
      parsed = DriverPayload.parse(payload, 0, payload.length);
    } catch (PayloadException e) {
      return Outcome.REFUSED;
    }
    int stream = address + parsed.streamOffset();
    if (parsed.config() != rig.read(CONFIG) || stream % 16 != 0) {
      return Outcome.REFUSED;
    }
    System.arraycopy(payload, 0, rig.ram.bytes, address - NpuRig.RAM, payload.length);
    rig.write(NpuRig.QBASE, stream);
    rig.write(NpuRig.QSIZE, parsed.streamLength());
    rig.write(QCONFIG, 2);
    rig.write(NpuRig.BASEP, NpuRig.ROM);
    for (int region = 1; region < 8; region++) {
      rig.write(NpuRig.BASEP + 8 * region, NpuRig.RAM);
    }
    rig.write(REGIONCFG, 0x5553);
    rig.write(NpuRig.CMD, rig.read(NpuRig.CMD) & KEPT_BITS | 1);
    return Outcome.PASSED;
  }

  /** Waits for the interrupt and handles it; after an error the NPU is reset. */
  Outcome await() {
    for (long waited = 0; !rig.line.high; waited += 1000) {
      if (waited > LONG) {
        return Outcome.TIMED_OUT;
      }
      rig.bench.run(1000);
    }
    status = rig.read(NpuRig.STATUS);
    rig.write(NpuRig.CMD, rig.read(NpuRig.CMD) & KEPT_BITS | 2);
    if ((status & ERRORS) == 0 && (status & END_REACHED) != 0) {
      return Outcome.PASSED;
    }
    reset();
    return Outcome.FAILED;
  }

  Outcome invoke(byte[] payload) {
    Outcome started = start(payload, NpuRig.STREAM);
    return started == Outcome.PASSED ? await() : started;
  }
}
