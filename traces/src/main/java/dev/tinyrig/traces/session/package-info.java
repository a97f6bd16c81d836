/**
 * The facade of this module: observe a run, then turn it into a report.
 *
 * <p>Start at {@link dev.tinyrig.traces.session.ProfileSession}. This package must not know boards,
 * command lines or files.
 */
package dev.tinyrig.traces.session;
