/* What the driver of the NPU has to complain about: one line on the console each. */
#ifndef TINYRIG_NPU_LOG_H_
#define TINYRIG_NPU_LOG_H_

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void npu_log_text(const char* text);

/* The text and a number in hexadecimal. */
void npu_log(const char* text, uint32_t value);

#ifdef __cplusplus
}
#endif

#endif
