/* Element-wise addition and multiplication. */
#include "arm_nnfunctions.h"
#include "nn_mve.h"

#if NN_MVE
/* One input of an addition, or its sum. */
typedef struct {
  int32_t offset;
  int32_t mult;
  int32_t shift; /* to the left, so never positive */
} scale_t;

/* Rescales the four values in REGISTER, as nn_mve_requantise does; SHIFT is a vector. */
#define RESCALE(REGISTER, MULT, SHIFT)                        \
  "vqrdmulh.s32 " REGISTER ", " REGISTER ", " MULT "\n\t"     \
  "vand     q2, " REGISTER ", " SHIFT "\n\t"                 \
  "vshr.s32 q2, q2, #31\n\t"                                 \
  "vqadd.s32 " REGISTER ", " REGISTER ", q2\n\t"             \
  "vrshl.s32 " REGISTER ", " REGISTER ", " SHIFT "\n\t"

static __attribute__((noinline)) void add_four_at_once(const int8_t *a, const int8_t *b, const scale_t scales[3],
                             int32_t left_shift, int32_t low, int32_t high, int8_t *out,
                             uint32_t size) {
  const int32x4_t shift_a = vdupq_n_s32(scales[0].shift);
  const int32x4_t shift_b = vdupq_n_s32(scales[1].shift);
  const int32x4_t shift_out = vdupq_n_s32(scales[2].shift);
  const int32x4_t lowest = vdupq_n_s32(low);
  const int32x4_t highest = vdupq_n_s32(high);
  __asm__ volatile(
      "wlstp.32 lr, %[n], 2f\n"
      "1:\n\t"
      "vldrb.s32 q0, [%[a]], #4\n\t"
      "vadd.i32 q0, q0, %[offset_a]\n\t"
      "vshl.s32 q0, %[left]\n\t"
      RESCALE("q0", "%[mult_a]", "%q[shift_a]")
      "vldrb.s32 q1, [%[b]], #4\n\t"
      "vadd.i32 q1, q1, %[offset_b]\n\t"
      "vshl.s32 q1, %[left]\n\t"
      RESCALE("q1", "%[mult_b]", "%q[shift_b]")
      "vadd.i32 q0, q0, q1\n\t"
      RESCALE("q0", "%[mult_out]", "%q[shift_out]")
      "vadd.i32 q0, q0, %[offset_out]\n\t"
      "vmax.s32 q0, q0, %q[lowest]\n\t"
      "vmin.s32 q0, q0, %q[highest]\n\t"
      "vstrb.32 q0, [%[out]], #4\n\t"
      "letp     lr, 1b\n"
      "2:"
      : [a] "+l"(a), [b] "+l"(b), [out] "+l"(out)
      : [n] "r"(size), [left] "r"(left_shift), [offset_a] "r"(scales[0].offset),
        [mult_a] "r"(scales[0].mult), [offset_b] "r"(scales[1].offset),
        [mult_b] "r"(scales[1].mult), [offset_out] "r"(scales[2].offset),
        [mult_out] "r"(scales[2].mult), [shift_a] "w"(shift_a), [shift_b] "w"(shift_b),
        [shift_out] "w"(shift_out), [lowest] "w"(lowest), [highest] "w"(highest)
      : "lr", "q0", "q1", "q2", "memory");
}
#endif

#if NN_DSP
/* One input of an addition, ready for SMMULR: exact while |value << left| < 2^30. */
typedef struct {
  int32_t mult;
  int32_t half;
  int32_t sign; /* -1: round halves away from zero; 0: there is no shift, leave the value alone */
  int32_t right;
} scale_t;

static inline scale_t scale_of(int32_t mult, int32_t shift) {
  scale_t s;
  s.mult = mult;
  s.right = -shift;
  s.half = (int32_t)(UINT32_C(1) << s.right >> 1);
  s.sign = s.right == 0 ? 0 : -1;
  return s;
}

static inline int32_t scaled(int32_t doubled, const scale_t *s) {
  int32_t t = nn_smmulr(doubled, s->mult);
  t += (t >> 31) & s->sign;
  return (t + s->half) >> s->right;
}

static inline bool shift_is_quick(int32_t shift) { return shift <= 0 && shift >= -30; }

static inline bool offset_is_small(int32_t offset) { return offset >= -255 && offset <= 255; }
#endif

arm_status arm_elementwise_add_s8(const int8_t *input_1, const int8_t *input_2,
                                  int32_t input_1_offset, int32_t input_1_mult,
                                  int32_t input_1_shift, int32_t input_2_offset,
                                  int32_t input_2_mult, int32_t input_2_shift, int32_t left_shift,
                                  int8_t *output, int32_t output_offset, int32_t output_mult,
                                  int32_t output_shift, int32_t output_activation_min,
                                  int32_t output_activation_max, uint32_t size) {
  uint32_t i = 0;
#if NN_MVE
  if (input_1_shift <= 0 && input_2_shift <= 0 && output_shift <= 0) {
    const scale_t scales[] = {
        {input_1_offset, input_1_mult, input_1_shift},
        {input_2_offset, input_2_mult, input_2_shift},
        {output_offset, output_mult, output_shift},
    };
    add_four_at_once(input_1, input_2, scales, left_shift, output_activation_min,
                     output_activation_max, output, size);
    return ARM_MATH_SUCCESS;
  }
#elif NN_DSP
  /* |value| <= 383, so 20 bits more keep a value below 2^29 and the sum of two below 2^30. */
  if (left_shift >= 0 && left_shift <= 20 && offset_is_small(input_1_offset) &&
      offset_is_small(input_2_offset) && shift_is_quick(input_1_shift) &&
      shift_is_quick(input_2_shift) && shift_is_quick(output_shift) && input_1_mult >= 0 &&
      input_2_mult >= 0 && output_mult >= 0) {
    const scale_t s1 = scale_of(input_1_mult, input_1_shift);
    const scale_t s2 = scale_of(input_2_mult, input_2_shift);
    const scale_t so = scale_of(output_mult, output_shift);
    const int32_t doubling = left_shift + 1;
    for (; i < size; ++i) {
      const int32_t a = scaled((input_1[i] + input_1_offset) * (1 << doubling), &s1);
      const int32_t b = scaled((input_2[i] + input_2_offset) * (1 << doubling), &s2);
      const int32_t v = scaled((a + b) * 2, &so) + output_offset;
      output[i] = (int8_t)nn_clamp(v, output_activation_min, output_activation_max);
    }
  }
#endif
  for (; i < size; ++i) {
    const int32_t raised_1 = (int32_t)((uint32_t)(input_1[i] + input_1_offset) << left_shift);
    const int32_t raised_2 = (int32_t)((uint32_t)(input_2[i] + input_2_offset) << left_shift);
    const int32_t a =
        nn_rounding_shift(nn_doubling_high_mul(raised_1, input_1_mult), -input_1_shift);
    const int32_t b =
        nn_rounding_shift(nn_doubling_high_mul(raised_2, input_2_mult), -input_2_shift);
    const int32_t v =
        nn_rounding_shift(nn_doubling_high_mul(a + b, output_mult), -output_shift) + output_offset;
    output[i] = (int8_t)nn_clamp(v, output_activation_min, output_activation_max);
  }
  return ARM_MATH_SUCCESS;
}

arm_status arm_elementwise_mul_s8(const int8_t *input_1, const int8_t *input_2,
                                  int32_t input_1_offset, int32_t input_2_offset, int8_t *output,
                                  int32_t output_offset, int32_t output_mult, int32_t output_shift,
                                  int32_t output_activation_min, int32_t output_activation_max,
                                  uint32_t size) {
  uint32_t i = 0;
#if NN_MVE
  const nn_mve_output to_output = {output_offset, output_activation_min, output_activation_max};
  const int32x4_t mult = vdupq_n_s32(output_mult);
  const int32x4_t shift = vdupq_n_s32(output_shift);
  for (; i < size; i += 4) {
    const mve_pred16_t p = vctp32q(size - i);
    const int32x4_t a = vaddq_n_s32(vldrbq_z_s32(input_1 + i, p), input_1_offset);
    const int32x4_t b = vaddq_n_s32(vldrbq_z_s32(input_2 + i, p), input_2_offset);
    const int32x4_t v = nn_mve_requantise(vmulq_s32(a, b), mult, shift);
    vstrbq_p_s32(output + i, nn_mve_to_output(v, &to_output), p);
  }
#elif NN_DSP
  if (shift_is_quick(output_shift) && output_mult >= 0 && offset_is_small(input_1_offset) &&
      offset_is_small(input_2_offset)) {
    const scale_t so = scale_of(output_mult, output_shift);
    for (; i < size; ++i) {
      const int32_t product =
          (input_1[i] + input_1_offset) * (input_2[i] + input_2_offset);
      const int32_t v = scaled(product * 2, &so) + output_offset;
      output[i] = (int8_t)nn_clamp(v, output_activation_min, output_activation_max);
    }
  }
#endif
  for (; i < size; ++i) {
    const int32_t product = (input_1[i] + input_1_offset) * (input_2[i] + input_2_offset);
    const int32_t v = nn_requantise(product, output_mult, output_shift) + output_offset;
    output[i] = (int8_t)nn_clamp(v, output_activation_min, output_activation_max);
  }
  return ARM_MATH_SUCCESS;
}
