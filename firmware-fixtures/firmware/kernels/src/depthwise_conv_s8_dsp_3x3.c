/* Depthwise convolution with 3x3 filters, the common case, for cores with the DSP extension.
 *
 * Channels lie side by side in memory, but SMLAD wants two neighbouring inputs of one channel. So
 * the inputs of four channels are first sorted into four planes of 16-bit values, with the padding
 * written out as zeros; then each channel is convolved on its plane with all nine weights in
 * registers, two outputs a step; then its sums are requantised. Large images are done in bands of
 * rows, so that the scratch does not depend on them.
 *
 * Scratch behind the requantisation table: four planes, then the sums of one channel.
 */
#include "nn_depthwise.h"

#if NN_DSP

#define WORK_BYTES 6144
#define FILTER 3
#define LANES 4
/* On smaller outputs sorting and preparing the weights of a channel cost more than they bring. */
#define OUTPUTS_MIN 16

/* Operands of the row functions, which need every register. */
typedef struct {
  const uint32_t *plane; /* 0: input pair above and left of the first output pair */
  int32_t *sums;         /* 4 */
  uint32_t weights[6];   /* 8: see below */
  int32_t pairs;         /* 32: output pairs of a row */
  int32_t gap;           /* 36: bytes from the end of a row of pairs to the next */
  int32_t rows;          /* 40: counted down */
} rows_t;

_Static_assert(offsetof(rows_t, rows) == 40, "offsets used below");

/* One row of the filter. r1 plane, r8 and r9 the sums of the output pair, r10 and r11 inputs.
 * Stride 1: weights in pairs {0,1} and {1,2}; the outputs see inputs 0..2 and 1..3. */
#define FIRST_ROW_STRIDE_1 \
  "ldr.w   r10, [r1, #0]\n\t"                \
  "ldr.w   r11, [r1, #4]\n\t"                \
  "smuad   r8, r10, r2\n\t"                   \
  "smultb  r9, r10, r2\n\t"                   \
  "smlabt  r8, r11, r3, r8\n\t"               \
  "smlad   r9, r11, r3, r9\n\t"
#define NEXT_ROW_STRIDE_1(OFFSET, W01, W12)   \
  "ldr.w   r10, [r1, #" OFFSET "]\n\t"        \
  "ldr.w   r11, [r1, #" OFFSET "+4]\n\t"      \
  "smlad   r8, r10, " W01 ", r8\n\t"          \
  "smlatb  r9, r10, " W01 ", r9\n\t"          \
  "smlabt  r8, r11, " W12 ", r8\n\t"          \
  "smlad   r9, r11, " W12 ", r9\n\t"
#define BODY_STRIDE_1(PITCH)                  \
  FIRST_ROW_STRIDE_1                          \
  NEXT_ROW_STRIDE_1(#PITCH, "r4", "r5")       \
  NEXT_ROW_STRIDE_1(#PITCH "*2", "r6", "r7")  \
  "add.w   r1, r1, #4\n\t"

/* Stride 2: weights in pairs {0,1} of the three rows, then weight 2 of rows 0 and 1, then of row 2;
 * the outputs see inputs 0..2 and 2..4. r7 holds the last input. */
#define LOAD_STRIDE_2(OFFSET)                 \
  "ldr.w   r10, [r1, #" OFFSET "]\n\t"        \
  "ldr.w   r11, [r1, #" OFFSET "+4]\n\t"      \
  "ldr.w   r7, [r1, #" OFFSET "+8]\n\t"
#define NEXT_ROW_STRIDE_2(OFFSET, W01, SMLABX, W2) \
  LOAD_STRIDE_2(OFFSET)                       \
  "smlad   r8, r10, " W01 ", r8\n\t"          \
  "smlad   r9, r11, " W01 ", r9\n\t"          \
  SMLABX " r8, r11, " W2 ", r8\n\t"           \
  SMLABX " r9, r7, " W2 ", r9\n\t"
#define BODY_STRIDE_2(PITCH)                  \
  LOAD_STRIDE_2("0")                          \
  "smuad   r8, r10, r2\n\t"                   \
  "smuad   r9, r11, r2\n\t"                   \
  "smlabb  r8, r11, r5, r8\n\t"               \
  "smlabb  r9, r7, r5, r9\n\t"                \
  NEXT_ROW_STRIDE_2(#PITCH, "r3", "smlabt", "r5") \
  NEXT_ROW_STRIDE_2(#PITCH "*2", "r4", "smlabb", "r6") \
  "add.w   r1, r1, #8\n\t"

/* The distance of plane rows is an immediate of the loads, hence one function for each. */
#define ROWS_FUNCTION(STRIDE, PITCH)                                                          \
  static __attribute__((noinline)) void rows_##STRIDE##_##PITCH(rows_t *operands) {           \
    register rows_t *job __asm__("r0") = operands;                                            \
    __asm__ volatile(                                                                         \
        "ldr.w   r1, [r0, #0]\n\t"                                                            \
        "ldr.w   r12, [r0, #4]\n\t"                                                           \
        "ldr.w   r2, [r0, #8]\n\t"                                                            \
        "ldr.w   r3, [r0, #12]\n\t"                                                           \
        "ldr.w   r4, [r0, #16]\n\t"                                                           \
        "ldr.w   r5, [r0, #20]\n\t"                                                           \
        "ldr.w   r6, [r0, #24]\n\t"                                                           \
        "ldr.w   r7, [r0, #28]\n\t"                                                           \
        "ldr.w   lr, [r0, #32]\n\t"                                                           \
        ".p2align 2\n"                                                                        \
        "1:\n\t" BODY_STRIDE_##STRIDE(PITCH)                                                  \
        "subs.w  lr, lr, #1\n\t"                                                              \
        "str.w   r8, [r12], #4\n\t"                                                           \
        "str.w   r9, [r12], #4\n\t"                                                           \
        "bne.w   1b\n\t"                                                                      \
        "ldr.w   r8, [r0, #40]\n\t"                                                           \
        "ldr.w   r9, [r0, #36]\n\t"                                                           \
        "ldr.w   lr, [r0, #32]\n\t"                                                           \
        "subs.w  r8, r8, #1\n\t"                                                              \
        "add.w   r1, r1, r9\n\t"                                                              \
        "str.w   r8, [r0, #40]\n\t"                                                           \
        "bne.w   1b\n"                                                                        \
        : "+r"(job)                                                                           \
        :                                                                                     \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "lr",    \
          "cc", "memory");                                                                    \
  }

ROWS_FUNCTION(1, 16)
ROWS_FUNCTION(1, 32)
ROWS_FUNCTION(1, 64)
ROWS_FUNCTION(1, 128)
ROWS_FUNCTION(2, 16)
ROWS_FUNCTION(2, 32)
ROWS_FUNCTION(2, 64)
ROWS_FUNCTION(2, 128)

typedef void (*rows_function)(rows_t *);
static const rows_function ROWS_FUNCTIONS[2][4] = {
    {rows_1_16, rows_1_32, rows_1_64, rows_1_128},
    {rows_2_16, rows_2_32, rows_2_64, rows_2_128},
};

/* How an image is cut. */
typedef struct {
  int32_t out_pairs;    /* of a row, rounded up */
  int32_t column_pairs; /* input pairs that these read */
  int32_t pitch_index;  /* the distance of plane rows is 16 << pitch_index bytes */
  int32_t pitch;        /* the same in words */
  int32_t band;         /* output rows at a time; 0 if not even one fits */
} cut_t;

static cut_t cut_of(const nn_depthwise *v) {
  cut_t cut;
  cut.out_pairs = (v->out_w + 1) >> 1;
  cut.column_pairs = cut.out_pairs * v->stride_w + 1;
  cut.pitch_index = 0;
  while (4 << cut.pitch_index < cut.column_pairs) {
    ++cut.pitch_index;
  }
  cut.pitch = 4 << cut.pitch_index;
  const int32_t of_output_row = v->stride_h * cut.pitch * LANES + cut.out_pairs * 2;
  const int32_t of_first_rows = (FILTER - v->stride_h) * cut.pitch * LANES;
  cut.band = (WORK_BYTES / 4 - of_first_rows) / of_output_row;
  cut.band = nn_min(cut.band, v->out_h);
  return cut;
}

int32_t nn_depthwise_3x3_scratch(int32_t channels) {
  return channels * (int32_t)sizeof(requant_t) + WORK_BYTES;
}

bool nn_depthwise_3x3_applies(const nn_depthwise *v) {
  if (v->k_w != FILTER || v->k_h != FILTER || v->dilation_w != 1 || v->dilation_h != 1 ||
      v->in_c % LANES != 0 || v->stride_w < 1 || v->stride_w > 2 || v->stride_h < 1 ||
      v->stride_h > 2 || v->out_w * v->out_h < OUTPUTS_MIN) {
    return false;
  }
  const cut_t cut = cut_of(v);
  return cut.pitch_index < 4 && cut.band > 0;
}

static inline uint32_t pack_low(uint32_t low, uint32_t high) {
  uint32_t r;
  __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(r) : "r"(low), "r"(high));
  return r;
}

static inline uint32_t pack_high(uint32_t low, uint32_t high) {
  uint32_t r;
  __asm__("pkhtb %0, %1, %2, asr #16" : "=r"(r) : "r"(high), "r"(low));
  return r;
}

/* Sorts one input row of four channels into the planes; src is null above and below the image. */
static void sort_row(const nn_depthwise *v, const cut_t *cut, const int8_t *src, uint32_t *plane,
                     int32_t plane_words, uint32_t offset) {
  uint32_t *p0 = plane;
  uint32_t *p1 = p0 + plane_words;
  uint32_t *p2 = p1 + plane_words;
  uint32_t *p3 = p2 + plane_words;
  const int32_t channels = v->in_c;
  int32_t left = cut->column_pairs;
  int32_t x = -v->pad_w;
  while (left > 0) {
    /* Pairs that lie inside. */
    int32_t inside = src != NULL && x >= 0 ? nn_min((v->in_w - x) >> 1, left) : 0;
    if (inside > 0) {
      const int8_t *pixel = src + x * channels;
      left -= inside;
      x += 2 * inside;
      do {
        const uint32_t u = nn_load_word(pixel);
        const uint32_t w = nn_load_word(pixel + channels);
        pixel += 2 * channels;
        const uint32_t u_even = nn_sxtab16(offset, u);
        const uint32_t u_odd = nn_sxtab16_ror8(offset, u);
        const uint32_t w_even = nn_sxtab16(offset, w);
        const uint32_t w_odd = nn_sxtab16_ror8(offset, w);
        *p0++ = pack_low(u_even, w_even);
        *p1++ = pack_low(u_odd, w_odd);
        *p2++ = pack_high(u_even, w_even);
        *p3++ = pack_high(u_odd, w_odd);
      } while (--inside > 0);
      continue;
    }
    /* A pair across an edge or outside: padding is zero. */
    uint32_t u_even = 0;
    uint32_t u_odd = 0;
    uint32_t w_even = 0;
    uint32_t w_odd = 0;
    if (src != NULL && x >= 0 && x < v->in_w) {
      const uint32_t u = nn_load_word(src + x * channels);
      u_even = nn_sxtab16(offset, u);
      u_odd = nn_sxtab16_ror8(offset, u);
    }
    if (src != NULL && x + 1 >= 0 && x + 1 < v->in_w) {
      const uint32_t w = nn_load_word(src + (x + 1) * channels);
      w_even = nn_sxtab16(offset, w);
      w_odd = nn_sxtab16_ror8(offset, w);
    }
    *p0++ = pack_low(u_even, w_even);
    *p1++ = pack_low(u_odd, w_odd);
    *p2++ = pack_high(u_even, w_even);
    *p3++ = pack_high(u_odd, w_odd);
    x += 2;
    --left;
  }
}

static inline uint32_t pair_of(const int8_t *w, int32_t first, int32_t second, int32_t channels) {
  return pack_low((uint32_t)w[first * channels], (uint32_t)w[second * channels]);
}

static void pack_weights(const nn_depthwise *v, int32_t c, uint32_t packed[6]) {
  const int8_t *w = v->weights + c;
  const int32_t n = v->in_c;
  if (v->stride_w == 1) {
    for (int32_t row = 0; row < FILTER; ++row) {
      packed[2 * row] = pair_of(w, 3 * row, 3 * row + 1, n);
      packed[2 * row + 1] = pair_of(w, 3 * row + 1, 3 * row + 2, n);
    }
  } else {
    for (int32_t row = 0; row < FILTER; ++row) {
      packed[row] = pair_of(w, 3 * row, 3 * row + 1, n);
    }
    packed[3] = pair_of(w, 2, 5, n);
    packed[4] = pair_of(w, 8, 8, n);
    packed[5] = 0;
  }
}

/* Requantises the sums of one channel into the output. */
static void finish_channel(const nn_depthwise *v, const requant_t *q, int32_t c,
                           const int32_t *sums, int32_t rows, int8_t *out) {
  const int32_t channels = v->in_c;
  const int32_t odd = v->out_w & 1;
  const bool full_range = v->low <= INT8_MIN && v->high >= INT8_MAX;
  if (!requant_is_quick(q) || !full_range) {
    for (; rows > 0; --rows, sums += odd) {
      for (int32_t x = v->out_w; x > 0; --x, out += channels) {
        const int32_t sum = *sums++ + q->bias;
        const int32_t value = requant_is_quick(q)
                                  ? nn_requant_quick(sum, q)
                                  : nn_requantise(sum, v->mult[c], v->shift[c]) + v->output_offset;
        *out = (int8_t)nn_clamp(value, v->low, v->high);
      }
    }
    return;
  }
  /* As nn_requant_quick; the addition of the bias carries the doubling. */
  const int32_t doubled_bias = (int32_t)((uint32_t)q->bias << 1);
  const int32_t mult = q->mult;
  const int32_t rounding = q->rounding;
  const int32_t shift = q->shift;
  for (; rows > 0; --rows) {
    for (int32_t pairs = v->out_w >> 1; pairs > 0; --pairs) {
      int32_t a = sums[0];
      int32_t b = sums[1];
      sums += 2;
      a = nn_smmulr(doubled_bias + (int32_t)((uint32_t)a << 1), mult);
      b = nn_smmulr(doubled_bias + (int32_t)((uint32_t)b << 1), mult);
      a += a >> 31;
      b += b >> 31;
      out[0] = (int8_t)nn_ssat8((a + rounding) >> shift);
      out[channels] = (int8_t)nn_ssat8((b + rounding) >> shift);
      out += 2 * channels;
    }
    if (odd != 0) {
      int32_t a = nn_smmulr(doubled_bias + (int32_t)((uint32_t)sums[0] << 1), mult);
      a += a >> 31;
      *out = (int8_t)nn_ssat8((a + rounding) >> shift);
      out += channels;
      sums += 2;
    }
  }
}

void nn_depthwise_3x3(const nn_depthwise *v, const requant_t *table, void *work) {
  const cut_t cut = cut_of(v);
  const int32_t channels = v->in_c;
  const int32_t plane_words = ((cut.band - 1) * v->stride_h + FILTER) * cut.pitch;
  uint32_t *planes = work;
  int32_t *sums = (int32_t *)(planes + LANES * plane_words);
  const rows_function convolve_rows = ROWS_FUNCTIONS[v->stride_w - 1][cut.pitch_index];
  const uint32_t offset = ((uint32_t)v->input_offset & 0xFFFF) | ((uint32_t)v->input_offset << 16);
  for (int32_t y = 0; y < v->out_h; y += cut.band) {
    const int32_t rows = nn_min(cut.band, v->out_h - y);
    const int32_t in_rows = (rows - 1) * v->stride_h + FILTER;
    const int32_t first = y * v->stride_h - v->pad_h;
    for (int32_t c = 0; c < channels; c += LANES) {
      for (int32_t r = 0; r < in_rows; ++r) {
        const int32_t iy = first + r;
        const int8_t *src =
            iy >= 0 && iy < v->in_h ? v->input + iy * v->in_w * channels + c : NULL;
        sort_row(v, &cut, src, planes + r * cut.pitch, plane_words, offset);
      }
      for (int32_t lane = 0; lane < LANES; ++lane) {
        rows_t job;
        job.plane = planes + lane * plane_words;
        job.sums = sums;
        pack_weights(v, c + lane, job.weights);
        job.pairs = cut.out_pairs;
        job.gap = (v->stride_h * cut.pitch - cut.out_pairs * v->stride_w) * 4;
        job.rows = rows;
        convolve_rows(&job);
        finish_channel(v, &table[c + lane], c + lane, sums, rows,
                       v->output + y * v->out_w * channels + c + lane);
      }
    }
  }
}

#endif
