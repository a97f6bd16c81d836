/* The 14 functions of the CMSIS-NN interface that TensorFlow Lite for Microcontrollers calls
 * (autumn 2020). All tensors are NHWC and 8-bit; convolution weights are OHWI, depthwise weights
 * 1HWC. "offset" arguments are added to the value. "shift" is positive to the left. Biases may be
 * null, scratch buffers too. Every function gives bit for bit what the reference kernels give. */
#ifndef ARM_NNFUNCTIONS_H
#define ARM_NNFUNCTIONS_H

#include "arm_nn_types.h"

#ifdef __cplusplus
extern "C" {
#endif

arm_status arm_convolve_wrapper_s8(const cmsis_nn_context *ctx,
                                   const cmsis_nn_conv_params *conv_params,
                                   const cmsis_nn_per_channel_quant_params *quant_params,
                                   const cmsis_nn_dims *input_dims, const int8_t *input,
                                   const cmsis_nn_dims *filter_dims, const int8_t *filter,
                                   const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                   const cmsis_nn_dims *output_dims, int8_t *output);

int32_t arm_convolve_wrapper_s8_get_buffer_size(const cmsis_nn_conv_params *conv_params,
                                                const cmsis_nn_dims *input_dims,
                                                const cmsis_nn_dims *filter_dims,
                                                const cmsis_nn_dims *output_dims);

/** Depthwise convolution with a depth multiplier; one batch; width before height. */
arm_status arm_depthwise_conv_s8(const int8_t *input, uint16_t input_x, uint16_t input_y,
                                 uint16_t input_ch, const int8_t *kernel, uint16_t output_ch,
                                 uint16_t ch_mult, uint16_t kernel_x, uint16_t kernel_y,
                                 uint16_t pad_x, uint16_t pad_y, uint16_t stride_x,
                                 uint16_t stride_y, const int32_t *bias, int8_t *output,
                                 const int32_t *output_shift, const int32_t *output_mult,
                                 uint16_t output_x, uint16_t output_y, int32_t output_offset,
                                 int32_t input_offset, int32_t output_activation_min,
                                 int32_t output_activation_max, uint16_t dilation_x,
                                 uint16_t dilation_y, int16_t *buffer);

/** Depthwise convolution with depth multiplier 1; one batch; width before height. */
arm_status arm_depthwise_conv_s8_opt(const int8_t *input, uint16_t input_x, uint16_t input_y,
                                     uint16_t input_ch, const int8_t *kernel, uint16_t output_ch,
                                     uint16_t kernel_x, uint16_t kernel_y, uint16_t pad_x,
                                     uint16_t pad_y, uint16_t stride_x, uint16_t stride_y,
                                     const int32_t *bias, int8_t *output,
                                     const int32_t *output_shift, const int32_t *output_mult,
                                     uint16_t output_x, uint16_t output_y, int32_t output_offset,
                                     int32_t input_offset, int32_t output_activation_min,
                                     int32_t output_activation_max, uint16_t dilation_x,
                                     uint16_t dilation_y, int16_t *buffer);

int32_t arm_depthwise_conv_s8_opt_get_buffer_size(uint16_t input_ch, uint16_t kernel_x,
                                                  uint16_t kernel_y);

/** Depthwise convolution of asymmetric unsigned tensors with one multiplier for all channels. */
arm_status arm_depthwise_conv_u8_basic_ver1(
    const uint8_t *input, uint16_t input_x, uint16_t input_y, uint16_t input_ch,
    const uint8_t *kernel, uint16_t kernel_x, uint16_t kernel_y, int16_t ch_mult, int16_t pad_x,
    int16_t pad_y, int16_t stride_x, int16_t stride_y, int16_t dilation_x, int16_t dilation_y,
    const int32_t *bias, int32_t input_offset, int32_t filter_offset, int32_t output_offset,
    uint8_t *output, uint16_t output_x, uint16_t output_y, int32_t output_activation_min,
    int32_t output_activation_max, int32_t output_shift, int32_t output_mult);

/** Weights are [row_count][depth]; out_shift is positive to the left. */
arm_status arm_fully_connected_s8(const int8_t *input, const int8_t *kernel, uint16_t depth,
                                  uint16_t row_count, uint16_t batches, int32_t input_offset,
                                  int32_t filter_offset, int32_t out_mult, int32_t out_shift,
                                  int32_t output_offset, const int32_t *bias, int8_t *output,
                                  int32_t output_activation_min, int32_t output_activation_max,
                                  int16_t *buffer);

int32_t arm_fully_connected_s8_get_buffer_size(uint16_t depth);

/** Average pooling; one batch; height before width; padding does not count as an element. */
arm_status arm_avgpool_s8(int32_t input_y, int32_t input_x, int32_t output_y, int32_t output_x,
                          int32_t stride_y, int32_t stride_x, int32_t kernel_y, int32_t kernel_x,
                          int32_t pad_y, int32_t pad_x, int32_t act_min, int32_t act_max,
                          int32_t channels, int8_t *input, int16_t *buffer, int8_t *output);

int32_t arm_avgpool_s8_get_buffer_size(int32_t output_x, int32_t channels);

/** Maximum pooling; one batch; height before width. */
arm_status arm_max_pool_s8_opt(uint16_t input_y, uint16_t input_x, uint16_t output_y,
                               uint16_t output_x, uint16_t stride_y, uint16_t stride_x,
                               uint16_t kernel_y, uint16_t kernel_x, uint16_t pad_y,
                               uint16_t pad_x, int8_t act_min, int8_t act_max, uint16_t channels,
                               int8_t *input, int16_t *buffer, int8_t *output);

/** Softmax over rows of row_size; the output's scale is 1/256 and its zero point -128. */
void arm_softmax_s8(const int8_t *input, int32_t num_rows, int32_t row_size, int32_t mult,
                    int32_t shift, int32_t diff_min, int8_t *output);

arm_status arm_elementwise_add_s8(const int8_t *input_1, const int8_t *input_2,
                                  int32_t input_1_offset, int32_t input_1_mult,
                                  int32_t input_1_shift, int32_t input_2_offset,
                                  int32_t input_2_mult, int32_t input_2_shift, int32_t left_shift,
                                  int8_t *output, int32_t output_offset, int32_t output_mult,
                                  int32_t output_shift, int32_t output_activation_min,
                                  int32_t output_activation_max, uint32_t size);

arm_status arm_elementwise_mul_s8(const int8_t *input_1, const int8_t *input_2,
                                  int32_t input_1_offset, int32_t input_2_offset, int8_t *output,
                                  int32_t output_offset, int32_t output_mult, int32_t output_shift,
                                  int32_t output_activation_min, int32_t output_activation_max,
                                  uint32_t size);

#ifdef __cplusplus
}
#endif

#endif
