/* Depthwise convolution for cores with MVE: any shape, four channels at a time. The 3x3 filters of
 * the usual models have a path of their own.
 *
 * Scratch of nn_depthwise_mve: that of the 3x3 path where it may apply, else int32 sums[channels].
 */
#include "nn_depthwise.h"
#include "nn_mve.h"

#if NN_MVE

int32_t nn_depthwise_mve_scratch(int32_t channels, int32_t k_w, int32_t k_h) {
  const int32_t sums = channels * (int32_t)sizeof(int32_t);
  return k_w == 3 && k_h == 3 ? nn_max(sums, nn_depthwise_3x3_mve_scratch(channels)) : sums;
}

/* Where the taps of one output pixel lie. */
typedef struct {
  const int8_t *corner;
  const int8_t *weights;
  int32_t rows;
  int32_t taps;
  int32_t step_x; /* bytes from tap to tap, row to row */
  int32_t step_y;
  int32_t w_step_x;
  int32_t w_step_y;
} field_t;

static field_t field_at(const nn_depthwise *v, int32_t y, int32_t x) {
  const int32_t channels = v->in_c * v->multiplier;
  const int32_t y0 = y * v->stride_h - v->pad_h;
  const int32_t x0 = x * v->stride_w - v->pad_w;
  const nn_span sy = nn_inside(y0, v->dilation_h, v->k_h, v->in_h);
  const nn_span sx = nn_inside(x0, v->dilation_w, v->k_w, v->in_w);
  field_t f;
  f.rows = sy.end - sy.first;
  f.taps = sx.end - sx.first;
  f.step_x = v->dilation_w * v->in_c;
  f.step_y = v->dilation_h * v->in_w * v->in_c;
  f.corner = v->input +
             ((y0 + sy.first * v->dilation_h) * v->in_w + x0 + sx.first * v->dilation_w) * v->in_c;
  f.w_step_x = channels;
  f.w_step_y = v->k_w * channels;
  f.weights = v->weights + (sy.first * v->k_w + sx.first) * channels;
  return f;
}

void nn_depthwise_mve(const nn_depthwise *v, void *scratch) {
  if (nn_depthwise_3x3_mve_applies(v)) {
    nn_depthwise_3x3_mve(v, scratch);
    return;
  }
  const int32_t channels = v->in_c;
  int32_t *sums = scratch;
  const bool shifts_right = nn_mve_shifts_right(v->shift, channels);
  const nn_mve_output output = {v->output_offset, v->low, v->high};
  int8_t *out = v->output;
  for (int32_t y = 0; y < v->out_h; ++y) {
    for (int32_t x = 0; x < v->out_w; ++x) {
      const field_t f = field_at(v, y, x);
      for (int32_t c = 0; c < channels; c += 4) {
        const mve_pred16_t p = vctp32q((uint32_t)(channels - c));
        int32x4_t sum =
            v->bias != NULL ? vldrwq_z_s32(v->bias + c, p) : vdupq_n_s32(0);
        const int8_t *row = f.corner + c;
        const int8_t *w_row = f.weights + c;
        for (int32_t ky = f.rows; ky > 0; --ky, row += f.step_y, w_row += f.w_step_y) {
          const int8_t *pixel = row;
          const int8_t *w = w_row;
          for (int32_t kx = f.taps; kx > 0; --kx, pixel += f.step_x, w += f.w_step_x) {
            const int32x4_t value = vaddq_n_s32(vldrbq_z_s32(pixel, p), v->input_offset);
            sum = vaddq_s32(sum, vmulq_s32(value, vldrbq_z_s32(w, p)));
          }
        }
        vstrwq_p_s32(sums + c, sum, p);
      }
      if (shifts_right) {
        nn_mve_requantise_row(sums, channels, v->mult, v->shift, &output, out);
      } else {
        nn_mve_requantise_row_any(sums, channels, v->mult, v->shift, &output, out);
      }
      out += channels;
    }
  }
}

/* The outputs of one input channel lie side by side, as do their weights: each input meets four. */
void nn_depthwise_multiply_mve(const nn_depthwise *v) {
  const nn_mve_output output = {v->output_offset, v->low, v->high};
  int8_t *out = v->output;
  for (int32_t y = 0; y < v->out_h; ++y) {
    for (int32_t x = 0; x < v->out_w; ++x) {
      const field_t f = field_at(v, y, x);
      int32_t c = 0;
      for (int32_t i = 0; i < v->in_c; ++i) {
        for (int32_t m = v->multiplier; m > 0; m -= 4) {
          const mve_pred16_t p = vctp32q((uint32_t)m);
          int32x4_t sum =
              v->bias != NULL ? vldrwq_z_s32(v->bias + c, p) : vdupq_n_s32(0);
          const int8_t *row = f.corner + i;
          const int8_t *w_row = f.weights + c;
          for (int32_t ky = f.rows; ky > 0; --ky, row += f.step_y, w_row += f.w_step_y) {
            const int8_t *pixel = row;
            const int8_t *w = w_row;
            for (int32_t kx = f.taps; kx > 0; --kx, pixel += f.step_x, w += f.w_step_x) {
              sum = vmlaq_n_s32(sum, vldrbq_z_s32(w, p), *pixel + v->input_offset);
            }
          }
          const int32x4_t value = nn_mve_requantise(sum, vldrwq_z_s32(v->mult + c, p),
                                                    vldrwq_z_s32(v->shift + c, p));
          vstrbq_p_s32(out + c, nn_mve_to_output(value, &output), p);
          c += nn_min(m, 4);
        }
      }
      out += c;
    }
  }
}

#endif
