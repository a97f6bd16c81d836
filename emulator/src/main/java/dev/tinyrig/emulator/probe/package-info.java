/**
 * The only window for observers: {@link dev.tinyrig.emulator.probe.Probe}. Zero cost when nobody
 * listens.
 */
package dev.tinyrig.emulator.probe;
