package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.operation.Operation;

/**
 * One operation of an NPU, after its end.
 *
 * @param started cycle at which it started: of the machine's clock, or since the start of a stream
 *     that runs without a machine
 * @param ended cycle at which it ended
 */
public record OperationRun(Operation operation, CycleModel.Cost cost, long started, long ended) {}
