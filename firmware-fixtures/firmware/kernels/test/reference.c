#include "reference.h"

#include <stddef.h>

/* round(a * b / 2^31): away from zero by the nudge, then towards zero by the division. */
static int32_t high_mul(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) {
    return INT32_MAX;
  }
  const int64_t product = (int64_t)a * (int64_t)b;
  const int64_t nudge = product >= 0 ? INT64_C(0x40000000) : 1 - INT64_C(0x40000000);
  return (int32_t)((product + nudge) / INT64_C(0x80000000));
}

/* x / 2^exponent to the nearest, halves away from zero. */
static int32_t divide_by_power(int32_t x, int32_t exponent) {
  if (exponent == 0) {
    return x;
  }
  const int64_t magnitude = x < 0 ? -(int64_t)x : x;
  const int64_t rounded = (magnitude + (INT64_C(1) << (exponent - 1))) >> exponent;
  return (int32_t)(x < 0 ? -rounded : rounded);
}

static int32_t rescale(int32_t x, int32_t mult, int32_t shift) {
  if (shift > 0) {
    return high_mul((int32_t)((uint32_t)x << shift), mult);
  }
  return divide_by_power(high_mul(x, mult), -shift);
}

static int32_t limit(int32_t v, int32_t low, int32_t high) {
  if (v < low) {
    v = low;
  }
  if (v > high) {
    v = high;
  }
  return v;
}

static int32_t finish(uint32_t acc, const quantisation *q, int32_t channel) {
  const int32_t i = q->per_channel ? channel : 0;
  return limit(rescale((int32_t)acc, q->mult[i], q->shift[i]) + q->output_offset, q->low, q->high);
}

void reference_conv(const window_shape *s, const quantisation *q, const int8_t *input,
                    const int8_t *weights, const int32_t *bias, int8_t *output) {
  for (int32_t n = 0; n < s->batches; n++) {
    for (int32_t y = 0; y < s->out_h; y++) {
      for (int32_t x = 0; x < s->out_w; x++) {
        for (int32_t c = 0; c < s->out_c; c++) {
          uint32_t acc = bias == NULL ? 0u : (uint32_t)bias[c];
          for (int32_t ky = 0; ky < s->k_h; ky++) {
            for (int32_t kx = 0; kx < s->k_w; kx++) {
              const int32_t iy = y * s->stride_h - s->pad_h + ky * s->dilation_h;
              const int32_t ix = x * s->stride_w - s->pad_w + kx * s->dilation_w;
              if (iy < 0 || iy >= s->in_h || ix < 0 || ix >= s->in_w) {
                continue;
              }
              for (int32_t i = 0; i < s->in_c; i++) {
                const int32_t value =
                    input[((n * s->in_h + iy) * s->in_w + ix) * s->in_c + i] + q->input_offset;
                const int32_t weight = weights[((c * s->k_h + ky) * s->k_w + kx) * s->in_c + i];
                acc += (uint32_t)(value * weight);
              }
            }
          }
          output[((n * s->out_h + y) * s->out_w + x) * s->out_c + c] = (int8_t)finish(acc, q, c);
        }
      }
    }
  }
}

static int32_t element(const void *data, bool is_unsigned, int32_t index) {
  return is_unsigned ? ((const uint8_t *)data)[index] : ((const int8_t *)data)[index];
}

void reference_depthwise(const window_shape *s, const quantisation *q, bool is_unsigned,
                         const void *input, const void *weights, const int32_t *bias,
                         void *output) {
  const int32_t multiplier = s->out_c / s->in_c;
  for (int32_t y = 0; y < s->out_h; y++) {
    for (int32_t x = 0; x < s->out_w; x++) {
      for (int32_t c = 0; c < s->out_c; c++) {
        uint32_t acc = bias == NULL ? 0u : (uint32_t)bias[c];
        for (int32_t ky = 0; ky < s->k_h; ky++) {
          for (int32_t kx = 0; kx < s->k_w; kx++) {
            const int32_t iy = y * s->stride_h - s->pad_h + ky * s->dilation_h;
            const int32_t ix = x * s->stride_w - s->pad_w + kx * s->dilation_w;
            if (iy < 0 || iy >= s->in_h || ix < 0 || ix >= s->in_w) {
              continue;
            }
            const int32_t at = (iy * s->in_w + ix) * s->in_c + c / multiplier;
            const int32_t value = element(input, is_unsigned, at) + q->input_offset;
            const int32_t weight =
                element(weights, is_unsigned, (ky * s->k_w + kx) * s->out_c + c) +
                q->filter_offset;
            acc += (uint32_t)(value * weight);
          }
        }
        ((uint8_t *)output)[(y * s->out_w + x) * s->out_c + c] = (uint8_t)finish(acc, q, c);
      }
    }
  }
}

void reference_fully_connected(int32_t batches, int32_t depth, int32_t rows, const quantisation *q,
                               const int8_t *input, const int8_t *weights, const int32_t *bias,
                               int8_t *output) {
  for (int32_t n = 0; n < batches; n++) {
    for (int32_t r = 0; r < rows; r++) {
      uint32_t acc = bias == NULL ? 0u : (uint32_t)bias[r];
      for (int32_t i = 0; i < depth; i++) {
        acc += (uint32_t)((input[n * depth + i] + q->input_offset) *
                          (weights[r * depth + i] + q->filter_offset));
      }
      output[n * rows + r] = (int8_t)finish(acc, q, r);
    }
  }
}

void reference_pool(const window_shape *s, bool average, int32_t low, int32_t high,
                    const int8_t *input, int8_t *output) {
  for (int32_t y = 0; y < s->out_h; y++) {
    for (int32_t x = 0; x < s->out_w; x++) {
      for (int32_t c = 0; c < s->in_c; c++) {
        int32_t sum = 0;
        int32_t count = 0;
        int32_t largest = -128;
        for (int32_t ky = 0; ky < s->k_h; ky++) {
          for (int32_t kx = 0; kx < s->k_w; kx++) {
            const int32_t iy = y * s->stride_h - s->pad_h + ky;
            const int32_t ix = x * s->stride_w - s->pad_w + kx;
            if (iy < 0 || iy >= s->in_h || ix < 0 || ix >= s->in_w) {
              continue;
            }
            const int32_t value = input[(iy * s->in_w + ix) * s->in_c + c];
            sum += value;
            count++;
            largest = value > largest ? value : largest;
          }
        }
        const int32_t mean =
            sum > 0 ? (sum + count / 2) / count : -((-sum + count / 2) / count);
        output[(y * s->out_w + x) * s->in_c + c] = (int8_t)limit(average ? mean : largest, low, high);
      }
    }
  }
}

static int32_t saturate(int64_t v) {
  if (v > INT32_MAX) {
    return INT32_MAX;
  }
  return v < INT32_MIN ? INT32_MIN : (int32_t)v;
}

/* x * 2^bits; the reference saturates from -(2^(31 - bits) - 1) downwards. */
static int32_t raise(int32_t x, int32_t bits) {
  if (x == -(INT32_C(1) << (31 - bits))) {
    return INT32_MIN;
  }
  return saturate((int64_t)x * (INT64_C(1) << bits));
}

/* exp of x / 2^26 in Q0.31, x <= 0. */
static int32_t exponential(int32_t x) {
  if (x == 0) {
    return INT32_MAX;
  }
  const int32_t quarter = 1 << 24;
  const int32_t rest = (int32_t)((uint32_t)x & (uint32_t)(quarter - 1)) - quarter;
  const int32_t centred = raise(rest, 5) + (1 << 28);
  const int32_t square = high_mul(centred, centred);
  const int32_t cube = high_mul(square, centred);
  const int32_t fourth = high_mul(square, square);
  const int32_t tail =
      divide_by_power(high_mul(divide_by_power(fourth, 2) + cube, 715827883) + square, 1);
  int32_t result = 1895147668 + high_mul(1895147668, centred + tail);
  const int32_t steps = (rest - x) >> 24;
  if (steps & 1) result = high_mul(result, 1672461947);
  if (steps & 2) result = high_mul(result, 1302514674);
  if (steps & 4) result = high_mul(result, 790015084);
  if (steps & 8) result = high_mul(result, 290630308);
  if (steps & 16) result = high_mul(result, 39332535);
  if (steps & 32) result = high_mul(result, 720401);
  if (steps & 64) result = high_mul(result, 242);
  return result;
}

void reference_softmax(const int8_t *input, int32_t rows, int32_t size, int32_t mult, int32_t shift,
                       int32_t diff_min, int8_t *output) {
  for (int32_t r = 0; r < rows; r++, input += size, output += size) {
    int32_t largest = -128;
    for (int32_t i = 0; i < size; i++) {
      largest = input[i] > largest ? input[i] : largest;
    }
    int32_t sum = 0;
    for (int32_t i = 0; i < size; i++) {
      if (input[i] - largest >= diff_min) {
        sum += divide_by_power(exponential(rescale(input[i] - largest, mult, shift)), 12);
      }
    }
    int32_t leading = 0;
    while (((uint32_t)sum << leading) < 0x80000000u) {
      leading++;
    }
    const int32_t fraction = (int32_t)(((uint32_t)sum << leading) - 0x80000000u);
    const int32_t half = (int32_t)(((int64_t)fraction + INT32_MAX + 1) / 2);
    int32_t inverse = 1515870810 + high_mul(half, -1010580540);
    for (int32_t step = 0; step < 3; step++) {
      inverse += raise(high_mul(inverse, (1 << 29) - high_mul(half, inverse)), 2);
    }
    inverse = raise(inverse, 1);
    for (int32_t i = 0; i < size; i++) {
      const int32_t diff = input[i] - largest;
      if (diff < diff_min) {
        output[i] = -128;
        continue;
      }
      const int32_t share = high_mul(inverse, exponential(rescale(diff, mult, shift)));
      output[i] = (int8_t)limit(divide_by_power(share, 12 - leading + 23) - 128, -128, 127);
    }
  }
}

static int32_t scaled(int32_t value, int32_t left_shift, const addend *q) {
  return divide_by_power(high_mul((int32_t)((uint32_t)value << left_shift), q->mult), -q->shift);
}

void reference_add(const int8_t *a, const int8_t *b, const addend *qa, const addend *qb,
                   int32_t left_shift, const addend *qo, int32_t low, int32_t high, int32_t size,
                   int8_t *output) {
  for (int32_t i = 0; i < size; i++) {
    const int32_t sum =
        scaled(a[i] + qa->offset, left_shift, qa) + scaled(b[i] + qb->offset, left_shift, qb);
    output[i] = (int8_t)limit(scaled(sum, 0, qo) + qo->offset, low, high);
  }
}

void reference_mul(const int8_t *a, const int8_t *b, int32_t offset_a, int32_t offset_b,
                   const addend *qo, int32_t low, int32_t high, int32_t size, int8_t *output) {
  for (int32_t i = 0; i < size; i++) {
    const int32_t product = (a[i] + offset_a) * (b[i] + offset_b);
    output[i] = (int8_t)limit(rescale(product, qo->mult, qo->shift) + qo->offset, low, high);
  }
}
