/* Fully connected layers for cores with MVE: sixteen inputs against the weights of three rows. The
 * sums of weights, which the input offset is multiplied with, are taken on the way. */
#include "nn_fully_connected.h"
#include "nn_mve.h"

#if NN_MVE

#define ROWS 3
#define SUMS 24 /* rows that are requantised at once: a multiple of ROWS and of four */

/* products[i] = sum of x * w[i], weights[i] = sum of w[i], over depth elements. */
static void multiply_rows(const int8_t *x, const int8_t *const w[ROWS], int32_t depth,
                          int32_t products[ROWS], int32_t weights[ROWS]) {
  const int8_t *w0 = w[0];
  const int8_t *w1 = w[1];
  const int8_t *w2 = w[2];
  int32_t p0 = 0;
  int32_t p1 = 0;
  int32_t p2 = 0;
  int32_t s0 = 0;
  int32_t s1 = 0;
  int32_t s2 = 0;
  __asm__ volatile(
      "wlstp.8 lr, %[n], 2f\n"
      "1:\n\t"
      "vldrb.8 q0, [%[x]], #16\n\t"
      "vldrb.8 q1, [%[w0]], #16\n\t"
      "vmladava.s8 %[p0], q0, q1\n\t"
      "vaddva.s8 %[s0], q1\n\t"
      "vldrb.8 q2, [%[w1]], #16\n\t"
      "vmladava.s8 %[p1], q0, q2\n\t"
      "vaddva.s8 %[s1], q2\n\t"
      "vldrb.8 q3, [%[w2]], #16\n\t"
      "vmladava.s8 %[p2], q0, q3\n\t"
      "vaddva.s8 %[s2], q3\n\t"
      "letp    lr, 1b\n"
      "2:"
      : [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2), [p0] "+Te"(p0), [p1] "+Te"(p1),
        [p2] "+Te"(p2), [s0] "+Te"(s0), [s1] "+Te"(s1), [s2] "+Te"(s2)
      : [n] "r"(depth)
      : "lr", "q0", "q1", "q2", "q3", "memory");
  products[0] = p0;
  products[1] = p1;
  products[2] = p2;
  weights[0] = s0;
  weights[1] = s1;
  weights[2] = s2;
}

void nn_fully_connected_mve(const nn_fully_connected *v) {
  const nn_mve_output output = {v->output_offset, v->low, v->high};
  const int32x4_t mult = vdupq_n_s32(v->mult);
  const int32x4_t shift = vdupq_n_s32(v->shift);
  const int8_t *input = v->input;
  int8_t *out = v->output;
  for (int32_t n = v->batches; n > 0; --n, input += v->depth) {
    /* What filter offset and input offset add to every row. */
    const int32_t common =
        v->filter_offset == 0
            ? 0
            : v->filter_offset * (nn_mve_sum(input, v->depth) + v->depth * v->input_offset);
    for (int32_t first = 0; first < v->rows; first += SUMS) {
      const int32_t count = nn_min(v->rows - first, SUMS);
      int32_t sums[SUMS];
      for (int32_t r = 0; r < count; r += ROWS) {
        const int8_t *w[ROWS];
        for (int32_t i = 0; i < ROWS; ++i) {
          /* Rows that do not exist repeat the last. */
          w[i] = v->weights + (first + nn_min(r + i, count - 1)) * v->depth;
        }
        int32_t weights[ROWS];
        multiply_rows(input, w, v->depth, sums + r, weights);
        for (int32_t i = 0; i < ROWS; ++i) {
          sums[r + i] += common + weights[i] * v->input_offset;
        }
      }
      for (int32_t r = 0; r < count; r += 4, out += 4) {
        const mve_pred16_t p = vctp32q((uint32_t)(count - r));
        int32x4_t sum = vldrwq_z_s32(sums + r, p);
        if (v->bias != NULL) {
          sum = vaddq_s32(sum, vldrwq_z_s32(v->bias + first + r, p));
        }
        vstrbq_p_s32(out, nn_mve_to_output(nn_mve_requantise(sum, mult, shift), &output), p);
      }
      out -= (4 - (count & 3)) & 3;
    }
  }
}

#endif
