/* Every function of the interface once more, as loops straight from its definition: no path, no
 * table, no shortcut. Written apart from the kernels; nothing of src/ is used here. */
#ifndef KERNEL_TEST_REFERENCE_H
#define KERNEL_TEST_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

/* One 2D window operation: convolution, depthwise convolution or pooling. */
typedef struct {
  int32_t batches;
  int32_t in_h;
  int32_t in_w;
  int32_t in_c;
  int32_t k_h;
  int32_t k_w;
  int32_t stride_h;
  int32_t stride_w;
  int32_t pad_h;
  int32_t pad_w;
  int32_t dilation_h;
  int32_t dilation_w;
  int32_t out_h;
  int32_t out_w;
  int32_t out_c;
} window_shape;

typedef struct {
  int32_t input_offset;
  int32_t filter_offset;
  int32_t output_offset;
  int32_t low;
  int32_t high;
  const int32_t *mult;
  const int32_t *shift;
  bool per_channel;
} quantisation;

void reference_conv(const window_shape *s, const quantisation *q, const int8_t *input,
                    const int8_t *weights, const int32_t *bias, int8_t *output);
/* is_unsigned: input, weights and output are uint8_t. */
void reference_depthwise(const window_shape *s, const quantisation *q, bool is_unsigned,
                         const void *input, const void *weights, const int32_t *bias,
                         void *output);
void reference_fully_connected(int32_t batches, int32_t depth, int32_t rows, const quantisation *q,
                               const int8_t *input, const int8_t *weights, const int32_t *bias,
                               int8_t *output);
void reference_pool(const window_shape *s, bool average, int32_t low, int32_t high,
                    const int8_t *input, int8_t *output);
void reference_softmax(const int8_t *input, int32_t rows, int32_t size, int32_t mult, int32_t shift,
                       int32_t diff_min, int8_t *output);

typedef struct {
  int32_t offset;
  int32_t mult;
  int32_t shift;
} addend;

void reference_add(const int8_t *a, const int8_t *b, const addend *qa, const addend *qb,
                   int32_t left_shift, const addend *qo, int32_t low, int32_t high, int32_t size,
                   int8_t *output);
void reference_mul(const int8_t *a, const int8_t *b, int32_t offset_a, int32_t offset_b,
                   const addend *qo, int32_t low, int32_t high, int32_t size, int8_t *output);

#endif
