/**
 * The driver payload: what a compiler wraps around a command stream for the driver on the core.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.payload.DriverPayload}.
 */
package dev.tinyrig.peripherals.ethosu.payload;
