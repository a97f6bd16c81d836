/**
 * The host of Arm semihosting (Arm IHI 0000 "Semihosting for AArch32 and AArch64"): what the
 * firmware asks of its debugger through BKPT 0xAB.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.semihosting.SemihostingHost}. Nothing here reads the
 * host's clock, and files are reached only below a directory that the user allowed.
 */
package dev.tinyrig.peripherals.semihosting;
