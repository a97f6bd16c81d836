#include "nn_arith.h"

/* Above this right shift the output offset no longer fits beside the rounding constant. */
#define QUICK_SHIFT_MAX 22

bool requant_table_prepare(requant_t *table, int32_t channels, const int32_t *bias,
                           const int32_t *mult, const int32_t *shift, int64_t magnitude,
                           int32_t output_offset, int32_t act_min, int32_t act_max) {
  bool quick = true;
  for (int32_t c = 0; c < channels; ++c) {
    const int32_t b = bias != NULL ? bias[c] : 0;
    const int32_t m = mult[c];
    const int32_t right = -shift[c];
    requant_t *q = &table[c];
    q->bias = b;
    q->mult = m;
    q->shift = 0;
    q->rounding = 0;
    const int64_t low = b - magnitude;
    const int64_t high = b + magnitude;
    const bool small = low > -(INT64_C(1) << 30) && high < (INT64_C(1) << 30);
    if (small && m >= 0 && right >= 1 && right <= QUICK_SHIFT_MAX) {
      q->shift = right;
      q->rounding = (int32_t)((UINT32_C(1) << right >> 1) + ((uint32_t)output_offset << right));
      continue;
    }
    /* Pruned channels come with huge biases and tiny multipliers: whatever the input, the output is
     * one constant. Requantisation is monotonic, so the two ends decide. */
    if (m >= 0 && right >= 0 && right <= 31 && low >= INT32_MIN && high <= INT32_MAX) {
      const int32_t first =
          nn_clamp(nn_requantise((int32_t)low, m, shift[c]) + output_offset, act_min, act_max);
      const int32_t last =
          nn_clamp(nn_requantise((int32_t)high, m, shift[c]) + output_offset, act_min, act_max);
      if (first == last) {
        q->mult = 0;
        q->shift = 1;
        q->rounding = first * 2;
        continue;
      }
    }
    quick = false;
  }
  return quick;
}
