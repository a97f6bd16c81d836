/* arm_convolve_wrapper_s8: dispatch and the path in plain C. */
#include "nn_convolve.h"
#include "nn_mve.h"

void nn_convolve_plain(const nn_convolution *v) {
  const cmsis_nn_conv_params *p = v->params;
  const int32_t in_h = v->in->h;
  const int32_t in_w = v->in->w;
  const int32_t depth = v->in->c;
  const int32_t k_h = v->filter->h;
  const int32_t k_w = v->filter->w;
  const int32_t channels = v->out->c;
  int8_t *out = v->output;
  for (int32_t n = 0; n < v->in->n; ++n) {
    const int8_t *image = v->input + n * in_h * in_w * depth;
    for (int32_t y = 0; y < v->out->h; ++y) {
      const int32_t y0 = y * p->stride.h - p->padding.h;
      for (int32_t x = 0; x < v->out->w; ++x) {
        const int32_t x0 = x * p->stride.w - p->padding.w;
        const int8_t *w = v->weights;
        for (int32_t c = 0; c < channels; ++c) {
          int32_t acc = v->bias != NULL ? v->bias[c] : 0;
          for (int32_t ky = 0; ky < k_h; ++ky) {
            const int32_t iy = y0 + ky * p->dilation.h;
            if (iy < 0 || iy >= in_h) {
              w += k_w * depth;
              continue;
            }
            for (int32_t kx = 0; kx < k_w; ++kx, w += depth) {
              const int32_t ix = x0 + kx * p->dilation.w;
              if (ix < 0 || ix >= in_w) {
                continue;
              }
              const int8_t *pixel = image + (iy * in_w + ix) * depth;
              for (int32_t i = 0; i < depth; ++i) {
                acc += w[i] * (pixel[i] + p->input_offset);
              }
            }
          }
          acc = nn_requantise(acc, v->quant->multiplier[c], v->quant->shift[c]) + p->output_offset;
          *out++ = (int8_t)nn_clamp(acc, p->activation.min, p->activation.max);
        }
      }
    }
  }
}

int32_t arm_convolve_wrapper_s8_get_buffer_size(const cmsis_nn_conv_params *conv_params,
                                                const cmsis_nn_dims *input_dims,
                                                const cmsis_nn_dims *filter_dims,
                                                const cmsis_nn_dims *output_dims) {
  (void)conv_params;
#if NN_MVE
  return nn_convolve_mve_scratch(input_dims, filter_dims, output_dims);
#elif NN_DSP
  return nn_convolve_dsp_scratch(input_dims, filter_dims, output_dims);
#else
  (void)input_dims;
  (void)filter_dims;
  (void)output_dims;
  return 0;
#endif
}

arm_status arm_convolve_wrapper_s8(const cmsis_nn_context *ctx,
                                   const cmsis_nn_conv_params *conv_params,
                                   const cmsis_nn_per_channel_quant_params *quant_params,
                                   const cmsis_nn_dims *input_dims, const int8_t *input,
                                   const cmsis_nn_dims *filter_dims, const int8_t *filter,
                                   const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                   const cmsis_nn_dims *output_dims, int8_t *output) {
  (void)bias_dims;
  const nn_convolution v = {
      .params = conv_params,
      .quant = quant_params,
      .in = input_dims,
      .filter = filter_dims,
      .out = output_dims,
      .input = input,
      .weights = filter,
      .bias = bias,
      .output = output,
  };
#if NN_MVE
  if (ctx != NULL && ctx->buf != NULL && ((uintptr_t)ctx->buf & 3) == 0 &&
      nn_mve_offset_is_byte(conv_params->input_offset)) {
    nn_convolve_mve(&v, ctx->buf);
    return ARM_MATH_SUCCESS;
  }
#elif NN_DSP
  /* The path widens value plus offset to 16 bit; zero points of 8-bit tensors always fit. */
  if (ctx != NULL && ctx->buf != NULL && ((uintptr_t)ctx->buf & 3) == 0 &&
      conv_params->input_offset >= -255 && conv_params->input_offset <= 255) {
    nn_convolve_dsp(&v, ctx->buf);
    return ARM_MATH_SUCCESS;
  }
#else
  (void)ctx;
#endif
  nn_convolve_plain(&v);
  return ARM_MATH_SUCCESS;
}
