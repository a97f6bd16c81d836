/* The NPU of the board that an image is built for. */
#ifndef TINYRIG_NPU_BOARD_H_
#define TINYRIG_NPU_BOARD_H_

#include <stddef.h>
#include <stdint.h>

#include "npu/driver.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Readies the NPU, the first time; 0, or not 0 when it said why it cannot. */
int npu_board_open(void);

/* Runs a payload on it. */
int npu_board_run(const void* payload, size_t bytes, const EthosUBase* bases, uint32_t count);

#ifdef __cplusplus
}
#endif

#endif
