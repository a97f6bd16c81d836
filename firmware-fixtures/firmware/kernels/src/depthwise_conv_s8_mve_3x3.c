/* Depthwise convolution with 3x3 filters for cores with MVE, on a multiple of four channels: a tap
 * is a product of bytes in sixteen channels, widened twice to be summed. Widening takes every other
 * element, so that four sums hold the channels 0, 4, 8, 12; 1, 5, 9, 13; and so on, and narrowing
 * puts them back into order. Where the filter reaches over the edge, its field is copied with
 * padding; the input offset is in the start value of the sums.
 *
 * Scratch: table_t for every sixteen channels, then a field of 9 * channels bytes.
 */
#include "nn_depthwise.h"
#include "nn_mve.h"

#if NN_MVE

#define LANES 16
#define FILTER 3
#define TAPS (FILTER * FILTER)

/* Read from front to back by convolve_run. */
typedef struct {
  int32_t start[LANES]; /* as all words here: channels 0, 4, 8, 12, then 1, 5, 9, 13, ... */
  int8_t weights[TAPS][LANES];
  int32_t mult[LANES];
  int32_t shift[LANES];
} table_t;

_Static_assert(sizeof(table_t) == 336, "convolve_run counts on it");

/* Output pixels next to each other. */
typedef struct {
  const int8_t *corner; /* first tap */
  int32_t step_x;       /* bytes from tap to tap, row to row */
  int32_t step_y;
  const table_t *tables;
  int8_t *out;
  int32_t bytes; /* at a time: the channels of one pixel, or all of the run */
  int32_t offset;
  int32_t turns; /* how many times */
  int32_t step;  /* bytes from pixel to pixel of the input */
  int32_t zero[3];
  int8_t low[LANES];
  int8_t high[LANES];
} run_t;

_Static_assert(offsetof(run_t, low) == 48 && offsetof(run_t, high) == 64,
               "convolve_run knows these offsets");

/* r0 to r8 are the taps, r9 walks through the tables. Sums are in q0 to q3. */
#define TAP(POINTER)                     \
  "vldrb.8 q4, [" POINTER "], #16\n\t"   \
  "vldrb.8 q5, [r9], #16\n\t"            \
  "vmullb.s8 q6, q4, q5\n\t"             \
  "vmullt.s8 q4, q4, q5\n\t"             \
  "vmovlb.s16 q5, q6\n\t"                \
  "vadd.i32 q0, q0, q5\n\t"              \
  "vmovlt.s16 q6, q6\n\t"                \
  "vadd.i32 q2, q2, q6\n\t"              \
  "vmovlb.s16 q5, q4\n\t"                \
  "vadd.i32 q1, q1, q5\n\t"              \
  "vmovlt.s16 q4, q4\n\t"                \
  "vadd.i32 q3, q3, q4\n\t"

#define MULTIPLY(SUM)            \
  "vldrw.32 q4, [r9], #16\n\t"   \
  "vqrdmulh.s32 " SUM ", " SUM ", q4\n\t"

/* As nn_mve_requantise. */
#define SHIFT(SUM)                       \
  "vldrw.32 q4, [r9], #16\n\t"           \
  "vand    q5, " SUM ", q4\n\t"          \
  "vshr.s32 q5, q5, #31\n\t"             \
  "vqadd.s32 " SUM ", " SUM ", q5\n\t"   \
  "vrshl.s32 " SUM ", " SUM ", q4\n\t"

/* Sixteen outputs; REWIND is what r9 does behind a table. The offset is added in 16 bits, where
 * saturation changes nothing that the clamp would leave. */
#define BLOCK(REWIND)                                                                       \
  "vldrw.32 q0, [r9], #16\n\t"                                                              \
  "vldrw.32 q1, [r9], #16\n\t"                                                              \
  "vldrw.32 q2, [r9], #16\n\t"                                                              \
  "vldrw.32 q3, [r9], #16\n\t" TAP("r0") TAP("r1") TAP("r2") TAP("r3") TAP("r4") TAP("r5")  \
      TAP("r6") TAP("r7") TAP("r8") MULTIPLY("q0") MULTIPLY("q1") MULTIPLY("q2")            \
          MULTIPLY("q3") SHIFT("q0") SHIFT("q1") SHIFT("q2") SHIFT("q3")                    \
  REWIND                                                                                    \
  "vqmovnb.s32 q0, q0\n\t"                                                                  \
  "vqmovnt.s32 q0, q2\n\t"                                                                  \
  "vqmovnb.s32 q1, q1\n\t"                                                                  \
  "vqmovnt.s32 q1, q3\n\t"                                                                  \
  "vldrw.32 q4, [r12, #48]\n\t"                                                             \
  "vqadd.s16 q0, q0, r11\n\t"                                                               \
  "vqadd.s16 q1, q1, r11\n\t"                                                               \
  "vldrw.32 q5, [r12, #64]\n\t"                                                             \
  "vqmovnb.s16 q0, q0\n\t"                                                                  \
  "vqmovnt.s16 q0, q1\n\t"                                                                  \
  "vmax.s8 q0, q0, q4\n\t"                                                                  \
  "vmin.s8 q0, q0, q5\n\t"                                                                  \
  "vstrb.8 q0, [r10], #16\n\t"

/* Every turn computes run->bytes outputs; the tables are walked through (one for every sixteen
 * outputs), or there is one and it serves all. The last block of a turn has a multiple of four
 * outputs, so that no lane of 32 bits is half predicated. */
#define CONVOLVE_RUN(NAME, REWIND)                                                      \
  static __attribute__((noinline)) void NAME(run_t *run) {                              \
    register run_t *r12 __asm__("r12") = run;                                           \
    __asm__ volatile(                                                                   \
        ".p2align 2\n"                                                                  \
        "1:\n\t"                                                                        \
        "ldrd    r0, r10, [r12]\n\t"                                                    \
        "ldrd    r11, r9, [r12, #8]\n\t"                                                \
        "add     r1, r0, r10\n\t"                                                       \
        "add     r2, r1, r10\n\t"                                                       \
        "add     r3, r0, r11\n\t"                                                       \
        "add     r4, r1, r11\n\t"                                                       \
        "add     r5, r2, r11\n\t"                                                       \
        "add     r6, r3, r11\n\t"                                                       \
        "add     r7, r4, r11\n\t"                                                       \
        "add     r8, r5, r11\n\t"                                                       \
        "ldrd    r10, lr, [r12, #16]\n\t"                                               \
        "ldr     r11, [r12, #24]\n\t"                                                   \
        "dlstp.8 lr, lr\n"                                                              \
        "2:\n\t" BLOCK(REWIND)                                                          \
        "letp    lr, 2b\n\t"                                                            \
        "ldrd    r0, lr, [r12]\n\t"                                                     \
        "ldrd    r10, r1, [r12, #16]\n\t"                                               \
        "ldrd    r2, r3, [r12, #28]\n\t"                                                \
        "add     r0, r0, r3\n\t"                                                        \
        "add     r10, r10, r1\n\t"                                                      \
        "str     r0, [r12]\n\t"                                                         \
        "str     r10, [r12, #16]\n\t"                                                   \
        "subs    r2, r2, #1\n\t"                                                        \
        "str     r2, [r12, #28]\n\t"                                                    \
        "bne     1b"                                                                    \
        : "+r"(r12)                                                                     \
        :                                                                               \
        : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "lr", "q0", \
          "q1", "q2", "q3", "q4", "q5", "q6", "cc", "memory");                          \
  }

CONVOLVE_RUN(convolve_run, "")
CONVOLVE_RUN(convolve_run_one_table, "sub     r9, r9, #336\n\t")

bool nn_depthwise_3x3_mve_applies(const nn_depthwise *v) {
  return v->k_w == FILTER && v->k_h == FILTER && v->in_c % 4 == 0 && v->dilation_w == 1 &&
         v->dilation_h == 1 && nn_mve_offset_is_byte(v->input_offset) && v->low >= INT8_MIN &&
         v->high <= INT8_MAX && v->output_offset >= -INT8_MAX - 1 &&
         v->output_offset <= INT8_MAX && nn_mve_shifts_right(v->shift, v->in_c);
}

int32_t nn_depthwise_3x3_mve_scratch(int32_t channels) {
  return (channels + LANES - 1) / LANES * (int32_t)sizeof(table_t) + TAPS * channels;
}

/* Four channels from c on, at the lane they belong to. */
static void prepare_four(const nn_depthwise *v, int32_t c, table_t *table, int32_t lane) {
  static const uint32_t apart[] = {0, 16, 32, 48};
  const uint32x4_t offsets = vldrwq_u32(apart);
  const int32_t channels = v->in_c;
  int32x4_t sum = vdupq_n_s32(0);
  const int8_t *w = v->weights + c;
  for (int32_t t = 0; t < TAPS; ++t, w += channels) {
    const int32x4_t four = vldrbq_s32(w);
    sum = vaddq_s32(sum, four);
    vstrbq_s32(&table->weights[t][lane], four);
  }
  const int32x4_t bias = v->bias != NULL ? vldrwq_s32(v->bias + c) : vdupq_n_s32(0);
  const int32_t group = lane / 4;
  vstrwq_scatter_offset_s32(table->start + group, offsets,
                            vmlaq_n_s32(bias, sum, v->input_offset));
  vstrwq_scatter_offset_s32(table->mult + group, offsets, vldrwq_s32(v->mult + c));
  vstrwq_scatter_offset_s32(table->shift + group, offsets, vldrwq_s32(v->shift + c));
}

/* Where sixteen lanes hold a whole number of pixels, they may all be of use. */
static bool fills_lanes(const nn_depthwise *v) {
  return v->stride_w == 1 && (v->in_c == 4 || v->in_c == 8);
}

void nn_depthwise_3x3_mve(const nn_depthwise *v, void *scratch) {
  const int32_t channels = v->in_c;
  table_t *tables = scratch;
  int8_t *field = (int8_t *)(tables + (channels + LANES - 1) / LANES);
  const bool fills = fills_lanes(v);
  const int32_t lanes = fills ? LANES : channels;
  for (int32_t lane = 0; lane < lanes; lane += 4) {
    prepare_four(v, lane % channels, &tables[lane / LANES], lane % LANES);
  }
  const nn_mve_window window = {
      .image = v->input,
      .in_h = v->in_h,
      .in_w = v->in_w,
      .depth = channels,
      .k_h = FILTER,
      .k_w = FILTER,
      .dilation_h = 1,
      .dilation_w = 1,
      .zero_point = -v->input_offset,
  };
  run_t run = {.tables = tables, .offset = v->output_offset, .step = v->stride_w * channels};
  vstrbq_s8(run.low, vdupq_n_s8((int8_t)v->low));
  vstrbq_s8(run.high, vdupq_n_s8((int8_t)v->high));
  /* The columns whose whole field lies inside. */
  const int32_t first = nn_min((v->pad_w + v->stride_w - 1) / v->stride_w, v->out_w);
  const int32_t reach = v->in_w - FILTER + v->pad_w;
  const int32_t end = reach < 0 ? first : nn_clamp(reach / v->stride_w + 1, first, v->out_w);
  int8_t *out = v->output;
  for (int32_t y = 0; y < v->out_h; ++y) {
    const int32_t iy = y * v->stride_h - v->pad_h;
    const bool rows_inside = iy >= 0 && iy + FILTER <= v->in_h;
    int32_t x = 0;
    while (x < v->out_w) {
      const int32_t ix = x * v->stride_w - v->pad_w;
      run.out = out;
      run.turns = 1;
      run.bytes = channels;
      int32_t pixels = 1;
      if (rows_inside && x >= first && x < end) {
        pixels = end - x;
        run.corner = window.image + (iy * v->in_w + ix) * channels;
        run.step_x = channels;
        run.step_y = v->in_w * channels;
        if (fills) {
          run.bytes = pixels * channels;
          convolve_run_one_table(&run);
        } else {
          run.turns = pixels;
          convolve_run(&run);
        }
      } else {
        nn_mve_patch(&window, iy, ix, field);
        run.corner = field;
        run.step_x = channels;
        run.step_y = FILTER * channels;
        convolve_run(&run);
      }
      out += pixels * channels;
      x += pixels;
    }
  }
}

#endif
