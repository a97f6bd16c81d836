/**
 * What the NPU is made of and connected to: its configurations, its view of memory, its AXI
 * channels, and whom it tells about streams that use what is not modelled.
 */
package dev.tinyrig.peripherals.ethosu.hardware;
