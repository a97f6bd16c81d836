/**
 * The .tflite reader: graph, shapes, quantisation, multiply-accumulates. Pure: bytes in, records
 * out.
 *
 * <p>Start at {@link dev.tinyrig.traces.model.ModelReader}. This package must not know guests,
 * firmware or reports; bytes may come from a file or, through {@link
 * dev.tinyrig.traces.model.ModelBytes}, from anywhere else.
 */
package dev.tinyrig.traces.model;
