/*
 * What the compiler wraps around a command stream for the driver: the constant tensor that is the
 * first input of an ethos-u operator. There are two forms.
 *
 * COP1 is a list of actions, each a word with its number in bits 0 to 7:
 *   1  the NPU that the stream is for: two words follow, as CONFIG and ID read
 *   2  the command stream: its length in words is in bits 31 to 16, and above them 15 to 8
 *   5  nothing: fills up, so that the stream begins at a multiple of 16 bytes
 * COP2 is a header of fixed layout and the stream behind it; docs/npu.md has its words. Region 3
 * then holds all inputs and region 4 all outputs, unless the header says that they are in the arena.
 */
#ifndef TINYRIG_NPU_PAYLOAD_H_
#define TINYRIG_NPU_PAYLOAD_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EthosUStep {
  enum { ETHOSU_STEP_END, ETHOSU_STEP_NPU, ETHOSU_STEP_STREAM, ETHOSU_STEP_BAD } kind;
  uint32_t config;        /* NPU: what CONFIG should read */
  uint32_t id;            /* NPU: what ID should allow */
  const uint32_t* stream; /* STREAM */
  uint32_t stream_bytes;
  uint32_t offset;        /* BAD: byte of the payload that makes no sense */
} EthosUStep;

/* Where a walk over a payload is. */
typedef struct EthosUWalk {
  const uint32_t* words;
  uint32_t count;
  uint32_t next;
} EthosUWalk;

/* Whether the inputs and the outputs of the operator have base pointers of their own (COP2). */
int npu_payload_has_separate_io(const void* payload, size_t bytes);

/* Begins a walk; 0 when this is no payload. */
int npu_payload_open(EthosUWalk* walk, const void* payload, size_t bytes);

/* The next step that a driver has to do. */
EthosUStep npu_payload_next(EthosUWalk* walk);

#ifdef __cplusplus
}
#endif

#endif
