/**
 * What all UARTs share: scripted input.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.uart.UartScript}.
 */
package dev.tinyrig.peripherals.uart;
