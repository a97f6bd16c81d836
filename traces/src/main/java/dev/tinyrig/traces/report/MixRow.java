package dev.tinyrig.traces.report;

/** Executed instructions of one class ({@code OpKind} in lower-case kebab letters). */
public record MixRow(String kind, long instructions) {}
