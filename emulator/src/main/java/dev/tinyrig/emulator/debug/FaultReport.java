package dev.tinyrig.emulator.debug;

import dev.tinyrig.emulator.core.FaultKind;

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
    long cycle) {}
