/**
 * What is loaded into a machine: ELF executables, Intel HEX and raw binaries, read into one {@link
 * dev.tinyrig.emulator.image.Image} with its symbols, sections, build attributes and line numbers.
 *
 * <p>Start at {@link dev.tinyrig.emulator.image.ImageLoader}. This package must not know boards,
 * cores in execution or what a firmware means by its symbols.
 */
package dev.tinyrig.emulator.image;
