package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.timing.TimingModels;

/** Runs an image in our machine. */
final class Ours {
  /** More than any image needs; only a harness that runs wild reaches it. */
  private static final long CYCLES_PER_TRIAL = 20_000;

  private Ours() {}

  /** The records as the image leaves them. */
  static byte[] run(ProgramImage image, int trials) {
    Target target = image.target;
    CoreConfig config = CoreConfig.of(target.model, target.harness, 25_000_000);
    Region records =
        new Region("records", target.records, image.records.length + 0x1000 & ~0xFFF, true);
    Region code = new Region("code", target.code, image.code.length + 0x1000 & ~0xFFF, true);
    Machine machine =
        Machine.builder(config, TimingModels.of(target.model))
            .memory(new Region("harness", target.harness, 0x1000, true))
            .memory(code)
            .memory(records)
            .memory(
                new Region("stack", target == Target.M33 ? 0x3000_0000 : 0x2000_0000, 0x8000, true))
            .build();
    machine.debug().write(target.harness, image.harness, 0, image.harness.length);
    machine.debug().write(target.code, image.code, 0, image.code.length);
    machine.debug().write(target.records, image.records, 0, image.records.length);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "the harness is done"));
    machine.reset();
    StopReason stop = machine.run(CYCLES_PER_TRIAL * (trials + 10));
    if (!(stop instanceof StopReason.Ended)) {
      throw new IllegalStateException("our run did not reach its end: " + stop);
    }
    byte[] result = new byte[image.records.length];
    System.arraycopy(records.bytes, 0, result, 0, result.length);
    return result;
  }
}
