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
 * overlaps neighbouring loads only; wide encodings keep the fetch aligned. */
#define MAC_BLOCK(W0, W1, X0, X1, X2, X3) \
  "ldr.w   %[u], " W0                     \
  "\n\t"                                  \
  "ldr.w   %[v], " W1                     \
  "\n\t"                                  \
  "ldr.w   %[a], " X0                     \
  "\n\t"                                  \
  "ldr.w   %[b], " X1                     \
  "\n\t"                                  \
  "sxtb16  %[t], %[u]\n\t"                \
  "smlad   %[a00], %[t], %[a], %[a00]\n\t" \
  "smlad   %[a01], %[t], %[b], %[a01]\n\t" \
  "sxtb16  %[t], %[v]\n\t"                \
  "smlad   %[a10], %[t], %[a], %[a10]\n\t" \
  "smlad   %[a11], %[t], %[b], %[a11]\n\t" \
  "ldr.w   %[a], " X2                     \
  "\n\t"                                  \
  "ldr.w   %[b], " X3                     \
  "\n\t"                                  \
  "sxtb16  %[t], %[u], ror #8\n\t"        \
  "smlad   %[a00], %[t], %[a], %[a00]\n\t" \
  "smlad   %[a01], %[t], %[b], %[a01]\n\t" \
  "sxtb16  %[t], %[v], ror #8\n\t"        \
  "smlad   %[a10], %[t], %[a], %[a10]\n\t" \
  "smlad   %[a11], %[t], %[b], %[a11]\n\t"

typedef struct {
  int32_t a00; /* channel 0, pixel 0 */
  int32_t a01; /* channel 0, pixel 1 */
  int32_t a10;
  int32_t a11;
} acc_t;

static inline __attribute__((always_inline)) void mac_blocks(acc_t *acc, const int8_t *w0,
                                                             const int8_t *w1,
                                                             const uint32_t *columns,
                                                             int32_t blocks) {
  int32_t a00 = acc->a00;
  int32_t a01 = acc->a01;
  int32_t a10 = acc->a10;
  int32_t a11 = acc->a11;
  uint32_t u;
  uint32_t v;
  uint32_t a;
  uint32_t b;
  uint32_t t;
  int32_t count = blocks >> 2;
  if (count != 0) {
    __asm__ volatile(
        ".p2align 2\n"
        "1:\n\t"
        MAC_BLOCK("[%[w0]], #16", "[%[w1]], #16", "[%[x]], #64", "[%[x], #-60]", "[%[x], #-56]",
                  "[%[x], #-52]")
        MAC_BLOCK("[%[w0], #-12]", "[%[w1], #-12]", "[%[x], #-48]", "[%[x], #-44]",
                  "[%[x], #-40]", "[%[x], #-36]")
        MAC_BLOCK("[%[w0], #-8]", "[%[w1], #-8]", "[%[x], #-32]", "[%[x], #-28]", "[%[x], #-24]",
                  "[%[x], #-20]")
        MAC_BLOCK("[%[w0], #-4]", "[%[w1], #-4]", "[%[x], #-16]", "[%[x], #-12]", "[%[x], #-8]",
                  "[%[x], #-4]")
        "subs.w  %[n], %[n], #1\n\t"
        "bne.w   1b\n"
        : [a00] "+r"(a00), [a01] "+r"(a01), [a10] "+r"(a10), [a11] "+r"(a11), [w0] "+r"(w0),
          [w1] "+r"(w1), [x] "+r"(columns), [n] "+r"(count), [u] "=&r"(u), [v] "=&r"(v),
          [a] "=&r"(a), [b] "=&r"(b), [t] "=&r"(t)
        :
        : "cc", "memory");
  }
  count = blocks & 3;
  if (count != 0) {
    __asm__ volatile(
        ".p2align 2\n"
        "1:\n\t"
        MAC_BLOCK("[%[w0]], #4", "[%[w1]], #4", "[%[x]], #16", "[%[x], #-12]", "[%[x], #-8]",
                  "[%[x], #-4]")
        "subs.w  %[n], %[n], #1\n\t"
        "bne.w   1b\n"
        : [a00] "+r"(a00), [a01] "+r"(a01), [a10] "+r"(a10), [a11] "+r"(a11), [w0] "+r"(w0),
          [w1] "+r"(w1), [x] "+r"(columns), [n] "+r"(count), [u] "=&r"(u), [v] "=&r"(v),
          [a] "=&r"(a), [b] "=&r"(b), [t] "=&r"(t)
        :
        : "cc", "memory");
  }
  acc->a00 = a00;
  acc->a01 = a01;
  acc->a10 = a10;
  acc->a11 = a11;
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

static void mac_row_end(acc_t *acc, const int8_t *w0, const int8_t *w1, const uint32_t *columns,
                        int32_t count) {
  const uint32_t u = row_end(w0, count);
  const uint32_t v = row_end(w1, count);
  uint32_t t = nn_sxtb16(u);
  acc->a00 = nn_smlad(t, columns[0], acc->a00);
  acc->a01 = nn_smlad(t, columns[1], acc->a01);
  t = nn_sxtb16(v);
  acc->a10 = nn_smlad(t, columns[0], acc->a10);
  acc->a11 = nn_smlad(t, columns[1], acc->a11);
  t = nn_sxtb16_ror8(u);
  acc->a00 = nn_smlad(t, columns[2], acc->a00);
  acc->a01 = nn_smlad(t, columns[3], acc->a01);
  t = nn_sxtb16_ror8(v);
  acc->a10 = nn_smlad(t, columns[2], acc->a10);
  acc->a11 = nn_smlad(t, columns[3], acc->a11);
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

/* Multiplies the columns with all weights; writes one or two pixels. */
static void multiply(const nn_convolution *v, const layout_t *layout, const requant_t *table,
                     bool quick, const int8_t *weights, const uint32_t *columns, int8_t *out,
                     bool two) {
  const int32_t channels = v->out->c;
  const int32_t ragged = layout->packed != 0 ? 0 : layout->taps & 3;
  const int32_t stride = layout->packed != 0 ? layout->blocks * 4 : layout->taps;
  const int32_t blocks = ragged != 0 ? layout->blocks - 1 : layout->blocks;
  const int32_t low = v->params->activation.min;
  const int32_t high = v->params->activation.max;
  const bool full_range = low <= INT8_MIN && high >= INT8_MAX;
  /* A single last pixel computes the stale second column too and overwrites nothing with it. */
  int8_t *second = two ? out + channels : out;
  for (int32_t c = 0; c < channels; c += 2) {
    const bool pair = c + 1 < channels;
    const requant_t *q0 = table + c;
    const requant_t *q1 = pair ? q0 + 1 : q0;
    const int8_t *w1 = pair ? weights + stride : weights;
    acc_t acc = {q0->bias, q0->bias, q1->bias, q1->bias};
    mac_blocks(&acc, weights, w1, columns, blocks);
    if (ragged != 0) {
      mac_row_end(&acc, weights + blocks * 4, w1 + blocks * 4, columns + blocks * 4, ragged);
    }
    weights += 2 * stride;
    if (quick) {
      acc.a00 = nn_ssat8(nn_requant_quick(acc.a00, q0));
      acc.a01 = nn_ssat8(nn_requant_quick(acc.a01, q0));
      acc.a10 = nn_ssat8(nn_requant_quick(acc.a10, q1));
      acc.a11 = nn_ssat8(nn_requant_quick(acc.a11, q1));
    } else {
      const int32_t *m = v->quant->multiplier + c;
      const int32_t *s = v->quant->shift + c;
      const int32_t last = pair ? 1 : 0;
      const int32_t offset = v->params->output_offset;
      acc.a00 = nn_ssat8(nn_requantise(acc.a00, m[0], s[0]) + offset);
      acc.a01 = nn_ssat8(nn_requantise(acc.a01, m[0], s[0]) + offset);
      acc.a10 = nn_ssat8(nn_requantise(acc.a10, m[last], s[last]) + offset);
      acc.a11 = nn_ssat8(nn_requantise(acc.a11, m[last], s[last]) + offset);
    }
    if (!full_range) {
      acc.a00 = nn_clamp(acc.a00, low, high);
      acc.a01 = nn_clamp(acc.a01, low, high);
      acc.a10 = nn_clamp(acc.a10, low, high);
      acc.a11 = nn_clamp(acc.a11, low, high);
    }
    if (two) {
      second[c] = (int8_t)acc.a01;
      if (pair) {
        second[c + 1] = (int8_t)acc.a11;
      }
    }
    out[c] = (int8_t)acc.a00;
    if (pair) {
      out[c + 1] = (int8_t)acc.a10;
    }
  }
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
  /* |weight| <= 128, |input + offset| <= 255 + |offset - 128| at most. */
  const int32_t offset = v->params->input_offset;
  const int64_t widest = 128 + (offset < 0 ? -offset : offset);
  const bool quick = requant_table_prepare(
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
  int8_t *out = v->output;
  for (int32_t pixels = v->in->n * v->out->h * v->out->w; pixels > 0; pixels -= 2) {
    const bool two = pixels > 1;
    gather(&walk, columns);
    if (two) {
      gather(&walk, columns + 1);
    }
    multiply(v, &layout, table, quick, weights, columns, out, two);
    out += 2 * channels;
  }
}

#endif
