/*
 * Integer code whose branches depend on data, for measurements of speed: a CRC by bits, a heap sort
 * and a scanner of numbers by a state machine. It prints checksums and ends.
 */
#include <stdint.h>

#include "console/console.h"
#include "startup/startup.h"

enum { ROUNDS = 10000, BYTES = 4096, KEYS = 1024 };

static uint8_t text[BYTES];
static uint32_t keys[KEYS];
static uint32_t state = 0x2545F491u; /* xorshift32 (Marsaglia) */

static uint32_t draw(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

static uint32_t crc_by_bits(const uint8_t* bytes, int count) {
  uint32_t crc = 0xFFFFFFFFu;
  for (int i = 0; i < count; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) {
      if ((crc & 1) != 0) {
        crc = crc >> 1 ^ 0xEDB88320u;
      } else {
        crc >>= 1;
      }
    }
  }
  return ~crc;
}

static void sift_down(uint32_t* heap, int root, int count) {
  const uint32_t key = heap[root];
  for (int child = 2 * root + 1; child < count; child = 2 * root + 1) {
    if (child + 1 < count && heap[child + 1] > heap[child]) {
      child++;
    }
    if (heap[child] <= key) {
      break;
    }
    heap[root] = heap[child];
    root = child;
  }
  heap[root] = key;
}

static void heap_sort(uint32_t* heap, int count) {
  for (int root = count / 2 - 1; root >= 0; root--) {
    sift_down(heap, root, count);
  }
  for (int last = count - 1; last > 0; last--) {
    const uint32_t largest = heap[0];
    heap[0] = heap[last];
    heap[last] = largest;
    sift_down(heap, 0, last);
  }
}

/* The sum of the decimal and hexadecimal numbers in a text, words and signs skipped. */
static uint32_t scan_numbers(const uint8_t* bytes, int count) {
  enum State { BETWEEN, WORD, ZERO, DECIMAL, HEXADECIMAL } at = BETWEEN;
  uint32_t sum = 0;
  uint32_t value = 0;
  for (int i = 0; i < count; i++) {
    const uint8_t c = bytes[i];
    switch (at) {
      case BETWEEN:
        value = 0;
        if (c == '0') {
          at = ZERO;
        } else if (c >= '1' && c <= '9') {
          at = DECIMAL;
          value = c - '0';
        } else if (c >= 'a' && c <= 'z') {
          at = WORD;
        }
        break;
      case WORD:
        if (c < '0') {
          at = BETWEEN;
        }
        break;
      case ZERO:
        at = c == 'x' ? HEXADECIMAL : c >= '0' && c <= '9' ? DECIMAL : c < '0' ? BETWEEN : WORD;
        break;
      case DECIMAL:
        if (c >= '0' && c <= '9') {
          value = 10 * value + c - '0';
        } else {
          sum += value;
          at = c < '0' ? BETWEEN : WORD;
        }
        break;
      case HEXADECIMAL:
        if (c >= '0' && c <= '9') {
          value = 16 * value + c - '0';
        } else if (c >= 'a' && c <= 'f') {
          value = 16 * value + c - 'a' + 10;
        } else {
          sum += value;
          at = c < '0' ? BETWEEN : WORD;
        }
        break;
    }
  }
  return sum;
}

static void print_hexadecimal(const char* name, uint32_t value) {
  char digits[10] = "00000000\n";
  for (int i = 0; i < 8; i++) {
    digits[7 - i] = "0123456789abcdef"[value >> (4 * i) & 15];
  }
  console_write(name);
  console_write(" ");
  console_write(digits);
}

int main(void) {
  static const char letters[] = "  ,+-0011223344556789xabcdefghz";
  uint32_t crc = 0;
  uint32_t sorted = 0;
  uint32_t sum = 0;
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < BYTES; i++) {
      text[i] = (uint8_t)letters[(draw() >> 8) % (sizeof letters - 1)];
    }
    for (int i = 0; i < KEYS; i++) {
      keys[i] = draw();
    }
    crc ^= crc_by_bits(text, BYTES);
    heap_sort(keys, KEYS);
    sorted ^= keys[KEYS / 2] + keys[round % KEYS];
    sum += scan_numbers(text, BYTES);
  }
  print_hexadecimal("crc", crc);
  print_hexadecimal("sorted", sorted);
  print_hexadecimal("numbers", sum);
  console_write("passed\n");
  return 0;
}
