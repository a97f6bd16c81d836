/* Compares every kernel with the loops of reference.c over random shapes, strides, paddings,
 * dilations and quantisations, on the target. Prints the first differences, then
 * "kernel tests: N passed, M failed"; the status is 0 if nothing failed. Guard bytes around the
 * output and the scratch catch writes outside them. */
#include <stddef.h>
#include <string.h>

#include "arm_nnfunctions.h"
#include "console/console.h"
#include "reference.h"
#include "startup/startup.h"

#ifndef KERNEL_TEST_CASES
#define KERNEL_TEST_CASES 150 /* of each function */
#endif

#define VALUES_MAX 8192
#define WEIGHTS_MAX 8192
#define CHANNELS_MAX 160
#define SCRATCH_MAX 16384
#define GUARD 64
#define GUARD_BYTE 0x5A
#define DIFFERENCES_SHOWN 20

static uint32_t seed = 0x2545F491u;

static uint32_t random_word(void) {
  seed ^= seed << 13;
  seed ^= seed >> 17;
  seed ^= seed << 5;
  return seed;
}

/* Uniform in low..high. */
static int32_t random_in(int32_t low, int32_t high) {
  return low + (int32_t)(random_word() % (uint32_t)(high - low + 1));
}

static bool one_in(int32_t n) { return random_in(1, n) == 1; }

static int8_t inputs[2][VALUES_MAX + 8]; /* 8: tensors may start at any address */
static int8_t weights[WEIGHTS_MAX + 8];
static int32_t biases[CHANNELS_MAX];
static int32_t mults[CHANNELS_MAX];
static int32_t shifts[CHANNELS_MAX];
static int8_t expected[VALUES_MAX];
static int8_t guarded_output[VALUES_MAX + 2 * GUARD + 8];
static uint8_t guarded_scratch[SCRATCH_MAX + 2 * GUARD] __attribute__((aligned(8)));
static int8_t *output;
static int32_t scratch_size;

static uint32_t passed;
static uint32_t failed;

static void write_number(int32_t v) {
  char text[12];
  char *p = text + sizeof text;
  *--p = '\0';
  uint32_t magnitude = v < 0 ? 0u - (uint32_t)v : (uint32_t)v;
  do {
    *--p = (char)('0' + magnitude % 10u);
    magnitude /= 10u;
  } while (magnitude != 0);
  if (v < 0) {
    *--p = '-';
  }
  console_write(p);
}

static void fill(int8_t *data, int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    data[i] = (int8_t)random_word();
  }
}

/* Mostly the extremes, to meet saturation and the bounds of 16-bit lanes. */
static void fill_extreme(int8_t *data, int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    data[i] = one_in(8) ? (int8_t)random_word() : (int8_t)(one_in(2) ? -128 : 127);
  }
}

static void fill_any(int8_t *data, int32_t count) {
  if (one_in(12)) {
    memset(data, one_in(2) ? -128 : 127, (size_t)count);
  } else if (one_in(6)) {
    fill_extreme(data, count);
  } else {
    fill(data, count);
  }
}

/* Output and scratch for the next call: guards set, contents dirty, output at any address. */
static void *prepare(int32_t scratch_bytes) {
  scratch_size = scratch_bytes;
  memset(guarded_output, GUARD_BYTE, sizeof guarded_output);
  memset(guarded_scratch, GUARD_BYTE, sizeof guarded_scratch);
  output = guarded_output + GUARD + random_in(0, 3);
  for (int32_t i = 0; i < scratch_bytes; i++) {
    guarded_scratch[GUARD + i] = (uint8_t)random_word();
  }
  return scratch_bytes > 0 ? guarded_scratch + GUARD : NULL;
}

static bool guards_intact(int32_t count) {
  for (const int8_t *p = guarded_output; p < output; p++) {
    if (*p != GUARD_BYTE) {
      return false;
    }
  }
  for (int32_t i = 0; i < GUARD; i++) {
    if (output[count + i] != GUARD_BYTE || guarded_scratch[i] != GUARD_BYTE ||
        guarded_scratch[GUARD + scratch_size + i] != GUARD_BYTE) {
      return false;
    }
  }
  return true;
}

static void check(const char *name, int32_t index, int32_t count, int32_t status) {
  const bool equal = memcmp(output, expected, (size_t)count) == 0;
  const bool intact = guards_intact(count);
  if (equal && intact && status == ARM_MATH_SUCCESS) {
    passed++;
    return;
  }
  failed++;
  if (failed > DIFFERENCES_SHOWN) {
    return;
  }
  console_write(name);
  console_write(" case ");
  write_number(index);
  if (status != ARM_MATH_SUCCESS) {
    console_write(": status ");
    write_number(status);
  } else if (!intact) {
    console_write(": wrote outside output or scratch");
  } else {
    int32_t i = 0;
    while (output[i] == expected[i]) {
      i++;
    }
    console_write(": output ");
    write_number(i);
    console_write(" is ");
    write_number(output[i]);
    console_write(", expected ");
    write_number(expected[i]);
  }
  console_write("\n");
}

/* A window operation whose tensors fit; multiply: depthwise with a depth multiplier. */
static window_shape random_shape(bool dilate, bool depthwise, bool multiply) {
  window_shape s;
  for (;;) {
    s.batches = 1;
    s.k_h = random_in(1, 4);
    s.k_w = random_in(1, 4);
    if (one_in(3)) {
      s.k_h = 3;
      s.k_w = 3;
    } else if (one_in(4)) {
      s.k_h = 1;
      s.k_w = 1;
    }
    s.in_h = random_in(1, 11);
    s.in_w = random_in(1, 11);
    if (one_in(8)) {
      s.in_w = random_in(12, 40);
    }
    s.in_c = one_in(2) ? random_in(1, 9) : 4 * random_in(1, 6);
    if (one_in(6)) { /* few pixels, many channels */
      s.in_h = random_in(1, 4);
      s.in_w = random_in(1, 4);
      s.in_c = random_in(10, 40);
    }
    s.stride_h = random_in(1, 3);
    s.stride_w = one_in(2) ? s.stride_h : random_in(1, 3);
    s.dilation_h = dilate && one_in(5) ? random_in(1, 3) : 1;
    s.dilation_w = dilate && one_in(5) ? random_in(1, 3) : 1;
    s.pad_h = random_in(0, s.k_h - 1);
    s.pad_w = random_in(0, s.k_w - 1);
    if (one_in(8)) { /* past the lanes of a vector, in every remainder */
      s.in_h = random_in(1, 3);
      s.in_w = random_in(1, 5);
      s.in_c = one_in(3) ? 16 * random_in(1, 6) + random_in(-1, 1) : random_in(30, 120);
    }
    s.out_c = depthwise ? s.in_c * (multiply ? random_in(1, 9) : 1) : random_in(1, 20);
    if (!depthwise && one_in(8)) {
      s.out_c = random_in(60, 140);
    }
    /* Every extent for which each window has at least one tap inside. */
    const int32_t reach_h = s.in_h + s.pad_h - 1;
    const int32_t reach_w = s.in_w + s.pad_w - 1;
    s.out_h = random_in(1, reach_h / s.stride_h + 1);
    s.out_w = random_in(1, reach_w / s.stride_w + 1);
    const int32_t taps = s.k_h * s.k_w * (depthwise ? 1 : s.in_c);
    if (s.in_h * s.in_w * s.in_c <= VALUES_MAX / 2 && s.out_c <= CHANNELS_MAX &&
        s.out_h * s.out_w * s.out_c <= VALUES_MAX / 2 && taps * s.out_c <= WEIGHTS_MAX &&
        s.out_h * s.out_w * s.out_c * taps <= 60000) {
      return s;
    }
  }
}

/* The window of most depthwise convolutions: 3x3, no dilation, channels in words. */
static window_shape usual_depthwise(void) {
  window_shape s;
  do {
    s = random_shape(false, true, false);
    s.k_h = 3;
    s.k_w = 3;
    s.in_h = random_in(1, 9);
    s.in_w = random_in(1, 9);
    s.in_c = 4 * (one_in(2) ? random_in(1, 4) : random_in(1, 25));
    s.out_c = s.in_c;
    s.pad_h = random_in(0, 2);
    s.pad_w = random_in(0, 2);
    s.stride_h = random_in(1, 2);
    s.stride_w = one_in(4) ? random_in(1, 3) : s.stride_h;
    s.out_h = (s.in_h + s.pad_h - 1) / s.stride_h + 1;
    s.out_w = (s.in_w + s.pad_w - 1) / s.stride_w + 1;
  } while (s.in_h * s.in_w * s.in_c > VALUES_MAX || s.out_h * s.out_w * s.out_c > VALUES_MAX / 2);
  return s;
}

/* A 3x3 depthwise convolution of an image that does not fit its scratch at once. */
static window_shape large_image(void) {
  window_shape s = random_shape(false, true, false);
  s.k_h = 3;
  s.k_w = 3;
  s.stride_h = random_in(1, 2);
  s.stride_w = one_in(4) ? random_in(1, 2) : s.stride_h;
  s.pad_h = random_in(0, 2);
  s.pad_w = random_in(0, 2);
  s.in_c = 4 * random_in(1, 2);
  s.out_c = s.in_c;
  s.in_w = random_in(24, 64);
  s.in_h = random_in(8, VALUES_MAX / s.in_c / s.in_w);
  s.out_h = (s.in_h + s.pad_h - 2) / s.stride_h;
  s.out_w = (s.in_w + s.pad_w - 2) / s.stride_w;
  return s;
}

static int32_t random_offset(void) { return one_in(3) ? 128 : random_in(-127, 128); }

static void random_limits(int32_t *low, int32_t *high) {
  *low = -128;
  *high = 127;
  if (one_in(3)) {
    *low = random_in(-128, 100);
    *high = random_in(*low, 127);
  }
}

/* How the channels of a layer deviate from ordinary quantisation, if at all: one kind per layer, so
 * that a path which is left for the whole layer does not hide the others. */
typedef enum {
  ORDINARY,
  LEFT_SHIFT,
  NO_SHIFT,
  FAR_SHIFT,
  ZERO_MULTIPLIER,
  HUGE_BIAS,
  DEAD_CHANNEL,
  ANY_OF_THEM
} deviation;

static void deviate(deviation kind, int32_t c) {
  switch (kind) {
    case LEFT_SHIFT:
      shifts[c] = random_in(1, 4);
      break;
    case NO_SHIFT:
      shifts[c] = 0;
      break;
    case FAR_SHIFT:
      shifts[c] = -random_in(18, 31);
      biases[c] = (int32_t)random_word() >> random_in(1, 6);
      break;
    case ZERO_MULTIPLIER:
      mults[c] = 0;
      shifts[c] = 0;
      break;
    case HUGE_BIAS:
      biases[c] = (one_in(2) ? 0x40000000 : -0x40000000) + random_in(-70000, 70000);
      break;
    case DEAD_CHANNEL:
      shifts[c] = -random_in(22, 31);
      biases[c] = (one_in(2) ? 0x40000000 : -0x40000000) + random_in(-300, 300);
      break;
    default:
      break;
  }
}

/* Multipliers that spread sums of so many products over the output's range. */
static void random_scales(int32_t channels, int32_t taps) {
  int32_t bits = 5;
  while ((1 << (2 * (bits - 5))) < taps) {
    bits++;
  }
  const deviation kind = one_in(3) ? (deviation)random_in(ORDINARY, ANY_OF_THEM) : ORDINARY;
  for (int32_t c = 0; c < channels; c++) {
    mults[c] = (int32_t)(0x40000000u + (random_word() & 0x3FFFFFFFu));
    shifts[c] = -random_in(bits, bits + 3);
    biases[c] = random_in(-20000, 20000);
    if (one_in(3)) {
      deviate(kind == ANY_OF_THEM ? (deviation)random_in(ORDINARY, DEAD_CHANNEL) : kind, c);
    }
  }
}

static quantisation random_quantisation(int32_t channels, int32_t taps) {
  quantisation q;
  random_scales(channels, taps);
  q.input_offset = random_offset();
  q.filter_offset = 0;
  q.output_offset = random_in(-128, 127);
  random_limits(&q.low, &q.high);
  q.mult = mults;
  q.shift = shifts;
  q.per_channel = true;
  return q;
}

static void test_convolve(int32_t index) {
  window_shape s = random_shape(true, false, false);
  if (one_in(4) && s.in_h * s.in_w * s.in_c <= VALUES_MAX / 4 &&
      s.out_h * s.out_w * s.out_c <= VALUES_MAX / 4) {
    s.batches = 2;
  }
  const int32_t taps = s.k_h * s.k_w * s.in_c;
  const quantisation q = random_quantisation(s.out_c, taps);
  int8_t *input = inputs[0] + random_in(0, 3);
  int8_t *filter = weights + (one_in(4) ? random_in(1, 3) : 0);
  fill_any(input, s.batches * s.in_h * s.in_w * s.in_c);
  fill_any(filter, taps * s.out_c);
  const int32_t *bias = one_in(6) ? NULL : biases;
  reference_conv(&s, &q, input, filter, bias, expected);

  const cmsis_nn_conv_params params = {
      .input_offset = q.input_offset,
      .output_offset = q.output_offset,
      .stride = {.w = s.stride_w, .h = s.stride_h},
      .padding = {.w = s.pad_w, .h = s.pad_h},
      .dilation = {.w = s.dilation_w, .h = s.dilation_h},
      .activation = {.min = q.low, .max = q.high},
  };
  const cmsis_nn_per_channel_quant_params quant = {.multiplier = mults, .shift = shifts};
  const cmsis_nn_dims in = {.n = s.batches, .h = s.in_h, .w = s.in_w, .c = s.in_c};
  const cmsis_nn_dims kernel = {.n = s.out_c, .h = s.k_h, .w = s.k_w, .c = s.in_c};
  const cmsis_nn_dims bias_dims = {.n = 1, .h = 1, .w = 1, .c = s.out_c};
  const cmsis_nn_dims out = {.n = s.batches, .h = s.out_h, .w = s.out_w, .c = s.out_c};
  const int32_t bytes = arm_convolve_wrapper_s8_get_buffer_size(&params, &in, &kernel, &out);
  cmsis_nn_context context = {.buf = prepare(bytes), .size = bytes};
  if (one_in(12)) {
    context.buf = NULL;
  }
  const arm_status status = arm_convolve_wrapper_s8(&context, &params, &quant, &in, input, &kernel,
                                                    filter, &bias_dims, bias, &out, output);
  check("arm_convolve_wrapper_s8", index, s.batches * s.out_h * s.out_w * s.out_c, status);
}

static void test_depthwise(int32_t index, bool multiply) {
  window_shape s = random_shape(true, true, multiply);
  if (!multiply && one_in(10)) {
    s = large_image();
  } else if (!multiply && one_in(3)) {
    s = usual_depthwise();
  }
  const int32_t taps = s.k_h * s.k_w;
  const quantisation q = random_quantisation(s.out_c, taps);
  int8_t *input = inputs[0] + random_in(0, 3);
  int8_t *filter = weights + (one_in(4) ? random_in(1, 3) : 0);
  fill_any(input, s.in_h * s.in_w * s.in_c);
  fill_any(filter, taps * s.out_c);
  const int32_t *bias = one_in(6) ? NULL : biases;
  reference_depthwise(&s, &q, false, input, filter, bias, expected);

  arm_status status;
  if (multiply) {
    (void)prepare(0);
    status = arm_depthwise_conv_s8(
        input, (uint16_t)s.in_w, (uint16_t)s.in_h, (uint16_t)s.in_c, filter, (uint16_t)s.out_c,
        (uint16_t)(s.out_c / s.in_c), (uint16_t)s.k_w, (uint16_t)s.k_h, (uint16_t)s.pad_w,
        (uint16_t)s.pad_h, (uint16_t)s.stride_w, (uint16_t)s.stride_h, bias, output, shifts, mults,
        (uint16_t)s.out_w, (uint16_t)s.out_h, q.output_offset, q.input_offset, q.low, q.high,
        (uint16_t)s.dilation_w, (uint16_t)s.dilation_h, NULL);
  } else {
    const int32_t bytes = arm_depthwise_conv_s8_opt_get_buffer_size(
        (uint16_t)s.in_c, (uint16_t)s.k_w, (uint16_t)s.k_h);
    int16_t *scratch = prepare(bytes);
    if (one_in(12)) {
      scratch = NULL;
    }
    status = arm_depthwise_conv_s8_opt(
        input, (uint16_t)s.in_w, (uint16_t)s.in_h, (uint16_t)s.in_c, filter, (uint16_t)s.out_c,
        (uint16_t)s.k_w, (uint16_t)s.k_h, (uint16_t)s.pad_w, (uint16_t)s.pad_h,
        (uint16_t)s.stride_w, (uint16_t)s.stride_h, bias, output, shifts, mults,
        (uint16_t)s.out_w, (uint16_t)s.out_h, q.output_offset, q.input_offset, q.low, q.high,
        (uint16_t)s.dilation_w, (uint16_t)s.dilation_h, scratch);
  }
  check(multiply ? "arm_depthwise_conv_s8" : "arm_depthwise_conv_s8_opt", index,
        s.out_h * s.out_w * s.out_c, status);
}

static void test_depthwise_s8(int32_t index) { test_depthwise(index, true); }

static void test_depthwise_s8_opt(int32_t index) { test_depthwise(index, false); }

static void test_depthwise_u8(int32_t index) {
  const window_shape s = random_shape(true, true, true);
  const int32_t taps = s.k_h * s.k_w;
  quantisation q = random_quantisation(s.out_c, taps);
  q.per_channel = false;
  q.input_offset = -random_in(0, 255);
  q.filter_offset = -random_in(0, 255);
  q.output_offset = random_in(0, 255);
  q.low = one_in(3) ? random_in(0, 200) : 0;
  q.high = one_in(3) ? random_in(q.low, 255) : 255;
  fill_any(inputs[0], s.in_h * s.in_w * s.in_c);
  fill_any(weights, taps * s.out_c);
  const int32_t *bias = one_in(6) ? NULL : biases;
  reference_depthwise(&s, &q, true, inputs[0], weights, bias, expected);
  (void)prepare(0);
  const arm_status status = arm_depthwise_conv_u8_basic_ver1(
      (const uint8_t *)inputs[0], (uint16_t)s.in_w, (uint16_t)s.in_h, (uint16_t)s.in_c,
      (const uint8_t *)weights, (uint16_t)s.k_w, (uint16_t)s.k_h, (int16_t)(s.out_c / s.in_c),
      (int16_t)s.pad_w, (int16_t)s.pad_h, (int16_t)s.stride_w, (int16_t)s.stride_h,
      (int16_t)s.dilation_w, (int16_t)s.dilation_h, bias, q.input_offset, q.filter_offset,
      q.output_offset, (uint8_t *)output, (uint16_t)s.out_w, (uint16_t)s.out_h, q.low, q.high,
      shifts[0], mults[0]);
  check("arm_depthwise_conv_u8_basic_ver1", index, s.out_h * s.out_w * s.out_c, status);
}

static void test_fully_connected(int32_t index) {
  const int32_t batches = one_in(3) ? random_in(2, 5) : 1;
  const int32_t depth = one_in(2) ? random_in(1, 70) : 4 * random_in(1, 50);
  const int32_t rows = random_in(1, 30);
  quantisation q = random_quantisation(CHANNELS_MAX, depth);
  q.per_channel = false;
  q.filter_offset = one_in(2) ? 0 : random_in(-128, 128);
  int8_t *input = inputs[0] + random_in(0, 3);
  int8_t *filter = weights + (one_in(4) ? random_in(1, 3) : 0);
  fill_any(input, batches * depth);
  fill_any(filter, rows * depth);
  const int32_t *bias = one_in(6) ? NULL : biases;
  reference_fully_connected(batches, depth, rows, &q, input, filter, bias, expected);
  int16_t *scratch = prepare(arm_fully_connected_s8_get_buffer_size((uint16_t)depth));
  if (one_in(12)) {
    scratch = NULL;
  }
  const arm_status status = arm_fully_connected_s8(
      input, filter, (uint16_t)depth, (uint16_t)rows, (uint16_t)batches, q.input_offset,
      q.filter_offset, mults[0], shifts[0], q.output_offset, bias, output, q.low, q.high, scratch);
  check("arm_fully_connected_s8", index, batches * rows, status);
}

static void test_pool(int32_t index, bool average) {
  window_shape s = random_shape(false, true, false);
  if (one_in(6)) { /* the whole image, past what 16-bit sums hold */
    s.in_h = random_in(8, 24);
    s.in_w = random_in(8, 24);
    s.in_c = random_in(2, 8);
    s.k_h = s.in_h;
    s.k_w = s.in_w;
    s.pad_h = 0;
    s.pad_w = 0;
    s.out_h = 1;
    s.out_w = 1;
  }
  int32_t low;
  int32_t high;
  random_limits(&low, &high);
  int8_t *input = inputs[0] + random_in(0, 3);
  fill_any(input, s.in_h * s.in_w * s.in_c);
  if (s.k_h * s.k_w > 256 && one_in(2)) {
    memset(input, one_in(2) ? -128 : 127, (size_t)(s.in_h * s.in_w * s.in_c));
  }
  reference_pool(&s, average, low, high, input, expected);
  arm_status status;
  if (average) {
    int16_t *scratch = prepare(arm_avgpool_s8_get_buffer_size(s.out_w, s.in_c));
    status = arm_avgpool_s8(s.in_h, s.in_w, s.out_h, s.out_w, s.stride_h, s.stride_w, s.k_h, s.k_w,
                            s.pad_h, s.pad_w, low, high, s.in_c, input, scratch, output);
  } else {
    (void)prepare(0);
    status = arm_max_pool_s8_opt((uint16_t)s.in_h, (uint16_t)s.in_w, (uint16_t)s.out_h,
                                 (uint16_t)s.out_w, (uint16_t)s.stride_h, (uint16_t)s.stride_w,
                                 (uint16_t)s.k_h, (uint16_t)s.k_w, (uint16_t)s.pad_h,
                                 (uint16_t)s.pad_w, (int8_t)low, (int8_t)high, (uint16_t)s.in_c,
                                 input, NULL, output);
  }
  check(average ? "arm_avgpool_s8" : "arm_max_pool_s8_opt", index, s.out_h * s.out_w * s.in_c,
        status);
}

static void test_avgpool(int32_t index) { test_pool(index, true); }

static void test_max_pool(int32_t index) { test_pool(index, false); }

static void test_softmax(int32_t index) {
  const int32_t rows = random_in(1, 4);
  const int32_t size = random_in(1, 40);
  const int32_t mult = (int32_t)(0x40000000u + (random_word() & 0x3FFFFFFFu));
  const int32_t shift = random_in(16, 26);
  /* The largest difference whose rescaled value still fits 5 integer bits, as TFLM derives it. */
  const int32_t diff_min = -(int32_t)((INT64_C(31) << 26) >> shift);
  fill_any(inputs[0], rows * size);
  reference_softmax(inputs[0], rows, size, mult, shift, diff_min, expected);
  (void)prepare(0);
  arm_softmax_s8(inputs[0], rows, size, mult, shift, diff_min, output);
  check("arm_softmax_s8", index, rows * size, ARM_MATH_SUCCESS);
}

static addend random_addend(int32_t offset, int32_t lowest, int32_t highest) {
  addend q;
  q.offset = offset;
  q.mult = (int32_t)(0x40000000u + (random_word() & 0x3FFFFFFFu));
  q.shift = -random_in(lowest, highest);
  return q;
}

static void test_add(int32_t index) {
  const int32_t size = random_in(1, 300);
  const int32_t left_shift = one_in(6) ? random_in(15, 22) : 20;
  const addend a = random_addend(random_offset(), 0, one_in(3) ? 8 : 1);
  const addend b = random_addend(random_offset(), 0, one_in(3) ? 8 : 1);
  const addend o =
      random_addend(random_in(-128, 127), left_shift - 3, left_shift + 2);
  int32_t low;
  int32_t high;
  random_limits(&low, &high);
  int8_t *input_1 = inputs[0] + random_in(0, 3);
  int8_t *input_2 = inputs[1] + random_in(0, 3);
  fill_any(input_1, size);
  fill_any(input_2, size);
  reference_add(input_1, input_2, &a, &b, left_shift, &o, low, high, size, expected);
  (void)prepare(0);
  const arm_status status = arm_elementwise_add_s8(
      input_1, input_2, a.offset, a.mult, a.shift, b.offset, b.mult, b.shift, left_shift, output,
      o.offset, o.mult, o.shift, low, high, (uint32_t)size);
  check("arm_elementwise_add_s8", index, size, status);
}

static void test_mul(int32_t index) {
  const int32_t size = random_in(1, 300);
  const int32_t offset_a = random_offset();
  const int32_t offset_b = random_offset();
  addend o = random_addend(random_in(-128, 127), 4, 10);
  if (one_in(5)) {
    o.shift = random_in(-3, 3);
  }
  int32_t low;
  int32_t high;
  random_limits(&low, &high);
  int8_t *input_1 = inputs[0] + random_in(0, 3);
  int8_t *input_2 = inputs[1] + random_in(0, 3);
  fill_any(input_1, size);
  fill_any(input_2, size);
  reference_mul(input_1, input_2, offset_a, offset_b, &o, low, high, size, expected);
  (void)prepare(0);
  const arm_status status =
      arm_elementwise_mul_s8(input_1, input_2, offset_a, offset_b, output, o.offset, o.mult,
                             o.shift, low, high, (uint32_t)size);
  check("arm_elementwise_mul_s8", index, size, status);
}

void SysTick_Handler(void) {}

int main(void) {
  static void (*const tests[])(int32_t) = {
      test_convolve,        test_depthwise_s8, test_depthwise_s8_opt, test_depthwise_u8,
      test_fully_connected, test_avgpool,      test_max_pool,         test_softmax,
      test_add,             test_mul,
  };
  for (size_t t = 0; t < sizeof tests / sizeof tests[0]; t++) {
    for (int32_t i = 0; i < KERNEL_TEST_CASES; i++) {
      tests[t](i);
    }
  }
  console_write("kernel tests: ");
  write_number((int32_t)passed);
  console_write(" passed, ");
  write_number((int32_t)failed);
  console_write(" failed\n");
  return failed == 0 ? 0 : 1;
}
