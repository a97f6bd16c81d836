/**
 * What surrounds a core: devices, boards and the semihosting host, and the policy for what they do
 * not model.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.board.MachineBuilder} for how a machine comes
 * together, and at {@link dev.tinyrig.peripherals.register.RegisterBlock} for how a device is
 * written. These packages know the emulator, but neither models, profiles nor reports.
 */
package dev.tinyrig.peripherals;
