/**
 * Random programs of the vector extension, of half, single and double precision and of the DSP
 * extension, and low-overhead loops, in our machine and in QEMU: registers, status and memory must
 * be equal, byte by byte.
 *
 * <p>Start at {@code VectorProgramsTest}. {@code TrialMaker} draws trials from the decode tables,
 * {@code ProgramImage} packs many of them into one ELF file whose harness enters each trial by an
 * exception return and leaves it by an exception, so that all state goes through frames in memory.
 */
package dev.tinyrig.oracle.qemu;
