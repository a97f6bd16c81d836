/**
 * What deserves attention in a run: findings with a code, the evidence, the cost and the cure.
 *
 * <p>Start at {@link dev.tinyrig.traces.doctor.FindingCode}, the one registry; {@code
 * docs/findings.md} is generated from it. This package must not know machines: it reads the report
 * and what the session says about the circumstances.
 */
package dev.tinyrig.traces.doctor;
