package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.report.FindingRow;
import java.util.Locale;

/**
 * The registry of findings: the only place in which codes, titles and cures are written. Codes are
 * stable; scripts may rely on them.
 */
public enum FindingCode {
  GUEST_FAULT(
      "guest.fault",
      Severity.ERROR,
      "The firmware took a fault",
      "the fault status registers, the instruction and its callers",
      "Look at the fault report: the first named function of your own is where to start."),
  GUEST_LOCKUP(
      "guest.lockup",
      Severity.ERROR,
      "The core locked up",
      "a fault at a priority that cannot handle it",
      "Look at the fault report; a HardFault handler that faults itself locks the core up."),
  GUEST_HANG(
      "guest.hang",
      Severity.ERROR,
      "The firmware hangs",
      "the place where it spins or sleeps, and since which cycle",
      "No enabled interrupt and no scheduled event can leave that place: enable the interrupt that"
          + " should, or end the program."),
  OPERATOR_MISSING(
      "operator.missing",
      Severity.ERROR,
      "An operator of the model is not registered",
      "TFLM's message, with the operator's name and version",
      "Add the operator to the MicroMutableOpResolver, or raise its number of slots. If it is"
          + " registered, this TFLM does not know the version that the model asks for: convert the"
          + " model anew or update TFLM."),
  OPERATOR_PREPARE_FAILED(
      "operator.prepare-failed",
      Severity.ERROR,
      "A kernel refused to be prepared",
      "TFLM's message or the status that the kernel returned",
      "The kernel does not support the types, shapes or options of this operator: look at the"
          + " message before it, and at the operator in the model."),
  OPERATOR_INVOKE_FAILED(
      "operator.invoke-failed",
      Severity.ERROR,
      "A kernel failed while it ran",
      "the operator and the status that it returned; Invoke ended there",
      "Look at the message before it; operators behind it did not run."),
  ARENA_TOO_SMALL(
      "arena.too-small",
      Severity.ERROR,
      "The tensor arena is too small",
      "TFLM's message with the bytes that were asked for and available",
      "Make the arena larger by at least the missing bytes; a run that fits reports what is used."),
  ALLOCATE_FAILED(
      "allocate.failed",
      Severity.ERROR,
      "AllocateTensors failed",
      "the firmware's or TFLM's message",
      "Look at the finding or the message before it for the cause."),
  MODEL_SCHEMA(
      "model.schema-mismatch",
      Severity.ERROR,
      "The model has another schema version",
      "the version in the model and the one that is supported",
      "Convert the model anew with a current converter (schema version 3)."),
  MODEL_FLOAT(
      "model.float",
      Severity.WARNING,
      "The model computes in floating point",
      "operators that multiply and accumulate floating-point numbers",
      "Quantise the model to int8: it needs a quarter of the memory and, with optimised kernels, a"
          + " fraction of the cycles; without a floating-point unit every operation is a library"
          + " call."),
  KERNEL_REFERENCE(
      "kernel.reference-fallback",
      Severity.WARNING,
      "Reference kernels run on a core with the DSP extension",
      "operators whose kernels executed no DSP or MVE instructions",
      "Build TFLM with OPTIMIZED_KERNEL_DIR=cmsis_nn (or link the optimised kernels in front of"
          + " it), and check that the operator's types and options have an optimised path."),
  NPU_FALL_BACK(
      "npu.fall-back",
      Severity.WARNING,
      "Much of the time goes into what the NPU's compiler left to the core",
      "these operators, their cycles, and for how long the NPU works",
      "QUANTIZE and DEQUANTIZE go away when the model is converted with integer inputs and outputs"
          + " (inference_input_type, inference_output_type) and the firmware hands over bytes. What"
          + " keeps other operators off the NPU is said by vela --show-cpu-operations."),
  INPUT_NOT_QUANTISED(
      "input.not-quantised",
      Severity.WARNING,
      "The input does not look quantised",
      "how many of the input's values are equal or at the limits of their type",
      "Quantise the input with the scale and zero point of the input tensor before Invoke, instead"
          + " of converting real numbers or raw sensor values directly."),
  RESOLVER_ALL_OPS(
      "resolver.all-ops",
      Severity.WARNING,
      "Many more kernels are linked than the model uses",
      "the number of registered kernels and of operators in use",
      "Replace AllOpsResolver by a MicroMutableOpResolver with the operators that the model uses."),
  ARENA_OVERSIZED(
      "arena.oversized",
      Severity.NOTE,
      "The tensor arena is much larger than what is used",
      "bytes used and size",
      "Shrink the arena to what is used, with some room for other versions of TFLM."),
  INVOKE_INTERRUPTED(
      "invoke.interrupted",
      Severity.NOTE,
      "Interrupt handlers take a noticeable part of Invoke",
      "their cycles inside of Invokes",
      "Operators are reported without them; lower the interrupt rate to shorten Invoke itself."),
  INVOKE_NOT_SEEN(
      "invoke.not-seen",
      Severity.NOTE,
      "No Invoke was seen",
      "the models found, and how the run ended",
      "If the firmware should have run inference, let it run longer (--max-cycles, --until) or look"
          + " at its console for an earlier failure."),
  INVOKE_UNCERTAIN(
      "invoke.uncertain",
      Severity.WARNING,
      "Some facts about Invoke could not be told",
      "what is missing",
      "Keep the model uncompressed in memory, and symbols in the ELF, to get names and shapes."),
  UNMODELLED_ACCESS(
      "machine.unmodelled",
      Severity.WARNING,
      "The firmware used registers that are not modelled",
      "the registers and the instructions that accessed them",
      "Check that the firmware does not depend on them; --unmodelled=fail stops at the first one.");

  private final String code;
  private final Severity severity;
  private final String title;
  private final String evidence;
  private final String cure;

  FindingCode(String code, Severity severity, String title, String evidence, String cure) {
    this.code = code;
    this.severity = severity;
    this.title = title;
    this.evidence = evidence;
    this.cure = cure;
  }

  /** The stable id, for example {@code arena.too-small}. */
  public String code() {
    return code;
  }

  public Severity severity() {
    return severity;
  }

  public String title() {
    return title;
  }

  /** What the evidence of such a finding consists of. */
  public String evidence() {
    return evidence;
  }

  public String cure() {
    return cure;
  }

  /** A finding of this kind; {@code cost} is in cycles or bytes, or empty. */
  public FindingRow finding(String whatWasSeen, String cost) {
    return new FindingRow(
        code, severity.name().toLowerCase(Locale.ROOT), title, whatWasSeen, cost, cure);
  }

  /** The page that describes all findings, in Markdown. */
  public static String page() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Findings

        What `tinyrig run`, `profile` and `compare` may say about a run. Codes are stable. This page
        is generated from `FindingCode`; a test fails when it is not current (run the tests of
        `traces` with `-Dtinyrig.approve=true` to write it anew).

        | code | severity | what | evidence | what to do |
        |---|---|---|---|---|
        """);
    for (FindingCode c : values()) {
      out.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  c.code, c.severity.name().toLowerCase(Locale.ROOT), c.title, c.evidence, c.cure));
    }
    return out.toString();
  }
}
