/**
 * What people and machines read: the report as records, and its text, JSON, CSV and HTML forms.
 *
 * <p>Start at {@link dev.tinyrig.traces.report.Report}; {@code docs/report-schema.md} describes the
 * JSON. This package must not know how the numbers were found.
 */
package dev.tinyrig.traces.report;
