/**
 * How long operations take.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.cycles.CycleModel}. Two models: {@link
 * dev.tinyrig.peripherals.ethosu.cycles.LegacyEstimate} is the estimate of Vela's Python core, to
 * the cycle; {@link dev.tinyrig.peripherals.ethosu.cycles.PipelineModel} overlaps the stages of the
 * hardware block by block.
 */
package dev.tinyrig.peripherals.ethosu.cycles;
