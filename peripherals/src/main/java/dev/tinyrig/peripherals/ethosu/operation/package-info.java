/**
 * What the stream's state means when an operation starts: feature maps, kernel, scaling,
 * activation, blocks, and transfers.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.operation.OperationReader}. This package must
 * not know how anything is computed or counted.
 */
package dev.tinyrig.peripherals.ethosu.operation;
