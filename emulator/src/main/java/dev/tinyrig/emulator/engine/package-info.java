/**
 * What the two execution engines share: {@link dev.tinyrig.emulator.engine.Engine}, the contract
 * that lets a machine run on either.
 */
package dev.tinyrig.emulator.engine;
