/* Fully connected layers: interface, plain C, and four rows at a time with the DSP extension. */
#include "arm_nnfunctions.h"
#include "nn_fully_connected.h"

#if !NN_MVE
static int8_t finish(int32_t acc, int32_t mult, int32_t shift, int32_t offset, int32_t low,
                     int32_t high) {
  return (int8_t)nn_clamp(nn_requantise(acc, mult, shift) + offset, low, high);
}
#endif

#if NN_DSP
/* Four inputs of the widened vector, {0,2} and {1,3}, against one word of each of four rows. */
#define MAC_ROWS \
  "ldr.w   %[a], [%[x]], #8\n\t" \
  "ldr.w   %[b], [%[x], #-4]\n\t" \
  "ldr.w   %[u], [%[w]]\n\t" \
  "sxtb16  %[t], %[u]\n\t" \
  "smlad   %[r0], %[t], %[a], %[r0]\n\t" \
  "sxtb16  %[u], %[u], ror #8\n\t" \
  "smlad   %[r0], %[u], %[b], %[r0]\n\t" \
  "ldr.w   %[u], [%[w], %[s]]\n\t" \
  "sxtb16  %[t], %[u]\n\t" \
  "smlad   %[r1], %[t], %[a], %[r1]\n\t" \
  "sxtb16  %[u], %[u], ror #8\n\t" \
  "smlad   %[r1], %[u], %[b], %[r1]\n\t" \
  "ldr.w   %[u], [%[w], %[s], lsl #1]\n\t" \
  "sxtb16  %[t], %[u]\n\t" \
  "smlad   %[r2], %[t], %[a], %[r2]\n\t" \
  "sxtb16  %[u], %[u], ror #8\n\t" \
  "smlad   %[r2], %[u], %[b], %[r2]\n\t" \
  "add.w   %[w], %[w], #4\n\t" \
  "ldr.w   %[u], [%[w3]], #4\n\t" \
  "sxtb16  %[t], %[u]\n\t" \
  "smlad   %[r3], %[t], %[a], %[r3]\n\t" \
  "sxtb16  %[u], %[u], ror #8\n\t" \
  "smlad   %[r3], %[u], %[b], %[r3]\n\t"

/* Not inlined: the block takes 13 registers, which leaves the compiler one. */
static __attribute__((noinline)) void mac_rows(int32_t acc[4], const uint32_t *vector,
                                               const int8_t *w, int32_t stride, int32_t words) {
  int32_t r0 = acc[0];
  int32_t r1 = acc[1];
  int32_t r2 = acc[2];
  int32_t r3 = acc[3];
  const int8_t *w3 = w + 3 * stride;
  uint32_t a;
  uint32_t b;
  uint32_t u;
  uint32_t t;
  if (words != 0) {
    __asm__ volatile(
        ".p2align 2\n"
        "1:\n\t"
        MAC_ROWS
        "subs.w  %[n], %[n], #1\n\t"
        "bne.w   1b\n"
        : [r0] "+r"(r0), [r1] "+r"(r1), [r2] "+r"(r2), [r3] "+r"(r3), [w] "+r"(w), [w3] "+r"(w3),
          [x] "+r"(vector), [n] "+r"(words), [a] "=&r"(a), [b] "=&r"(b), [u] "=&r"(u),
          [t] "=&r"(t)
        : [s] "r"(stride)
        : "cc", "memory");
  }
  acc[0] = r0;
  acc[1] = r1;
  acc[2] = r2;
  acc[3] = r3;
}

/* Widens the input with its offset and returns the sum of the widened values. */
static int32_t widen(uint32_t *vector, const int8_t *input, int32_t words, int32_t offset) {
  const uint32_t both = ((uint32_t)offset & 0xFFFF) | ((uint32_t)offset << 16);
  int32_t sum = 0;
  while (words-- > 0) {
    const uint32_t x = nn_load_word(input);
    input += 4;
    vector[0] = nn_sxtab16(both, x);
    vector[1] = nn_sxtab16_ror8(both, x);
    sum = nn_smlad(vector[0], 0x00010001, sum);
    sum = nn_smlad(vector[1], 0x00010001, sum);
    vector += 2;
  }
  return sum;
}
#endif

arm_status arm_fully_connected_s8(const int8_t *input, const int8_t *kernel, uint16_t depth,
                                  uint16_t row_count, uint16_t batches, int32_t input_offset,
                                  int32_t filter_offset, int32_t out_mult, int32_t out_shift,
                                  int32_t output_offset, const int32_t *bias, int8_t *output,
                                  int32_t output_activation_min, int32_t output_activation_max,
                                  int16_t *buffer) {
#if NN_MVE
  (void)buffer;
  const nn_fully_connected v = {
      .input = input,
      .weights = kernel,
      .bias = bias,
      .output = output,
      .depth = depth,
      .rows = row_count,
      .batches = batches,
      .input_offset = input_offset,
      .filter_offset = filter_offset,
      .mult = out_mult,
      .shift = out_shift,
      .output_offset = output_offset,
      .low = output_activation_min,
      .high = output_activation_max,
  };
  nn_fully_connected_mve(&v);
#else
  for (int32_t n = 0; n < batches; ++n) {
    int32_t row = 0;
#if NN_DSP
    if (buffer != NULL && ((uintptr_t)buffer & 3) == 0 && input_offset >= -255 &&
        input_offset <= 255) {
      const int32_t words = depth >> 2;
      uint32_t *vector = (uint32_t *)(void *)buffer;
      int32_t sum = widen(vector, input, words, input_offset);
      for (int32_t i = words * 4; i < depth; ++i) {
        sum += input[i] + input_offset;
      }
      const int32_t common = sum * filter_offset;
      while (row < row_count) {
        /* The last rows run one by one: stride 0 gives the row to all four accumulators. */
        const int32_t rows = row_count - row >= 4 ? 4 : 1;
        const int32_t stride = rows == 4 ? depth : 0;
        const int8_t *w = kernel + row * depth;
        int32_t acc[4];
        for (int32_t r = 0; r < 4; ++r) {
          acc[r] = common + (bias != NULL && r < rows ? bias[row + r] : 0);
        }
        mac_rows(acc, vector, w, stride, words);
        for (int32_t r = 0; r < rows; ++r) {
          for (int32_t i = words * 4; i < depth; ++i) {
            acc[r] += w[r * depth + i] * (input[i] + input_offset);
          }
          output[row + r] = finish(acc[r], out_mult, out_shift, output_offset,
                                   output_activation_min, output_activation_max);
        }
        row += rows;
      }
    }
#else
    (void)buffer;
#endif
    for (; row < row_count; ++row) {
      const int8_t *w = kernel + row * depth;
      int32_t acc = bias != NULL ? bias[row] : 0;
      for (int32_t i = 0; i < depth; ++i) {
        acc += (w[i] + filter_offset) * (input[i] + input_offset);
      }
      output[row] = finish(acc, out_mult, out_shift, output_offset, output_activation_min,
                           output_activation_max);
    }
    input += depth;
    output += row_count;
  }
#endif
  return ARM_MATH_SUCCESS;
}

int32_t arm_fully_connected_s8_get_buffer_size(uint16_t depth) {
#if NN_DSP
  return (depth >> 2) * 8;
#else
  (void)depth;
  return 0;
#endif
}
