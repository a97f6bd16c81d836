/**
 * Unicorn (QEMU's CPU without the machine around it) as an oracle for instruction semantics.
 *
 * <p>Start at {@link dev.tinyrig.oracle.unicorn.UnicornProvider}, or at {@link
 * dev.tinyrig.oracle.unicorn.UnicornEngine} for whole programs. The native library is GPL and comes
 * out of a jar of Maven Central, which is why this module is optional and never part of the
 * product. It must not know our engines.
 */
package dev.tinyrig.oracle.unicorn;
