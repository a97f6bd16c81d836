package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.timing.TimingModels;
import java.util.Set;

/** Runs an image in our machine. */
final class Ours {
  /** More than any image needs; only a harness that runs wild reaches it. */
  private static final long CYCLES_PER_TRIAL = 20_000;

  private Ours() {}

  /** Lowest addresses of the harness's stacks. */
  private static final int STACK = 0x2000_0000;

  private static final int SECURE_STACK = 0x3000_0000;

  private static final int SYS_TICK = 15;
  private static final int SYST_CSR = 0xE000_E010;
  private static final int SYST_RVR = 0xE000_E014;

  /**
   * How a run ended.
   *
   * @param records as the image leaves them
   * @param interrupts how many interrupts the trials met
   */
  record Run(byte[] records, int interrupts) {}

  /** Runs an image without interrupts. */
  static byte[] run(ProgramImage image, int trials) {
    return run(image, trials, 0).records();
  }

  /** Runs an image with an interrupt every so many cycles, 0 for none. */
  static Run run(ProgramImage image, int trials, int period) {
    return run(image, trials, period, image.target.model, EngineKind.INTERPRETER);
  }

  /** The same on another core and engine. */
  static Run run(ProgramImage image, int trials, int period, CoreModel model, EngineKind engine) {
    Target target = image.target;
    CoreConfig config = CoreConfig.of(model, target.harness, 25_000_000);
    Region records =
        new Region("records", target.records, image.records.length + 0x1000 & ~0xFFF, true);
    Region code = new Region("code", target.code, image.code.length + 0x1000 & ~0xFFF, true);
    Machine machine =
        Machine.builder(config, TimingModels.of(model))
            .engine(engine)
            .translationThreshold(1)
            .memory(new Region("harness", target.harness, 0x1000, true))
            .memory(code)
            .memory(records)
            .memory(
                target == Target.M55
                    ? new Region("stack", STACK, AddressMaker.EDGE - STACK, true)
                    : new Region("stack", SECURE_STACK, 0x8000, true))
            .build();
    machine.debug().write(target.harness, image.harness, 0, image.harness.length);
    machine.debug().write(target.code, image.code, 0, image.code.length);
    machine.debug().write(target.records, image.records, 0, image.records.length);
    machine.setBreakpointHandler(
        (number, port) -> new BreakpointHandler.End(number, "the harness is done"));
    machine.reset();
    if (period != 0) {
      machine.bus().store32(SYST_RVR, period - 1);
      machine.bus().store32(SYST_CSR, 7);
    }
    int[] interrupts = {0};
    machine.attach(
        new Probe() {
          @Override
          public Set<Kind> wants() {
            return Set.of(Kind.EXCEPTIONS);
          }

          @Override
          public void exceptionEntry(int exception, int returnAddress, long since) {
            interrupts[0] += exception == SYS_TICK ? 1 : 0;
          }
        });
    StopReason stop = machine.run(CYCLES_PER_TRIAL * (trials + 10));
    if (!(stop instanceof StopReason.Ended)) {
      throw new IllegalStateException("our run did not reach its end: " + stop);
    }
    byte[] result = new byte[image.records.length];
    System.arraycopy(records.bytes, 0, result, 0, result.length);
    return new Run(result, interrupts[0]);
  }
}
