/* Average and maximum pooling. Neighbouring channels lie side by side, so four (with MVE, up to sixteen)
 * are done at once. */
#include "arm_nnfunctions.h"
#include "nn_mve.h"

/* Four 16-bit sums of signed bytes cannot overflow up to this number of elements. */
#define PAIR_SUM_MAX 256

typedef struct {
  int32_t y;
  int32_t x;
  int32_t rows;
  int32_t columns;
} window_t;

/* The part of a pooling window that lies inside the input. */
static inline window_t window_at(int32_t y0, int32_t x0, int32_t k_h, int32_t k_w, int32_t in_h,
                                 int32_t in_w) {
  window_t w;
  w.y = nn_max(y0, 0);
  w.x = nn_max(x0, 0);
  w.rows = nn_min(y0 + k_h, in_h) - w.y;
  w.columns = nn_min(x0 + k_w, in_w) - w.x;
  return w;
}

/* Halves away from zero. */
static inline int8_t average(int32_t sum, int32_t count, int32_t low, int32_t high) {
  const int32_t half = count / 2;
  const int32_t v = sum > 0 ? (sum + half) / count : (sum - half) / count;
  return (int8_t)nn_clamp(v, low, high);
}

#if NN_MVE
/* In this range of counts, (|sum| + half) times count is below 2^32, and so the upper word of the
 * product with the reciprocal, rounded up, is the quotient. */
#define RECIPROCAL_MIN 2
#define RECIPROCAL_MAX 4096

/* As average, for four channels. */
static inline int32x4_t average_four(int32x4_t sum, int32_t count, int32_t low, int32_t high) {
  const uint32_t reciprocal = UINT32_MAX / (uint32_t)count + 1;
  const uint32x4_t raised =
      vaddq_n_u32(vreinterpretq_u32_s32(vabsq_s32(sum)), (uint32_t)count / 2);
  const int32x4_t v = vreinterpretq_s32_u32(vmulhq_u32(raised, vdupq_n_u32(reciprocal)));
  const int32x4_t signed_v = vnegq_m_s32(v, v, vcmpltq_n_s32(sum, 0));
  return vminq_s32(vmaxq_s32(signed_v, vdupq_n_s32(low)), vdupq_n_s32(high));
}
#endif

arm_status arm_avgpool_s8(int32_t input_y, int32_t input_x, int32_t output_y, int32_t output_x,
                          int32_t stride_y, int32_t stride_x, int32_t kernel_y, int32_t kernel_x,
                          int32_t pad_y, int32_t pad_x, int32_t act_min, int32_t act_max,
                          int32_t channels, int8_t *input, int16_t *buffer, int8_t *output) {
  (void)buffer;
  for (int32_t y = 0; y < output_y; ++y) {
    for (int32_t x = 0; x < output_x; ++x) {
      const window_t w = window_at(y * stride_y - pad_y, x * stride_x - pad_x, kernel_y, kernel_x,
                                   input_y, input_x);
      const int32_t count = w.rows * w.columns;
      const int8_t *corner = input + (w.y * input_x + w.x) * channels;
      const int32_t next_row = (input_x - w.columns) * channels;
      int32_t c = 0;
#if NN_MVE
      if (count >= RECIPROCAL_MIN && count <= RECIPROCAL_MAX) {
        for (; c < channels; c += 4) {
          const mve_pred16_t some = vctp32q((uint32_t)(channels - c));
          const int8_t *p = corner + c;
          int32x4_t sum = vdupq_n_s32(0);
          for (int32_t r = w.rows; r > 0; --r, p += next_row) {
            for (int32_t i = w.columns; i > 0; --i, p += channels) {
              sum = vaddq_s32(sum, vldrbq_z_s32(p, some));
            }
          }
          vstrbq_p_s32(output + c, average_four(sum, count, act_min, act_max), some);
        }
      }
#elif NN_DSP
      if (count <= PAIR_SUM_MAX) {
        for (; c + 4 <= channels; c += 4) {
          const int8_t *p = corner + c;
          uint32_t even = 0;
          uint32_t odd = 0;
          for (int32_t r = w.rows; r > 0; --r, p += next_row) {
            for (int32_t i = w.columns; i > 0; --i, p += channels) {
              const uint32_t v = nn_load_word(p);
              even = nn_sxtab16(even, v);
              odd = nn_sxtab16_ror8(odd, v);
            }
          }
          output[c] = average((int16_t)even, count, act_min, act_max);
          output[c + 1] = average((int16_t)odd, count, act_min, act_max);
          output[c + 2] = average((int32_t)even >> 16, count, act_min, act_max);
          output[c + 3] = average((int32_t)odd >> 16, count, act_min, act_max);
        }
      }
#endif
      for (; c < channels; ++c) {
        const int8_t *p = corner + c;
        int32_t sum = 0;
        for (int32_t r = w.rows; r > 0; --r, p += next_row) {
          for (int32_t i = w.columns; i > 0; --i, p += channels) {
            sum += *p;
          }
        }
        output[c] = average(sum, count, act_min, act_max);
      }
      output += channels;
    }
  }
  return ARM_MATH_SUCCESS;
}

int32_t arm_avgpool_s8_get_buffer_size(int32_t output_x, int32_t channels) {
  (void)output_x;
  (void)channels;
  return 0;
}

arm_status arm_max_pool_s8_opt(uint16_t input_y, uint16_t input_x, uint16_t output_y,
                               uint16_t output_x, uint16_t stride_y, uint16_t stride_x,
                               uint16_t kernel_y, uint16_t kernel_x, uint16_t pad_y,
                               uint16_t pad_x, int8_t act_min, int8_t act_max, uint16_t channels,
                               int8_t *input, int16_t *buffer, int8_t *output) {
  (void)buffer;
#if NN_DSP
  const uint32_t low = (uint8_t)act_min * UINT32_C(0x01010101);
  const uint32_t high = (uint8_t)act_max * UINT32_C(0x01010101);
#endif
  for (int32_t y = 0; y < output_y; ++y) {
    for (int32_t x = 0; x < output_x; ++x) {
      const window_t w = window_at(y * stride_y - pad_y, x * stride_x - pad_x, kernel_y, kernel_x,
                                   input_y, input_x);
      const int8_t *corner = input + (w.y * input_x + w.x) * channels;
      const int32_t next_row = (input_x - w.columns) * channels;
      int32_t c = 0;
#if NN_MVE
      for (; c < channels; c += 16) {
        const mve_pred16_t some = vctp8q((uint32_t)(channels - c));
        const int8_t *p = corner + c;
        int8x16_t best = vdupq_n_s8(INT8_MIN);
        for (int32_t r = w.rows; r > 0; --r, p += next_row) {
          for (int32_t i = w.columns; i > 0; --i, p += channels) {
            best = vmaxq_s8(best, vldrbq_z_s8(p, some));
          }
        }
        best = vminq_s8(vmaxq_s8(best, vdupq_n_s8(act_min)), vdupq_n_s8(act_max));
        vstrbq_p_s8(output + c, best, some);
      }
#elif NN_DSP
      for (; c + 4 <= channels; c += 4) {
        const int8_t *p = corner + c;
        uint32_t best = UINT32_C(0x80808080);
        for (int32_t r = w.rows; r > 0; --r, p += next_row) {
          for (int32_t i = w.columns; i > 0; --i, p += channels) {
            best = nn_max_s8x4(best, nn_load_word(p));
          }
        }
        nn_store_word(output + c, nn_min_s8x4(nn_max_s8x4(best, low), high));
      }
#endif
      for (; c < channels; ++c) {
        const int8_t *p = corner + c;
        int32_t best = INT8_MIN;
        for (int32_t r = w.rows; r > 0; --r, p += next_row) {
          for (int32_t i = w.columns; i > 0; --i, p += channels) {
            best = nn_max(best, *p);
          }
        }
        output[c] = (int8_t)nn_clamp(best, act_min, act_max);
      }
      output += channels;
    }
  }
  return ARM_MATH_SUCCESS;
}
