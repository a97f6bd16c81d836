/* CRC-32 as zlib and Java's java.util.zip.CRC32 count it: polynomial 0xEDB88320, reflected. */
#ifndef TINYRIG_RUNNER_CRC32_H_
#define TINYRIG_RUNNER_CRC32_H_

#include <stddef.h>
#include <stdint.h>

static inline uint32_t tinyrig_crc32(const void* data, size_t bytes) {
  const uint8_t* each = (const uint8_t*)data;
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t i = 0; i < bytes; i++) {
    crc ^= each[i];
    for (int bit = 0; bit < 8; bit++) {
      crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
    }
  }
  return ~crc;
}

#endif
