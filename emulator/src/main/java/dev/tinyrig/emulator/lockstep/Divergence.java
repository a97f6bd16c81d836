package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.isa.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * The first difference between two engines.
 *
 * @param instruction the guest instruction behind which they differ
 * @param certain whether it was found by executing it alone; otherwise it is the one that was the
 *     last to write what differs
 * @param line the line that was executed, from its first instruction on; empty when the difference
 *     arose outside of translated code
 * @param values what differs
 * @param cycle cycles since reset when they were the same last
 * @param instructions instructions since reset when they were the same last
 * @param pc where both stood then
 * @param region what was translated together, in words; empty outside of translated code
 * @param bytecode the method of that region, a line of text for each JVM instruction
 */
public record Divergence(
    Optional<Instruction> instruction,
    boolean certain,
    List<Instruction> line,
    List<Value> values,
    long cycle,
    long instructions,
    int pc,
    String region,
    List<String> bytecode) {

  /**
   * One thing that differs.
   *
   * @param name register, flag, memory address, part of the machine
   * @param interpreted its value in the interpreted machine
   * @param translated its value in the translated machine
   */
  public record Value(String name, String interpreted, String translated) {}
}
