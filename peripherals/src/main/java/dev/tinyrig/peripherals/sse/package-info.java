/**
 * The subsystems around Arm's Armv8-M cores: IoT Kit, SSE-200 and SSE-300 (Corstone-300).
 *
 * <p>Time: {@link dev.tinyrig.peripherals.sse.SystemCounter} and the timers that compare with it.
 * Protection: {@link dev.tinyrig.peripherals.sse.SecurityController} is what the firmware
 * configures; {@link dev.tinyrig.peripherals.sse.ProtectedDevice} and {@link
 * dev.tinyrig.peripherals.sse.MemoryProtectionController} are what stands before devices and
 * memories. What is the security of an address is the matter of the board and the core, not of
 * these.
 */
package dev.tinyrig.peripherals.sse;
