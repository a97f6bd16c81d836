/**
 * Both engines on the same firmware, side by side: {@link dev.tinyrig.emulator.lockstep.Lockstep}
 * lets the translated machine lead, holds the interpreted one against it wherever translated code
 * is entered or left, and tells of the first difference which guest instruction it comes from and
 * what bytecode was made of it ({@link dev.tinyrig.emulator.lockstep.Divergence}).
 *
 * <p>The package knows machines and what the translator shows of itself, but neither boards nor
 * images: names of functions and lines are its user's affair.
 */
package dev.tinyrig.emulator.lockstep;
