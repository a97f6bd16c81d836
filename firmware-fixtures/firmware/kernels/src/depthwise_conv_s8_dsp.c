/* Depthwise convolution for cores with the DSP extension: four channels at a time, each word of
 * inputs and of weights widened to two pairs, SMLABB and SMLATT into four accumulators.
 *
 * Scratch: requant_t[channels]; behind it that of the 3x3 path where it may apply.
 */
#include "nn_depthwise.h"

#if NN_DSP

int32_t nn_depthwise_dsp_scratch(int32_t channels, int32_t k_w, int32_t k_h) {
  if (k_w == 3 && k_h == 3 && channels % 4 == 0) {
    return nn_depthwise_3x3_scratch(channels);
  }
  return channels * (int32_t)sizeof(requant_t);
}

typedef struct {
  int32_t a0;
  int32_t a1;
  int32_t a2;
  int32_t a3;
} acc4_t;

static inline __attribute__((always_inline)) void tap(acc4_t *acc, uint32_t x, uint32_t w,
                                                      uint32_t offset) {
  const uint32_t even = nn_sxtab16(offset, x);
  const uint32_t odd = nn_sxtab16_ror8(offset, x);
  const uint32_t w_even = nn_sxtb16(w);
  const uint32_t w_odd = nn_sxtb16_ror8(w);
  acc->a0 = nn_smlabb(even, w_even, acc->a0);
  acc->a2 = nn_smlatt(even, w_even, acc->a2);
  acc->a1 = nn_smlabb(odd, w_odd, acc->a1);
  acc->a3 = nn_smlatt(odd, w_odd, acc->a3);
}

static inline int8_t finish(const nn_depthwise *v, bool quick, const requant_t *q, int32_t c,
                            int32_t acc) {
  const int32_t value =
      quick ? nn_requant_quick(acc, q)
            : nn_requantise(acc, v->mult[c], v->shift[c]) + v->output_offset;
  return (int8_t)nn_clamp(value, v->low, v->high);
}

void nn_depthwise_dsp(const nn_depthwise *v, void *scratch) {
  const int32_t channels = v->in_c;
  requant_t *table = scratch;
  const int32_t widest = 128 + (v->input_offset < 0 ? -v->input_offset : v->input_offset);
  const bool quick = requant_table_prepare(table, channels, v->bias, v->mult, v->shift,
                                           (int64_t)v->k_w * v->k_h * 128 * widest,
                                           v->output_offset, v->low, v->high);
  if (nn_depthwise_3x3_applies(v)) {
    nn_depthwise_3x3(v, table, table + channels);
    return;
  }
  const bool full_range = v->low <= INT8_MIN && v->high >= INT8_MAX;
  const uint32_t offset = ((uint32_t)v->input_offset & 0xFFFF) | ((uint32_t)v->input_offset << 16);
  const int32_t step_x = v->dilation_w * channels;
  const int32_t step_y = v->dilation_h * v->in_w * channels;
  const int32_t whole = channels & ~3;
  int8_t *out = v->output;
  for (int32_t y = 0; y < v->out_h; ++y) {
    const int32_t y0 = y * v->stride_h - v->pad_h;
    const nn_span sy = nn_inside(y0, v->dilation_h, v->k_h, v->in_h);
    for (int32_t x = 0; x < v->out_w; ++x) {
      const int32_t x0 = x * v->stride_w - v->pad_w;
      const nn_span sx = nn_inside(x0, v->dilation_w, v->k_w, v->in_w);
      const int32_t rows = sy.end - sy.first;
      const int32_t taps = sx.end - sx.first;
      const int8_t *corner = v->input + ((y0 + sy.first * v->dilation_h) * v->in_w + x0 +
                                         sx.first * v->dilation_w) *
                                            channels;
      const int8_t *kernel = v->weights + (sy.first * v->k_w + sx.first) * channels;
      const requant_t *q = table;
      for (int32_t c = 0; c < whole; c += 4, q += 4) {
        acc4_t acc = {q[0].bias, q[1].bias, q[2].bias, q[3].bias};
        const int8_t *row = corner + c;
        const int8_t *w_row = kernel + c;
        for (int32_t ky = rows; ky > 0; --ky) {
          if (taps == 3) {
            const uint32_t x_0 = nn_load_word(row);
            const uint32_t w_0 = nn_load_word(w_row);
            const uint32_t x_1 = nn_load_word(row + step_x);
            const uint32_t w_1 = nn_load_word(w_row + channels);
            tap(&acc, x_0, w_0, offset);
            tap(&acc, x_1, w_1, offset);
            const uint32_t x_2 = nn_load_word(row + 2 * step_x);
            const uint32_t w_2 = nn_load_word(w_row + 2 * channels);
            tap(&acc, x_2, w_2, offset);
          } else {
            const int8_t *pixel = row;
            const int8_t *w = w_row;
            for (int32_t kx = taps; kx > 0; --kx) {
              tap(&acc, nn_load_word(pixel), nn_load_word(w), offset);
              pixel += step_x;
              w += channels;
            }
          }
          row += step_y;
          w_row += v->k_w * channels;
        }
        if (quick && full_range) {
          out[0] = (int8_t)nn_ssat8(nn_requant_quick(acc.a0, q));
          out[1] = (int8_t)nn_ssat8(nn_requant_quick(acc.a1, q + 1));
          out[2] = (int8_t)nn_ssat8(nn_requant_quick(acc.a2, q + 2));
          out[3] = (int8_t)nn_ssat8(nn_requant_quick(acc.a3, q + 3));
        } else {
          out[0] = finish(v, quick, q, c, acc.a0);
          out[1] = finish(v, quick, q + 1, c + 1, acc.a1);
          out[2] = finish(v, quick, q + 2, c + 2, acc.a2);
          out[3] = finish(v, quick, q + 3, c + 3, acc.a3);
        }
        out += 4;
      }
      for (int32_t c = whole; c < channels; ++c, ++q) {
        int32_t acc = q->bias;
        for (int32_t ky = 0; ky < rows; ++ky) {
          const int8_t *pixel = corner + ky * step_y + c;
          const int8_t *w = kernel + ky * v->k_w * channels + c;
          for (int32_t kx = taps; kx > 0; --kx) {
            acc += *w * (*pixel + v->input_offset);
            pixel += step_x;
            w += channels;
          }
        }
        *out++ = finish(v, quick, q, c, acc);
      }
    }
  }
}

#endif
