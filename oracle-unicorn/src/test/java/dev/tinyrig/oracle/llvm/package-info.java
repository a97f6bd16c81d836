/**
 * The decode tables and the text of instructions against LLVM's disassembler, which nobody here
 * wrote. Start at {@code EncodingsAgainstLlvmTest}.
 */
package dev.tinyrig.oracle.llvm;
