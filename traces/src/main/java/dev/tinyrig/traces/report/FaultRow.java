package dev.tinyrig.traces.report;

import java.util.List;
import java.util.Map;

/**
 * A fault of the guest, decoded.
 *
 * @param exception the exception taken, for example {@code HardFault}
 * @param state security state of the faulting code, {@code Secure} or {@code Non-secure}, or null
 *     on cores with one state
 * @param reason in words
 * @param bits set bits of the fault status registers, each with its meaning
 * @param address data address concerned, {@code 0x…}, or null
 * @param where function and offset of the faulting instruction
 * @param line source line, or null
 * @param registers at the fault, by name
 * @param stack callers, innermost first
 * @param cycle when
 */
public record FaultRow(
    String exception,
    String state,
    String reason,
    List<String> bits,
    String address,
    String where,
    String line,
    Map<String, String> registers,
    List<FrameRow> stack,
    long cycle) {

  /**
   * One caller.
   *
   * @param address where it will go on
   * @param where function and offset
   * @param line source line, or null
   * @param method {@code exact} from the calls that were observed, {@code lr} the link register,
   *     {@code scan} a plausible return address on the stack
   */
  public record FrameRow(String address, String where, String line, String method) {}
}
