/**
 * What an NPU did, and from which layers of the model its compiler made it.
 *
 * <p>Operations come as records from whoever watches the device; this package does not know
 * devices. Start at {@link dev.tinyrig.traces.npu.NpuLog}.
 */
package dev.tinyrig.traces.npu;
