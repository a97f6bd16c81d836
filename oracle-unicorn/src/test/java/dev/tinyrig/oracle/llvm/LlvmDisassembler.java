package dev.tinyrig.oracle.llvm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bytedeco.llvm.LLVM.LLVMDisasmContextRef;
import org.bytedeco.llvm.global.LLVM;

/** LLVM's disassembler for Cortex-M55, one 32-bit instruction at a time. */
final class LlvmDisassembler implements AutoCloseable {
  private static final int ADDRESS = 0x1000;
  private final byte[] text = new byte[256];
  private LLVMDisasmContextRef context;

  LlvmDisassembler() {
    LLVM.LLVMInitializeARMTargetInfo();
    LLVM.LLVMInitializeARMTargetMC();
    LLVM.LLVMInitializeARMDisassembler();
    context = open();
  }

  private static LLVMDisasmContextRef open() {
    return LLVM.LLVMCreateDisasmCPUFeatures(
        "thumbv8.1m.main-none-eabi", "cortex-m55", "+mve.fp,+fp64", null, 0, null, null);
  }

  /** The text of a word whose upper half is the first half-word; empty for no instruction. */
  Optional<String> text(int bits) {
    byte[] code = {(byte) (bits >> 16), (byte) (bits >> 24), (byte) bits, (byte) (bits >> 8)};
    long length = LLVM.LLVMDisasmInstruction(context, code, 4, ADDRESS, text, text.length);
    if (length == 0) {
      reset();
      return Optional.empty();
    }
    int end = 0;
    while (text[end] != 0) {
      end++;
    }
    String found = new String(text, 0, end, StandardCharsets.US_ASCII).strip();
    if (found.startsWith("vp")) {
      reset();
    }
    return Optional.of(found.replace('\t', ' '));
  }

  /** A context remembers VPT blocks, even those of words that were none. */
  private void reset() {
    LLVM.LLVMDisasmDispose(context);
    context = open();
  }

  @Override
  public void close() {
    LLVM.LLVMDisasmDispose(context);
  }
}
