#include "npu/payload.h"

/* "COP1" and "COP2" as little-endian words, and "VEUM", the tag of COP2's only section. */
#define MAGIC_COP1 0x31504F43u
#define MAGIC_COP2 0x32504F43u
#define TAG_COP2 0x4D554556u

enum Action { ACTION_NPU = 1, ACTION_STREAM = 2, ACTION_NOTHING = 5 };

/* Words of COP2's header. */
enum Cop2 {
  COP2_VERSION = 1,
  COP2_HEADER_BYTES = 6, /* from the tag to the stream */
  COP2_TAG = 7,
  COP2_CONFIG = 10,
  COP2_ID = 11,
  COP2_IO = 12,
};

/* COP2_IO: inputs and outputs have regions of their own; else they are in the arena, as in COP1. */
#define IO_SEPARATE 2u

static EthosUStep bad(uint32_t word) {
  return (EthosUStep){.kind = ETHOSU_STEP_BAD, .offset = 4 * word};
}

int npu_payload_has_separate_io(const void* payload, size_t bytes) {
  const uint32_t* words = (const uint32_t*)payload;
  return bytes > 4 * COP2_IO && words[0] == MAGIC_COP2 && words[COP2_IO] == IO_SEPARATE;
}

int npu_payload_open(EthosUWalk* walk, const void* payload, size_t bytes) {
  walk->words = (const uint32_t*)payload;
  walk->count = (uint32_t)(bytes / 4);
  walk->next = 1;
  if (bytes % 4 != 0 || bytes < 4) {
    return 0;
  }
  return walk->words[0] == MAGIC_COP1 || walk->words[0] == MAGIC_COP2;
}

static EthosUStep next_of_cop2(EthosUWalk* walk) {
  const uint32_t* words = walk->words;
  if (walk->next == walk->count) {
    return (EthosUStep){.kind = ETHOSU_STEP_END};
  }
  if (walk->next == 1) {
    if (walk->count <= COP2_IO || words[COP2_VERSION] != 1 || words[COP2_TAG] != TAG_COP2) {
      return bad(COP2_VERSION);
    }
    walk->next = COP2_TAG + words[COP2_HEADER_BYTES] / 4;
    if (words[COP2_HEADER_BYTES] % 4 != 0 || walk->next <= COP2_IO || walk->next >= walk->count) {
      return bad(COP2_HEADER_BYTES);
    }
    return (EthosUStep){
        .kind = ETHOSU_STEP_NPU, .config = words[COP2_CONFIG], .id = words[COP2_ID]};
  }
  const uint32_t from = walk->next;
  walk->next = walk->count;
  return (EthosUStep){.kind = ETHOSU_STEP_STREAM,
                      .stream = words + from,
                      .stream_bytes = 4 * (walk->count - from)};
}

EthosUStep npu_payload_next(EthosUWalk* walk) {
  if (walk->words[0] == MAGIC_COP2) {
    return next_of_cop2(walk);
  }
  while (walk->next < walk->count) {
    const uint32_t at = walk->next;
    const uint32_t word = walk->words[at];
    const uint32_t left = walk->count - at - 1;
    switch (word & 0xFF) {
      case ACTION_NOTHING:
        walk->next++;
        break;
      case ACTION_NPU:
        if (left < 2) {
          return bad(at);
        }
        walk->next += 3;
        return (EthosUStep){
            .kind = ETHOSU_STEP_NPU, .config = walk->words[at + 1], .id = walk->words[at + 2]};
      case ACTION_STREAM: {
        const uint32_t length = (word >> 16) | (word & 0xFF00) << 8;
        if (length > left) {
          return bad(at);
        }
        walk->next += 1 + length;
        return (EthosUStep){.kind = ETHOSU_STEP_STREAM,
                            .stream = walk->words + at + 1,
                            .stream_bytes = 4 * length};
      }
      default:
        return bad(at);
    }
  }
  return (EthosUStep){.kind = ETHOSU_STEP_END};
}
