/**
 * How a device declares its registers: a table of rows with offsets, reset values and bits, and a
 * base class that serves accesses from it.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.register.RegisterBlock}. This package must not know
 * any particular device.
 */
package dev.tinyrig.peripherals.register;
