package dev.tinyrig.peripherals.ethosu.weights;

/**
 * Decoded weights of an operation.
 *
 * @param values ordered by output channel, then tap, then input channel
 * @param taps of the kernel
 * @param inputs channels that each output sums up; 1 for depthwise
 * @param coded weights in the stream, padding included
 */
public record WeightTensor(int[] values, int taps, int inputs, long coded) {}
