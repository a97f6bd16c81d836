/* The paths of arm_fully_connected_s8 that have files of their own. */
#ifndef NN_FULLY_CONNECTED_H
#define NN_FULLY_CONNECTED_H

#include "nn_arith.h"

typedef struct {
  const int8_t *input;
  const int8_t *weights; /* rows of depth elements */
  const int32_t *bias;   /* may be null */
  int8_t *output;
  int32_t depth;
  int32_t rows;
  int32_t batches;
  int32_t input_offset;
  int32_t filter_offset;
  int32_t mult;
  int32_t shift;
  int32_t output_offset;
  int32_t low; /* clamp */
  int32_t high;
} nn_fully_connected;

#if NN_MVE
/* Any shape and offset, no scratch. */
void nn_fully_connected_mve(const nn_fully_connected *v);
#endif

#endif
