/**
 * Runs side by side. Start at {@link dev.tinyrig.traces.compare.Comparison}. This package knows
 * finished reports only, neither machines nor firmware.
 */
package dev.tinyrig.traces.compare;
