/**
 * Who called whom: the shadow call stack kept from call, return and exception events, and the
 * calling-context tree with its cycles.
 *
 * <p>Start at {@link dev.tinyrig.traces.calls.ShadowStack}. This package must not know models,
 * operators or reports.
 */
package dev.tinyrig.traces.calls;
