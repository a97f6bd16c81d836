/* Element-wise addition and multiplication. */
#include "arm_nnfunctions.h"
#include "nn_arith.h"

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
#if NN_DSP
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
#if NN_DSP
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
