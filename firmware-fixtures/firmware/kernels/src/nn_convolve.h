/* The paths of arm_convolve_wrapper_s8. A path is compiled in when its macro is set; the wrapper
 * picks the first that accepts the call. */
#ifndef NN_CONVOLVE_H
#define NN_CONVOLVE_H

#include "arm_nnfunctions.h"
#include "nn_arith.h"

typedef struct {
  const cmsis_nn_conv_params *params;
  const cmsis_nn_per_channel_quant_params *quant;
  const cmsis_nn_dims *in;
  const cmsis_nn_dims *filter;
  const cmsis_nn_dims *out;
  const int8_t *input;
  const int8_t *weights;
  const int32_t *bias;
  int8_t *output;
} nn_convolution;

/* Any shape, no scratch. */
void nn_convolve_plain(const nn_convolution *v);

#if NN_MVE
/* Scratch bytes that nn_convolve_mve needs for these extents. */
int32_t nn_convolve_mve_scratch(const cmsis_nn_dims *in, const cmsis_nn_dims *filter,
                                const cmsis_nn_dims *out);
/* Any shape whose input offset is minus a byte; scratch must be word-aligned. */
void nn_convolve_mve(const nn_convolution *v, void *scratch);
#endif

#if NN_DSP
/* Scratch bytes that nn_convolve_dsp needs for these extents. */
int32_t nn_convolve_dsp_scratch(const cmsis_nn_dims *in, const cmsis_nn_dims *filter,
                                const cmsis_nn_dims *out);
/* Any shape; scratch must be word-aligned. */
void nn_convolve_dsp(const nn_convolution *v, void *scratch);
#endif

#endif
