package dev.tinyrig.traces.model;

/** A named buffer that the converter left in the model: where its bytes are. */
public record Metadata(String name, int dataOffset, int dataLength) {}
