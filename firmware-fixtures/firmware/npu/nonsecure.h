/*
 * Hands memories to the Non-secure state, for an NPU that works there. The core itself stays in the
 * Secure state, and so does its code; what it shares with the NPU it accesses as Non-secure.
 */
#ifndef TINYRIG_NPU_NONSECURE_H_
#define TINYRIG_NPU_NONSECURE_H_

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Opens the memories of models and arenas, and the window of the NPU at this address. */
void npu_open_memories(uint32_t npu);

#ifdef __cplusplus
}
#endif

#endif
