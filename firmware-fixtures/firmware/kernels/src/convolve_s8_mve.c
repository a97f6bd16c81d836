/* Convolution for cores with MVE: the receptive fields of three output pixels meet the weights of
 * two output channels, sixteen taps at a time, in six sums. The input offset never meets a tap: it
 * is multiplied with the sum of a channel's weights and added to the bias.
 *
 * Scratch, in this order:
 *   block_t for every CHANNELS channels
 *   patches: the receptive fields of three pixels, for kernels larger than one pixel
 */
#include "nn_convolve.h"
#include "nn_mve.h"

#if NN_MVE

#define PIXELS 3
#define CHANNELS 64 /* of a block: its four parts are then in reach of a constant offset */

typedef struct {
  int32_t start[CHANNELS]; /* bias, and input offset times sum of weights */
  int32_t sums[PIXELS][CHANNELS];
} block_t;

typedef struct {
  const int8_t *x[PIXELS];
  int32_t taps;
  int32_t back; /* from where the weights of a channel end after the loop to the next: <= 0 */
  const int32_t *end; /* of start, for whole pairs of channels */
} job_t;

_Static_assert(offsetof(job_t, x) == 0 && offsetof(job_t, taps) == 12 &&
                   offsetof(job_t, back) == 16 && offsetof(job_t, end) == 20,
               "convolve_pairs knows these offsets");

/* Fills sums for pairs of channels from start to job->end. Sums are in even registers, because
 * VMLADAVA wants it so: r0, r2, r4 of the first channel, r6, r8, r10 of the second. */
static __attribute__((noinline)) void convolve_pairs(const job_t *job, const int8_t *weights,
                                                     int32_t *start) {
  register const job_t *r11 __asm__("r11") = job;
  register const int8_t *r1 __asm__("r1") = weights;
  register int32_t *r12 __asm__("r12") = start;
  __asm__ volatile(
      ".p2align 2\n"
      "1:\n\t"
      "ldrd    r0, r6, [r12]\n\t"
      "ldrd    r5, r7, [r11]\n\t"
      "ldrd    r9, lr, [r11, #8]\n\t"
      "mov     r2, r0\n\t"
      "mov     r4, r0\n\t"
      "mov     r8, r6\n\t"
      "mov     r10, r6\n\t"
      "add     r3, r1, lr\n\t"
      "dlstp.8 lr, lr\n"
      "2:\n\t"
      "vldrb.8 q0, [r1], #16\n\t"
      "vldrb.8 q1, [r5], #16\n\t"
      "vmladava.s8 r0, q0, q1\n\t"
      "vldrb.8 q2, [r7], #16\n\t"
      "vmladava.s8 r2, q0, q2\n\t"
      "vldrb.8 q3, [r9], #16\n\t"
      "vmladava.s8 r4, q0, q3\n\t"
      "vldrb.8 q0, [r3], #16\n\t"
      "vmladava.s8 r6, q0, q1\n\t"
      "vmladava.s8 r8, q0, q2\n\t"
      "vmladava.s8 r10, q0, q3\n\t"
      "letp    lr, 2b\n\t"
      "ldrd    r5, r7, [r11, #16]\n\t"
      "strd    r0, r6, [r12, #256]\n\t"
      "strd    r2, r8, [r12, #512]\n\t"
      "strd    r4, r10, [r12, #768]\n\t"
      "add     r12, r12, #8\n\t"
      "add     r1, r3, r5\n\t"
      "cmp     r12, r7\n\t"
      "bne     1b"
      : "+r"(r1), "+r"(r12)
      : "r"(r11)
      : "r0", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "lr", "q0", "q1", "q2", "q3",
        "cc", "memory");
}

/* The channel of an odd rest: three pixels against its weights. */
static void convolve_last(const job_t *job, const int8_t *weights, int32_t *start) {
  for (int32_t i = 0; i < PIXELS; ++i) {
    const int8_t *w = weights;
    const int8_t *x = job->x[i];
    int32_t sum = *start;
    __asm__ volatile(
        "dlstp.8 lr, %[n]\n"
        "1:\n\t"
        "vldrb.8 q0, [%[w]], #16\n\t"
        "vldrb.8 q1, [%[x]], #16\n\t"
        "vmladava.s8 %[sum], q0, q1\n\t"
        "letp    lr, 1b"
        : [w] "+r"(w), [x] "+r"(x), [sum] "+Te"(sum)
        : [n] "r"(job->taps)
        : "lr", "q0", "q1", "memory");
    start[(i + 1) * CHANNELS] = sum;
  }
}

typedef struct {
  const nn_convolution *v;
  block_t *blocks;
  bool shifts_right;
  nn_mve_output output;
} layer_t;

/* Starts of all channels. */
static void prepare_blocks(const nn_convolution *v, int32_t taps, block_t *blocks) {
  const int8_t *w = v->weights;
  for (int32_t c = 0; c < v->out->c; ++c, w += taps) {
    const int32_t bias = v->bias != NULL ? v->bias[c] : 0;
    blocks[c / CHANNELS].start[c % CHANNELS] =
        (int32_t)((uint32_t)bias +
                  (uint32_t)v->params->input_offset * (uint32_t)nn_mve_sum(w, taps));
  }
}

/* The outputs of up to three pixels that follow each other. */
static void convolve_pixels(const layer_t *layer, job_t *job, int32_t pixels, int8_t *out) {
  const nn_convolution *v = layer->v;
  const int32_t channels = v->out->c;
  const int8_t *weights = v->weights;
  for (int32_t first = 0; first < channels; first += CHANNELS) {
    block_t *block = &layer->blocks[first / CHANNELS];
    const int32_t count = nn_min(channels - first, CHANNELS);
    const int32_t paired = count & ~1;
    if (paired != 0) {
      job->end = block->start + paired;
      convolve_pairs(job, weights, block->start);
    }
    if (paired != count) {
      convolve_last(job, weights + paired * job->taps, block->start + paired);
    }
    weights += count * job->taps;
    const int32_t *mult = v->quant->multiplier + first;
    const int32_t *shift = v->quant->shift + first;
    for (int32_t i = 0; i < pixels; ++i) {
      int8_t *to = out + i * channels + first;
      if (layer->shifts_right) {
        nn_mve_requantise_row(block->sums[i], count, mult, shift, &layer->output, to);
      } else {
        nn_mve_requantise_row_any(block->sums[i], count, mult, shift, &layer->output, to);
      }
    }
  }
}

static int32_t patch_bytes(const cmsis_nn_dims *in, const cmsis_nn_dims *filter) {
  return (filter->h * filter->w * in->c + 3) & ~3;
}

int32_t nn_convolve_mve_scratch(const cmsis_nn_dims *in, const cmsis_nn_dims *filter,
                                const cmsis_nn_dims *out) {
  const int32_t blocks = (out->c + CHANNELS - 1) / CHANNELS;
  return blocks * (int32_t)sizeof(block_t) + PIXELS * patch_bytes(in, filter);
}

void nn_convolve_mve(const nn_convolution *v, void *scratch) {
  const cmsis_nn_conv_params *p = v->params;
  const int32_t taps = v->filter->h * v->filter->w * v->in->c;
  const int32_t blocks = (v->out->c + CHANNELS - 1) / CHANNELS;
  const layer_t layer = {
      .v = v,
      .blocks = scratch,
      .shifts_right = nn_mve_shifts_right(v->quant->shift, v->out->c),
      .output = {p->output_offset, p->activation.min, p->activation.max},
  };
  int8_t *patches = (int8_t *)(layer.blocks + blocks);
  const int32_t patch = patch_bytes(v->in, v->filter);
  prepare_blocks(v, taps, layer.blocks);
  nn_mve_window window = {
      .image = v->input,
      .in_h = v->in->h,
      .in_w = v->in->w,
      .depth = v->in->c,
      .k_h = v->filter->h,
      .k_w = v->filter->w,
      .dilation_h = p->dilation.h,
      .dilation_w = p->dilation.w,
      .zero_point = -p->input_offset,
  };
  const bool in_place = window.k_h == 1 && window.k_w == 1 && p->padding.h == 0 &&
                        p->padding.w == 0;
  job_t job = {.taps = taps, .back = taps - ((taps + 15) & ~15)};
  int8_t *out = v->output;
  for (int32_t n = 0; n < v->in->n; ++n) {
    int32_t pending = 0;
    for (int32_t y = 0; y < v->out->h; ++y) {
      const int32_t iy = y * p->stride.h - p->padding.h;
      int32_t ix = -p->padding.w;
      for (int32_t x = v->out->w; x > 0; --x, ix += p->stride.w) {
        if (in_place) {
          job.x[pending] = window.image + (iy * window.in_w + ix) * taps;
        } else {
          job.x[pending] = patches + pending * patch;
          nn_mve_patch(&window, iy, ix, patches + pending * patch);
        }
        if (++pending == PIXELS) {
          convolve_pixels(&layer, &job, PIXELS, out);
          out += PIXELS * v->out->c;
          pending = 0;
        }
      }
    }
    if (pending != 0) {
      /* Pixels that do not exist repeat one that does; their sums are not used. */
      for (int32_t i = pending; i < PIXELS; ++i) {
        job.x[i] = job.x[0];
      }
      convolve_pixels(&layer, &job, pending, out);
      out += pending * v->out->c;
    }
    window.image += window.in_h * window.in_w * window.depth;
  }
}

#endif
