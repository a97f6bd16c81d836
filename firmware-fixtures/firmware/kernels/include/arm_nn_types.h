/* Types of the CMSIS-NN interface that TensorFlow Lite for Microcontrollers calls (autumn 2020).
 * Only what that caller names; layouts follow from its designated assignments. */
#ifndef ARM_NN_TYPES_H
#define ARM_NN_TYPES_H

#include <stdint.h>

typedef enum {
  ARM_MATH_SUCCESS = 0,
  ARM_MATH_ARGUMENT_ERROR = -1,
  ARM_MATH_SIZE_MISMATCH = -3
} arm_status;

/** Scratch memory of one operator; buf may be null, then the slower path without scratch runs. */
typedef struct {
  void *buf;
  int32_t size;
} cmsis_nn_context;

/** Tensor extents: N, H, W, C. */
typedef struct {
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
} cmsis_nn_dims;

typedef struct {
  int32_t w;
  int32_t h;
} cmsis_nn_tile;

/** Inclusive clamp of the output, in quantised units. */
typedef struct {
  int32_t min;
  int32_t max;
} cmsis_nn_activation;

/** Offsets are added: input_offset is minus the input's zero point, output_offset its zero point. */
typedef struct {
  int32_t input_offset;
  int32_t output_offset;
  cmsis_nn_tile stride;
  cmsis_nn_tile padding;
  cmsis_nn_tile dilation;
  cmsis_nn_activation activation;
} cmsis_nn_conv_params;

/** One Q0.31 multiplier and one shift (positive to the left) for every output channel. */
typedef struct {
  int32_t *multiplier;
  int32_t *shift;
} cmsis_nn_per_channel_quant_params;

#endif
