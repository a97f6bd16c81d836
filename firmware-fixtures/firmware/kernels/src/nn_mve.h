/* What the MVE paths share. Hot loops are written out with DLSTP and LETP, which the compiler does
 * not generate; the last turn of such a loop reads and writes only the elements that exist. */
#ifndef NN_MVE_H
#define NN_MVE_H

#include "nn_arith.h"

#if NN_MVE
#include <arm_mve.h>

/* How int32 sums become 8 bit. A shift is positive to the left. */
typedef struct {
  int32_t offset;
  int32_t low;
  int32_t high;
} nn_mve_output;

/* Four values through nn_requantise: VQRDMULH is nn_doubling_high_mul, and VRSHL rounds halves
 * upwards, which taking one from negative values turns into halves away from zero. That must not
 * happen where nothing is shifted out; AND with the shift leaves the sign only of negative values
 * with a shift to the right. */
static inline int32x4_t nn_mve_requantise(int32x4_t x, int32x4_t mult, int32x4_t shift) {
  const int32x4_t zero = vdupq_n_s32(0);
  const int32x4_t right = vminq_s32(shift, zero);
  x = vqrdmulhq_s32(vshlq_s32(x, vmaxq_s32(shift, zero)), mult);
  x = vqaddq_s32(x, vshrq_n_s32(vandq_s32(x, right), 31));
  return vrshlq_s32(x, right);
}

/* The values of nn_mve_requantise as they go to the output, one byte in each lane of 32 bits. */
static inline int32x4_t nn_mve_to_output(int32x4_t x, const nn_mve_output *o) {
  x = vaddq_n_s32(x, o->offset);
  return vminq_s32(vmaxq_s32(x, vdupq_n_s32(o->low)), vdupq_n_s32(o->high));
}

/* sums[0..count) to bytes; no shift is to the left. */
void nn_mve_requantise_row(const int32_t *sums, int32_t count, const int32_t *mult,
                           const int32_t *shift, const nn_mve_output *o, int8_t *out);
/* The same for any shift. */
void nn_mve_requantise_row_any(const int32_t *sums, int32_t count, const int32_t *mult,
                               const int32_t *shift, const nn_mve_output *o, int8_t *out);

/* Whether no channel is shifted to the left. */
bool nn_mve_shifts_right(const int32_t *shift, int32_t channels);

/* Sum of count bytes. */
static inline int32_t nn_mve_sum(const int8_t *p, int32_t count) {
  int32_t sum = 0;
  __asm__ volatile(
      "wlstp.8 lr, %[n], 2f\n"
      "1:\n\t"
      "vldrb.8 q0, [%[p]], #16\n\t"
      "vaddva.s8 %[sum], q0\n\t"
      "letp    lr, 1b\n"
      "2:"
      : [p] "+r"(p), [sum] "+Te"(sum)
      : [n] "r"(count)
      : "lr", "q0", "memory");
  return sum;
}

static inline void nn_mve_copy(int8_t *to, const int8_t *from, int32_t count) {
  __asm__ volatile(
      "wlstp.8 lr, %[n], 2f\n"
      "1:\n\t"
      "vldrb.8 q0, [%[from]], #16\n\t"
      "vstrb.8 q0, [%[to]], #16\n\t"
      "letp    lr, 1b\n"
      "2:"
      : [from] "+r"(from), [to] "+r"(to)
      : [n] "r"(count)
      : "lr", "q0", "memory");
}

static inline void nn_mve_fill(int8_t *to, int32_t value, int32_t count) {
  __asm__ volatile(
      "vdup.8  q0, %[value]\n\t"
      "wlstp.8 lr, %[n], 2f\n"
      "1:\n\t"
      "vstrb.8 q0, [%[to]], #16\n\t"
      "letp    lr, 1b\n"
      "2:"
      : [to] "+r"(to)
      : [n] "r"(count), [value] "r"(value)
      : "lr", "q0", "memory");
}

/* An image and a window over it. Padding has the value of the zero point, so that it adds nothing
 * once the input offset is added. */
typedef struct {
  const int8_t *image;
  int32_t in_h;
  int32_t in_w;
  int32_t depth;
  int32_t k_h;
  int32_t k_w;
  int32_t dilation_h;
  int32_t dilation_w;
  int32_t zero_point;
} nn_mve_window;

/* Copies the window whose first tap is (y, x), padded, to k_h * k_w * depth bytes. */
void nn_mve_patch(const nn_mve_window *v, int32_t y, int32_t x, int8_t *patch);

/* Whether padding can be a byte: minus the offset is the zero point. */
static inline bool nn_mve_offset_is_byte(int32_t input_offset) {
  return input_offset >= -INT8_MAX && input_offset <= -INT8_MIN;
}
#endif

#endif
