package dev.tinyrig.emulator.debug;

import dev.tinyrig.emulator.core.FaultKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What was known when the guest took a fault: raw facts, which reports decode and unwind.
 *
 * @param kind the cause
 * @param reason words for a firmware engineer, naming instruction and core where they matter
 * @param exception number of the exception that was taken (3 HardFault .. 6 UsageFault); -1 when
 *     the core locked up
 * @param pc address of the faulting instruction
 * @param address data address of memory faults
 * @param registers R0..R12, SP, LR, PC, XPSR at the fault, before stacking
 * @param cfsr configurable fault status after the fault (0 on Armv6-M)
 * @param hfsr HardFault status after the fault
 * @param mmfar MemManage fault address
 * @param bfar bus fault address
 * @param sfsr SecureFault status after the fault (0 without the Security Extension)
 * @param sfar SecureFault address
 * @param state security state at the fault, {@code Secure} or {@code Non-secure}; empty on cores
 *     with one state
 * @param cycle when it happened
 */
public record FaultReport(
    FaultKind kind,
    String reason,
    int exception,
    int pc,
    int address,
    int[] registers,
    int cfsr,
    int hfsr,
    int mmfar,
    int bfar,
    int sfsr,
    int sfar,
    String state,
    long cycle) {
  private static final int REGISTERS = 17;

  /** Writes this report as part of a snapshot. */
  public void save(DataOutput out) throws IOException {
    out.writeUTF(kind.name());
    out.writeUTF(reason);
    out.writeUTF(state);
    for (int value : new int[] {exception, pc, address, cfsr, hfsr, mmfar, bfar, sfsr, sfar}) {
      out.writeInt(value);
    }
    for (int value : registers) {
      out.writeInt(value);
    }
    out.writeLong(cycle);
  }

  /** Reads what {@link #save} wrote. */
  public static FaultReport restore(DataInput in) throws IOException {
    FaultKind kind = FaultKind.valueOf(in.readUTF());
    String reason = in.readUTF();
    String state = in.readUTF();
    int[] facts = new int[9];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = in.readInt();
    }
    int[] registers = new int[REGISTERS];
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = in.readInt();
    }
    return new FaultReport(
        kind,
        reason,
        facts[0],
        facts[1],
        facts[2],
        registers,
        facts[3],
        facts[4],
        facts[5],
        facts[6],
        facts[7],
        facts[8],
        state,
        in.readLong());
  }
}
