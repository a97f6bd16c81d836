/**
 * Weights and scales as they lie in memory: the compressed bit stream, the order in which hardware
 * walks through a kernel, and the ten bytes of each output channel.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.weights.WeightReader}.
 */
package dev.tinyrig.peripherals.ethosu.weights;
