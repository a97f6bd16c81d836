/**
 * What the two execution engines share: {@link dev.tinyrig.emulator.engine.Engine}, the contract
 * that lets a machine run on either, and {@link dev.tinyrig.emulator.engine.EngineKind}, which of
 * them it does.
 */
package dev.tinyrig.emulator.engine;
