/**
 * The one save/restore contract of every stateful part: {@link
 * dev.tinyrig.emulator.state.Stateful}.
 */
package dev.tinyrig.emulator.state;
