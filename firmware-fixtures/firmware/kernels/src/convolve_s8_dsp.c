/* Convolution for cores with the DSP extension: two output pixels times two output channels are
 * kept in registers and fed by SMLAD.
 *
 * Scratch, in this order:
 *   requant_t[channels]
 *   columns: the receptive fields of two pixels, widened to 16 bit with the input offset added.
 *            Four inputs of both pixels form a block of four words, in the order in which SXTB16
 *            widens the weights: {0,2} of pixel 0, {0,2} of pixel 1, {1,3} of pixel 0, {1,3} of
 *            pixel 1. The last block is filled up; its surplus meets zero weights.
 *   patch:   one receptive field in 8 bit, for depths that are no multiple of four
 *   packed:  the weights with rows filled up to whole words, where rows are ragged and short
 */
#include "nn_convolve.h"

#if NN_DSP

/* Repacking pays off for the few weights of a first layer; larger ragged rows are read in place. */
#define PACKED_BYTES_MAX 1024

typedef struct {
  int32_t taps;    /* inputs of one output value */
  int32_t blocks;  /* taps / 4, rounded up */
  int32_t columns; /* bytes */
  int32_t patch;   /* bytes, 0 if not needed */
  int32_t packed;  /* bytes, 0 if not needed */
} layout_t;

static layout_t layout_of(const cmsis_nn_dims *in, const cmsis_nn_dims *filter,
                          const cmsis_nn_dims *out) {
  layout_t l;
  l.taps = filter->h * filter->w * in->c;
  l.blocks = (l.taps + 3) >> 2;
  l.columns = l.blocks * 16;
  l.patch = (in->c & 3) != 0 ? l.blocks * 4 : 0;
  l.packed = (l.taps & 3) != 0 && out->c * l.blocks * 4 <= PACKED_BYTES_MAX
                 ? out->c * l.blocks * 4
                 : 0;
  return l;
}

int32_t nn_convolve_dsp_scratch(const cmsis_nn_dims *in, const cmsis_nn_dims *filter,
                                const cmsis_nn_dims *out) {
  const layout_t l = layout_of(in, filter, out);
  return out->c * (int32_t)sizeof(requant_t) + l.columns + l.patch + l.packed;
}

/* One block: the weights of both channels meet both pixels. Loads stand together because the core
 * overlaps neighbouring loads only; wide encodings keep the fetch aligned. Registers: r1 columns,
 * r2 and r3 the two rows of weights, r4..r7 the sums of channel 0 (pixels 0, 1) and channel 1. */
#define MAC_BLOCK(W0, W1, X0, X1, X2, X3) \
  "ldr.w   r9, " W0 "\n\t"               \
  "ldr.w   r10, " W1 "\n\t"              \
  "ldr.w   r11, " X0 "\n\t"              \
  "ldr.w   r12, " X1 "\n\t"              \
  "sxtb16  lr, r9\n\t"                   \
  "smlad   r4, lr, r11, r4\n\t"          \
  "smlad   r5, lr, r12, r5\n\t"          \
  "sxtb16  lr, r10\n\t"                  \
  "smlad   r6, lr, r11, r6\n\t"          \
  "smlad   r7, lr, r12, r7\n\t"          \
  "ldr.w   r11, " X2 "\n\t"              \
  "ldr.w   r12, " X3 "\n\t"              \
  "sxtb16  lr, r9, ror #8\n\t"           \
  "smlad   r4, lr, r11, r4\n\t"          \
  "smlad   r5, lr, r12, r5\n\t"          \
  "sxtb16  lr, r10, ror #8\n\t"          \
  "smlad   r6, lr, r11, r6\n\t"          \
  "smlad   r7, lr, r12, r7\n\t"

/* As nn_requant_quick, with the parameters in registers; saturates to 8 bit. */
#define REQUANT(ACC, MULT, ROUNDING, SHIFT)  \
  "lsl.w   " ACC ", " ACC ", #1\n\t"          \
  "smmulr  " ACC ", " ACC ", " MULT "\n\t"    \
  "add.w   " ACC ", " ACC ", " ACC ", asr #31\n\t" \
  "add.w   " ACC ", " ACC ", " ROUNDING "\n\t" \
  "asr.w   " ACC ", " ACC ", " SHIFT "\n\t"   \
  "ssat    " ACC ", #8, " ACC "\n\t"

#define CLAMP(ACC, LOW, HIGH)   \
  "cmp     " ACC ", " LOW "\n\t" \
  "it      lt\n\t"              \
  "movlt   " ACC ", " LOW "\n\t" \
  "cmp     " ACC ", " HIGH "\n\t" \
  "it      gt\n\t"              \
  "movgt   " ACC ", " HIGH "\n\t"

/* The operands of multiply_pairs, which needs every register and steps through them in memory. */
typedef struct {
  const requant_t *table;  /* 0: of the next channel */
  const uint32_t *columns; /* 4 */
  const int8_t *weights;   /* 8: of the next channel */
  int32_t row;             /* 12: bytes from one channel's weights to the next */
  int32_t quads;           /* 16: blocks / 4 */
  int32_t rest;            /* 20: blocks % 4 */
  int8_t *out;             /* 24: pixel 0 */
  int32_t second;          /* 28: bytes from pixel 0 to pixel 1; 0 drops pixel 1 */
  int32_t pairs;           /* 32: channels / 2, at least 1 */
  int32_t narrow;          /* 36: whether the clamp is narrower than 8 bit */
  int32_t low;             /* 40 */
  int32_t high;            /* 44 */
} pairs_t;

_Static_assert(offsetof(pairs_t, high) == 44 && sizeof(requant_t) == 16, "offsets used below");

/* Two pixels times 2 * pairs channels, for quick requantisation and rows of whole words. */
static __attribute__((noinline)) void multiply_pairs(pairs_t *operands) {
  register pairs_t *job __asm__("r0") = operands;
  __asm__ volatile(
      "1:\n\t"
      "ldr.w   r9, [r0, #0]\n\t"
      "ldr.w   r2, [r0, #8]\n\t"
      "ldr.w   r3, [r0, #12]\n\t"
      "ldr.w   r8, [r0, #16]\n\t"
      "ldr.w   r1, [r0, #4]\n\t"
      "ldr.w   r4, [r9, #0]\n\t"
      "ldr.w   r6, [r9, #16]\n\t"
      "add.w   r3, r3, r2\n\t"
      "mov     r5, r4\n\t"
      "mov     r7, r6\n\t"
      "cmp     r8, #0\n\t"
      "beq     3f\n\t"
      ".p2align 2\n"
      "2:\n\t"
      MAC_BLOCK("[r2], #16", "[r3], #16", "[r1], #64", "[r1, #-60]", "[r1, #-56]", "[r1, #-52]")
      MAC_BLOCK("[r2, #-12]", "[r3, #-12]", "[r1, #-48]", "[r1, #-44]", "[r1, #-40]", "[r1, #-36]")
      MAC_BLOCK("[r2, #-8]", "[r3, #-8]", "[r1, #-32]", "[r1, #-28]", "[r1, #-24]", "[r1, #-20]")
      MAC_BLOCK("[r2, #-4]", "[r3, #-4]", "[r1, #-16]", "[r1, #-12]", "[r1, #-8]", "[r1, #-4]")
      "subs.w  r8, r8, #1\n\t"
      "bne.w   2b\n"
      "3:\n\t"
      "ldr.w   r8, [r0, #20]\n\t"
      "cmp     r8, #0\n\t"
      "beq     5f\n\t"
      ".p2align 2\n"
      "4:\n\t"
      MAC_BLOCK("[r2], #4", "[r3], #4", "[r1], #16", "[r1, #-12]", "[r1, #-8]", "[r1, #-4]")
      "subs.w  r8, r8, #1\n\t"
      "bne.w   4b\n"
      "5:\n\t"
      "str.w   r3, [r0, #8]\n\t"
      "ldr.w   r9, [r0, #0]\n\t"
      "ldr.w   r3, [r0, #36]\n\t"
      "ldr.w   r1, [r9, #4]\n\t"
      "ldr.w   r2, [r9, #8]\n\t"
      "ldr.w   r8, [r9, #12]\n\t"
      "ldr.w   r10, [r9, #20]\n\t"
      "ldr.w   r11, [r9, #24]\n\t"
      "ldr.w   r12, [r9, #28]\n\t"
      "add.w   r9, r9, #32\n\t"
      "str.w   r9, [r0, #0]\n\t"
      REQUANT("r4", "r1", "r2", "r8")
      REQUANT("r5", "r1", "r2", "r8")
      REQUANT("r6", "r10", "r11", "r12")
      REQUANT("r7", "r10", "r11", "r12")
      "cbz     r3, 6f\n\t"
      "ldr.w   r1, [r0, #40]\n\t"
      "ldr.w   r2, [r0, #44]\n\t"
      CLAMP("r4", "r1", "r2")
      CLAMP("r5", "r1", "r2")
      CLAMP("r6", "r1", "r2")
      CLAMP("r7", "r1", "r2")
      "6:\n\t"
      "ldr.w   r9, [r0, #24]\n\t"
      "ldr.w   r1, [r0, #28]\n\t"
      "ldr.w   r8, [r0, #32]\n\t"
      "add.w   r1, r1, r9\n\t"
      "strb.w  r5, [r1, #0]\n\t"
      "strb.w  r7, [r1, #1]\n\t"
      "strb.w  r6, [r9, #1]\n\t"
      "strb.w  r4, [r9], #2\n\t"
      "str.w   r9, [r0, #24]\n\t"
      "subs.w  r8, r8, #1\n\t"
      "str.w   r8, [r0, #32]\n\t"
      "bne.w   1b\n"
      : "+r"(job)
      :
      : "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "lr", "cc",
        "memory");
}

/* The 1..3 weights behind the last whole word of a row, without reading past the row. */
static inline uint32_t row_end(const int8_t *w, int32_t count) {
  uint32_t v = (uint8_t)w[0];
  if (count > 1) {
    v |= (uint32_t)(uint8_t)w[1] << 8;
  }
  if (count > 2) {
    v |= (uint32_t)(uint8_t)w[2] << 16;
  }
  return v;
}

typedef struct {
  int32_t a0; /* pixel 0 */
  int32_t a1; /* pixel 1 */
} acc_t;

static inline void mac_word(acc_t *acc, uint32_t w, const uint32_t *columns) {
  const uint32_t even = nn_sxtb16(w);
  const uint32_t odd = nn_sxtb16_ror8(w);
  acc->a0 = nn_smlad(even, columns[0], acc->a0);
  acc->a1 = nn_smlad(even, columns[1], acc->a1);
  acc->a0 = nn_smlad(odd, columns[2], acc->a0);
  acc->a1 = nn_smlad(odd, columns[3], acc->a1);
}

/* Widens whole words of 8-bit inputs into every second word pair of a column; returns its end. */
static inline uint32_t *widen(uint32_t *column, const int8_t *src, int32_t words, uint32_t offset) {
  int32_t pairs = words >> 1;
  while (pairs-- > 0) {
    const uint32_t u = nn_load_word(src);
    const uint32_t v = nn_load_word(src + 4);
    src += 8;
    column[0] = nn_sxtab16(offset, u);
    column[2] = nn_sxtab16_ror8(offset, u);
    column[4] = nn_sxtab16(offset, v);
    column[6] = nn_sxtab16_ror8(offset, v);
    column += 8;
  }
  if ((words & 1) != 0) {
    const uint32_t u = nn_load_word(src);
    column[0] = nn_sxtab16(offset, u);
    column[2] = nn_sxtab16_ror8(offset, u);
    column += 4;
  }
  return column;
}

/* Padding: the input's zero point, which is zero once the offset is added. */
static inline uint32_t *widen_padding(uint32_t *column, int32_t words) {
  while (words-- > 0) {
    column[0] = 0;
    column[2] = 0;
    column += 4;
  }
  return column;
}

static inline int8_t *copy_bytes(int8_t *dst, const int8_t *src, int32_t count) {
  while (count >= 4) {
    nn_store_word(dst, nn_load_word(src));
    dst += 4;
    src += 4;
    count -= 4;
  }
  while (count-- > 0) {
    *dst++ = *src++;
  }
  return dst;
}

static inline int8_t *fill_bytes(int8_t *dst, int8_t value, int32_t count) {
  while (count-- > 0) {
    *dst++ = value;
  }
  return dst;
}

typedef struct {
  const nn_convolution *v;
  layout_t layout;
  int8_t *patch;
  const int8_t *image;
  uint32_t offset; /* the input offset in both halves */
  int32_t y;       /* next output pixel */
  int32_t x;
} walk_t;

/* Where a row of the filter meets the image: taps [first, end) are inside. */
typedef struct {
  int32_t first;
  int32_t end;
} span_t;

static inline span_t inside(int32_t origin, int32_t step, int32_t taps, int32_t extent) {
  span_t s = {0, taps};
  while (s.first < taps && origin + s.first * step < 0) {
    ++s.first;
  }
  while (s.end > s.first && origin + (s.end - 1) * step >= extent) {
    --s.end;
  }
  return s;
}

/* Writes the receptive field of the next pixel into its half of the columns and steps on. */
static void gather(walk_t *walk, uint32_t *column) {
  const nn_convolution *v = walk->v;
  const cmsis_nn_conv_params *p = v->params;
  const int32_t depth = v->in->c;
  const int32_t y0 = walk->y * p->stride.h - p->padding.h;
  const int32_t x0 = walk->x * p->stride.w - p->padding.w;
  const int32_t k_w = v->filter->w;
  const span_t sx = inside(x0, p->dilation.w, k_w, v->in->w);
  if (walk->layout.patch == 0) {
    const int32_t words = depth >> 2;
    for (int32_t ky = 0; ky < v->filter->h; ++ky) {
      const int32_t iy = y0 + ky * p->dilation.h;
      if (iy < 0 || iy >= v->in->h) {
        column = widen_padding(column, k_w * words);
        continue;
      }
      const int8_t *src = walk->image + (iy * v->in->w + x0 + sx.first * p->dilation.w) * depth;
      column = widen_padding(column, sx.first * words);
      if (p->dilation.w == 1) {
        column = widen(column, src, (sx.end - sx.first) * words, walk->offset);
      } else {
        for (int32_t kx = sx.first; kx < sx.end; ++kx) {
          column = widen(column, src, words, walk->offset);
          src += p->dilation.w * depth;
        }
      }
      column = widen_padding(column, (k_w - sx.end) * words);
    }
  } else {
    const int8_t zero = (int8_t)-p->input_offset;
    int8_t *dst = walk->patch;
    for (int32_t ky = 0; ky < v->filter->h; ++ky) {
      const int32_t iy = y0 + ky * p->dilation.h;
      if (iy < 0 || iy >= v->in->h) {
        dst = fill_bytes(dst, zero, k_w * depth);
        continue;
      }
      const int8_t *src = walk->image + (iy * v->in->w + x0 + sx.first * p->dilation.w) * depth;
      dst = fill_bytes(dst, zero, sx.first * depth);
      if (p->dilation.w == 1) {
        dst = copy_bytes(dst, src, (sx.end - sx.first) * depth);
      } else {
        for (int32_t kx = sx.first; kx < sx.end; ++kx) {
          dst = copy_bytes(dst, src, depth);
          src += p->dilation.w * depth;
        }
      }
      dst = fill_bytes(dst, zero, (k_w - sx.end) * depth);
    }
    widen(column, walk->patch, walk->layout.blocks, walk->offset);
  }
  if (++walk->x == v->out->w) {
    walk->x = 0;
    if (++walk->y == v->out->h) {
      walk->y = 0;
      walk->image += v->in->h * v->in->w * depth;
    }
  }
}

/* How the weights are read: in place or packed. */
typedef struct {
  const int8_t *weights;
  int32_t row;    /* bytes from one channel to the next */
  int32_t words;  /* whole words of a row */
  int32_t ragged; /* bytes behind them */
} rows_t;

/* Multiplies the columns with the weights of channels [first, end) one by one: whatever
 * multiply_pairs does not take. */
static void multiply_single(const nn_convolution *v, const rows_t *rows, const requant_t *table,
                            int32_t first, int32_t end, const uint32_t *columns, int8_t *out,
                            int32_t second) {
  const int32_t low = v->params->activation.min;
  const int32_t high = v->params->activation.max;
  for (int32_t c = first; c < end; ++c) {
    const int8_t *w = rows->weights + c * rows->row;
    const uint32_t *x = columns;
    acc_t acc = {table[c].bias, table[c].bias};
    for (int32_t i = rows->words; i > 0; --i) {
      mac_word(&acc, nn_load_word(w), x);
      w += 4;
      x += 4;
    }
    if (rows->ragged != 0) {
      mac_word(&acc, row_end(w, rows->ragged), x);
    }
    if (requant_is_quick(&table[c])) {
      acc.a0 = nn_requant_quick(acc.a0, &table[c]);
      acc.a1 = nn_requant_quick(acc.a1, &table[c]);
    } else {
      const int32_t mult = v->quant->multiplier[c];
      const int32_t shift = v->quant->shift[c];
      acc.a0 = nn_requantise(acc.a0, mult, shift) + v->params->output_offset;
      acc.a1 = nn_requantise(acc.a1, mult, shift) + v->params->output_offset;
    }
    out[c + second] = (int8_t)nn_clamp(acc.a1, low, high);
    out[c] = (int8_t)nn_clamp(acc.a0, low, high);
  }
}

/* End of the longest run of channel pairs from first on that all are quick. */
static int32_t quick_run(const requant_t *table, int32_t first, int32_t channels) {
  int32_t c = first;
  while (c + 1 < channels && requant_is_quick(&table[c]) && requant_is_quick(&table[c + 1])) {
    c += 2;
  }
  return c;
}

void nn_convolve_dsp(const nn_convolution *v, void *scratch) {
  const int32_t channels = v->out->c;
  const layout_t layout = layout_of(v->in, v->filter, v->out);
  requant_t *table = scratch;
  uint32_t *columns = (uint32_t *)(table + channels);
  int8_t *patch = (int8_t *)columns + layout.columns;
  int8_t *packed = patch + layout.patch;

  const int8_t *weights = v->weights;
  if (layout.packed != 0) {
    int8_t *dst = packed;
    for (int32_t c = 0; c < channels; ++c) {
      dst = copy_bytes(dst, v->weights + c * layout.taps, layout.taps);
      dst = fill_bytes(dst, 0, layout.blocks * 4 - layout.taps);
    }
    weights = packed;
  }
  /* |weight| <= 128 and |input + offset| <= 128 + |offset|. */
  const int32_t offset = v->params->input_offset;
  const int64_t widest = 128 + (offset < 0 ? -offset : offset);
  const bool all_quick = requant_table_prepare(
      table, channels, v->bias, v->quant->multiplier, v->quant->shift,
      layout.taps * 128 * widest, v->params->output_offset, v->params->activation.min,
      v->params->activation.max);

  walk_t walk = {
      .v = v,
      .layout = layout,
      .patch = patch,
      .image = v->input,
      .offset = ((uint32_t)offset & 0xFFFF) | ((uint32_t)offset << 16),
      .y = 0,
      .x = 0,
  };
  fill_bytes(patch, 0, layout.patch);
  const bool packed_rows = layout.packed != 0;
  const rows_t rows = {
      .weights = weights,
      .row = packed_rows ? layout.blocks * 4 : layout.taps,
      .words = packed_rows ? layout.blocks : layout.taps >> 2,
      .ragged = packed_rows ? 0 : layout.taps & 3,
  };
  const int32_t low = v->params->activation.min;
  const int32_t high = v->params->activation.max;
  int8_t *out = v->output;
  for (int32_t pixels = v->in->n * v->out->h * v->out->w; pixels > 0; pixels -= 2) {
    /* A single last pixel is multiplied together with a stale column, which is dropped. */
    const int32_t second = pixels > 1 ? channels : 0;
    gather(&walk, columns);
    if (second != 0) {
      gather(&walk, columns + 1);
    }
    int32_t c = 0;
    while (c < channels) {
      const int32_t first = c;
      c = rows.ragged != 0 ? first : all_quick ? channels & ~1 : quick_run(table, first, channels);
      if (c > first) {
        pairs_t operands = {
            .table = table + first,
            .columns = columns,
            .weights = weights + first * rows.row,
            .row = rows.row,
            .quads = rows.words >> 2,
            .rest = rows.words & 3,
            .out = out + first,
            .second = second,
            .pairs = (c - first) >> 1,
            .narrow = low > INT8_MIN || high < INT8_MAX,
            .low = low,
            .high = high,
        };
        multiply_pairs(&operands);
      }
      const int32_t end = rows.ragged != 0 || all_quick ? channels : nn_min(c + 2, channels);
      multiply_single(v, &rows, table, c, end, columns, out, second);
      c = end;
    }
    out += 2 * channels;
  }
}

#endif
