/**
 * What operations compute: feature maps in memory, sums of products, rounding, activations.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.compute.Executor}. The arithmetic is that of
 * TensorFlow Lite's reference kernels, which Arm's compiler is made to reproduce on the NPU to the
 * bit; it is tested by running compiled models against those kernels. This package must not know
 * time.
 */
package dev.tinyrig.peripherals.ethosu.compute;
