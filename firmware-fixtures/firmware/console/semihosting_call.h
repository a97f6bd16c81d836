/* One semihosting call: Arm "Semihosting for AArch32 and AArch64", T32 on M-profile is BKPT 0xAB. */
#ifndef TINYRIG_CONSOLE_SEMIHOSTING_CALL_H_
#define TINYRIG_CONSOLE_SEMIHOSTING_CALL_H_

#include <stdint.h>

enum {
  SYS_WRITE0 = 0x04,
  SYS_EXIT_EXTENDED = 0x20,
};

static inline uint32_t semihosting_call(uint32_t operation, const void* parameter) {
  register uint32_t r0 __asm("r0") = operation;
  register const void* r1 __asm("r1") = parameter;
  __asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

#endif
