/**
 * Devices of the Cortex-M System Design Kit (Arm DDI 0479), as the MPS2 boards have them.
 *
 * <p>Each class is one device; its registers stand in the enum at its top.
 */
package dev.tinyrig.peripherals.cmsdk;
