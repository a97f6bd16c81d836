/**
 * Devices of the MPS2 FPGA images (Arm application notes AN385, AN386 and AN500) that are not part
 * of the Cortex-M System Design Kit.
 */
package dev.tinyrig.peripherals.mps2;
