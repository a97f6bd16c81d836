package dev.tinyrig.peripherals.semihosting;

/** The answer to SYS_HEAPINFO: where heap and stack may lie; 0 for "ask the linker's symbols". */
public record HeapInfo(int heapBase, int heapLimit, int stackBase, int stackLimit) {}
