/**
 * The text of instructions against the assembler and the disassembler of the toolchain, which
 * nobody here wrote. Start at {@code AssemblerRoundTripTest}.
 */
package dev.tinyrig.oracle.binutils;
