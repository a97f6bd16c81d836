#include "npu/log.h"

#include "console/console.h"

void npu_log_text(const char* text) {
  console_write("ethos-u: ");
  console_write(text);
  console_write("\n");
}

void npu_log(const char* text, uint32_t value) {
  char number[] = " 0x00000000\n";
  for (int digit = 0; digit < 8; digit++) {
    number[3 + digit] = "0123456789abcdef"[value >> (28 - 4 * digit) & 0xF];
  }
  console_write("ethos-u: ");
  console_write(text);
  console_write(number);
}
