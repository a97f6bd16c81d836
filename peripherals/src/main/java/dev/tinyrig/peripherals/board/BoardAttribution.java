package dev.tinyrig.peripherals.board;

/**
 * The implementation-defined attribution unit of a part whose memories and devices appear at a
 * Secure and a Non-secure address. The core's own system space is exempt from it.
 *
 * @param secureBit the address bit, 20 to 28, that is 1 in Secure addresses
 * @param callableCode start of the Secure range that bit 0 of NSCCFG makes Non-secure callable; its
 *     size is that of the bit
 * @param callableData the same for bit 1
 */
public record BoardAttribution(int secureBit, int callableCode, int callableData) {}
