/* Depthwise convolutions: the interface, dispatch and the path in plain C. */
#include "nn_depthwise.h"

void nn_depthwise_plain(const nn_depthwise *v) {
  const int32_t channels = v->in_c * v->multiplier;
  int8_t *out = v->output;
  for (int32_t y = 0; y < v->out_h; ++y) {
    const int32_t y0 = y * v->stride_h - v->pad_h;
    const nn_span sy = nn_inside(y0, v->dilation_h, v->k_h, v->in_h);
    for (int32_t x = 0; x < v->out_w; ++x) {
      const int32_t x0 = x * v->stride_w - v->pad_w;
      const nn_span sx = nn_inside(x0, v->dilation_w, v->k_w, v->in_w);
      int32_t c = 0;
      for (int32_t i = 0; i < v->in_c; ++i) {
        for (int32_t m = 0; m < v->multiplier; ++m, ++c) {
          int32_t acc = v->bias != NULL ? v->bias[c] : 0;
          for (int32_t ky = sy.first; ky < sy.end; ++ky) {
            const int32_t iy = y0 + ky * v->dilation_h;
            const int32_t ix = x0 + sx.first * v->dilation_w;
            const int8_t *pixel = v->input + (iy * v->in_w + ix) * v->in_c + i;
            const int8_t *w = v->weights + (ky * v->k_w + sx.first) * channels + c;
            for (int32_t kx = sx.first; kx < sx.end; ++kx) {
              acc += *w * (*pixel + v->input_offset);
              pixel += v->dilation_w * v->in_c;
              w += channels;
            }
          }
          acc = nn_requantise(acc, v->mult[c], v->shift[c]) + v->output_offset;
          *out++ = (int8_t)nn_clamp(acc, v->low, v->high);
        }
      }
    }
  }
}

arm_status arm_depthwise_conv_s8(const int8_t *input, uint16_t input_x, uint16_t input_y,
                                 uint16_t input_ch, const int8_t *kernel, uint16_t output_ch,
                                 uint16_t ch_mult, uint16_t kernel_x, uint16_t kernel_y,
                                 uint16_t pad_x, uint16_t pad_y, uint16_t stride_x,
                                 uint16_t stride_y, const int32_t *bias, int8_t *output,
                                 const int32_t *output_shift, const int32_t *output_mult,
                                 uint16_t output_x, uint16_t output_y, int32_t output_offset,
                                 int32_t input_offset, int32_t output_activation_min,
                                 int32_t output_activation_max, uint16_t dilation_x,
                                 uint16_t dilation_y, int16_t *buffer) {
  if (output_ch != input_ch * ch_mult) {
    return ARM_MATH_SIZE_MISMATCH;
  }
  const nn_depthwise v = {
      .input = input,
      .weights = kernel,
      .bias = bias,
      .mult = output_mult,
      .shift = output_shift,
      .output = output,
      .in_w = input_x,
      .in_h = input_y,
      .in_c = input_ch,
      .multiplier = ch_mult,
      .k_w = kernel_x,
      .k_h = kernel_y,
      .pad_w = pad_x,
      .pad_h = pad_y,
      .stride_w = stride_x,
      .stride_h = stride_y,
      .dilation_w = dilation_x,
      .dilation_h = dilation_y,
      .out_w = output_x,
      .out_h = output_y,
      .input_offset = input_offset,
      .output_offset = output_offset,
      .low = output_activation_min,
      .high = output_activation_max,
  };
#if NN_MVE
  if (ch_mult == 1 && buffer != NULL && ((uintptr_t)buffer & 3) == 0) {
    nn_depthwise_mve(&v, buffer);
    return ARM_MATH_SUCCESS;
  }
  if (ch_mult >= 3) {
    nn_depthwise_multiply_mve(&v);
    return ARM_MATH_SUCCESS;
  }
#elif NN_DSP
  if (ch_mult == 1 && buffer != NULL && ((uintptr_t)buffer & 3) == 0 && input_offset >= -255 &&
      input_offset <= 255) {
    nn_depthwise_dsp(&v, buffer);
    return ARM_MATH_SUCCESS;
  }
#else
  (void)buffer;
#endif
  nn_depthwise_plain(&v);
  return ARM_MATH_SUCCESS;
}

arm_status arm_depthwise_conv_s8_opt(const int8_t *input, uint16_t input_x, uint16_t input_y,
                                     uint16_t input_ch, const int8_t *kernel, uint16_t output_ch,
                                     uint16_t kernel_x, uint16_t kernel_y, uint16_t pad_x,
                                     uint16_t pad_y, uint16_t stride_x, uint16_t stride_y,
                                     const int32_t *bias, int8_t *output,
                                     const int32_t *output_shift, const int32_t *output_mult,
                                     uint16_t output_x, uint16_t output_y, int32_t output_offset,
                                     int32_t input_offset, int32_t output_activation_min,
                                     int32_t output_activation_max, uint16_t dilation_x,
                                     uint16_t dilation_y, int16_t *buffer) {
  return arm_depthwise_conv_s8(input, input_x, input_y, input_ch, kernel, output_ch, 1, kernel_x,
                               kernel_y, pad_x, pad_y, stride_x, stride_y, bias, output,
                               output_shift, output_mult, output_x, output_y, output_offset,
                               input_offset, output_activation_min, output_activation_max,
                               dilation_x, dilation_y, buffer);
}

int32_t arm_depthwise_conv_s8_opt_get_buffer_size(uint16_t input_ch, uint16_t kernel_x,
                                                  uint16_t kernel_y) {
#if NN_MVE
  return nn_depthwise_mve_scratch(input_ch, kernel_x, kernel_y);
#elif NN_DSP
  return nn_depthwise_dsp_scratch(input_ch, kernel_x, kernel_y);
#else
  (void)input_ch;
  (void)kernel_x;
  (void)kernel_y;
  return 0;
#endif
}

arm_status arm_depthwise_conv_u8_basic_ver1(
    const uint8_t *input, uint16_t input_x, uint16_t input_y, uint16_t input_ch,
    const uint8_t *kernel, uint16_t kernel_x, uint16_t kernel_y, int16_t ch_mult, int16_t pad_x,
    int16_t pad_y, int16_t stride_x, int16_t stride_y, int16_t dilation_x, int16_t dilation_y,
    const int32_t *bias, int32_t input_offset, int32_t filter_offset, int32_t output_offset,
    uint8_t *output, uint16_t output_x, uint16_t output_y, int32_t output_activation_min,
    int32_t output_activation_max, int32_t output_shift, int32_t output_mult) {
  const int32_t channels = input_ch * ch_mult;
  for (int32_t y = 0; y < output_y; ++y) {
    const int32_t y0 = y * stride_y - pad_y;
    const nn_span sy = nn_inside(y0, dilation_y, kernel_y, input_y);
    for (int32_t x = 0; x < output_x; ++x) {
      const int32_t x0 = x * stride_x - pad_x;
      const nn_span sx = nn_inside(x0, dilation_x, kernel_x, input_x);
      int32_t c = 0;
      for (int32_t i = 0; i < input_ch; ++i) {
        for (int32_t m = 0; m < ch_mult; ++m, ++c) {
          int32_t acc = bias != NULL ? bias[c] : 0;
          for (int32_t ky = sy.first; ky < sy.end; ++ky) {
            const int32_t iy = y0 + ky * dilation_y;
            const int32_t ix = x0 + sx.first * dilation_x;
            const uint8_t *pixel = input + (iy * input_x + ix) * input_ch + i;
            const uint8_t *w = kernel + (ky * kernel_x + sx.first) * channels + c;
            for (int32_t kx = sx.first; kx < sx.end; ++kx) {
              acc += (*w + filter_offset) * (*pixel + input_offset);
              pixel += dilation_x * input_ch;
              w += channels;
            }
          }
          acc = nn_requantise(acc, output_mult, output_shift) + output_offset;
          *output++ = (uint8_t)nn_clamp(acc, output_activation_min, output_activation_max);
        }
      }
    }
  }
  return ARM_MATH_SUCCESS;
}
