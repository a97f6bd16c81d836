/**
 * The seam for independent implementations of the instruction set, against which ours is held.
 *
 * <p>Start at {@link dev.tinyrig.emulator.oracle.Oracle}. Providers are found by {@link
 * java.util.ServiceLoader}; none is part of the product. This package must not know how an oracle
 * or an engine works.
 */
package dev.tinyrig.emulator.oracle;
