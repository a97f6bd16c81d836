/* The paths of the 8-bit depthwise convolutions. */
#ifndef NN_DEPTHWISE_H
#define NN_DEPTHWISE_H

#include "arm_nnfunctions.h"
#include "nn_arith.h"

typedef struct {
  const int8_t *input;
  const int8_t *weights;
  const int32_t *bias; /* may be null */
  const int32_t *mult;
  const int32_t *shift;
  int8_t *output;
  int32_t in_w;
  int32_t in_h;
  int32_t in_c;
  int32_t multiplier; /* output channels of one input channel */
  int32_t k_w;
  int32_t k_h;
  int32_t pad_w;
  int32_t pad_h;
  int32_t stride_w;
  int32_t stride_h;
  int32_t dilation_w;
  int32_t dilation_h;
  int32_t out_w;
  int32_t out_h;
  int32_t input_offset;
  int32_t output_offset;
  int32_t low; /* clamp */
  int32_t high;
} nn_depthwise;

/* Taps [first, end) of a filter row or column lie inside the image. */
typedef struct {
  int32_t first;
  int32_t end;
} nn_span;

static inline nn_span nn_inside(int32_t origin, int32_t step, int32_t taps, int32_t extent) {
  nn_span s = {0, taps};
  while (s.first < taps && origin + s.first * step < 0) {
    ++s.first;
  }
  while (s.end > s.first && origin + (s.end - 1) * step >= extent) {
    --s.end;
  }
  return s;
}

/* Any shape, no scratch. */
void nn_depthwise_plain(const nn_depthwise *v);

#if NN_MVE
int32_t nn_depthwise_mve_scratch(int32_t channels, int32_t k_w, int32_t k_h);
/* Depth multiplier 1, any other shape; scratch must be word-aligned. */
void nn_depthwise_mve(const nn_depthwise *v, void *scratch);
/* Any shape, no scratch; worthwhile from a depth multiplier of 3. */
void nn_depthwise_multiply_mve(const nn_depthwise *v);

/* Within nn_depthwise_mve: 3x3 filters on a multiple of four channels, if applies says so. */
bool nn_depthwise_3x3_mve_applies(const nn_depthwise *v);
int32_t nn_depthwise_3x3_mve_scratch(int32_t channels);
void nn_depthwise_3x3_mve(const nn_depthwise *v, void *scratch);
#endif

#if NN_DSP
int32_t nn_depthwise_dsp_scratch(int32_t channels, int32_t k_w, int32_t k_h);
/* Depth multiplier 1, any other shape; scratch must be word-aligned. */
void nn_depthwise_dsp(const nn_depthwise *v, void *scratch);

/* Within nn_depthwise_dsp: 3x3 filters on a multiple of four channels, if applies says so. */
bool nn_depthwise_3x3_applies(const nn_depthwise *v);
/* Scratch bytes, the requantisation table in front included. */
int32_t nn_depthwise_3x3_scratch(int32_t channels);
void nn_depthwise_3x3(const nn_depthwise *v, const requant_t *table, void *work);
#endif

#endif
