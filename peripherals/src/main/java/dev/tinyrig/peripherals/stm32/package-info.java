/**
 * Devices of STM32 parts, as far as TFLM firmware needs them: serial output and input, clocks that
 * become ready, flash settings that read back. Numbers are those of ST's reference manuals RM0090
 * (STM32F4) and RM0432 (STM32L4+).
 *
 * <p>Clock trees are not modelled: the machine runs at its board's clock whatever the firmware
 * selects, and every device is clocked. Cycles do not depend on it; times in seconds do.
 */
package dev.tinyrig.peripherals.stm32;
