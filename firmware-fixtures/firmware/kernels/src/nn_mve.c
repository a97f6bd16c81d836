#include "nn_mve.h"

#if NN_MVE

bool nn_mve_shifts_right(const int32_t *shift, int32_t channels) {
  for (int32_t c = 0; c < channels; ++c) {
    if (shift[c] > 0) {
      return false;
    }
  }
  return true;
}

void nn_mve_requantise_row(const int32_t *sums, int32_t count, const int32_t *mult,
                           const int32_t *shift, const nn_mve_output *o, int8_t *out) {
  __asm__ volatile(
      "vdup.32  q3, %[low]\n\t"
      "vdup.32  q4, %[high]\n\t"
      "dlstp.32 lr, %[n]\n"
      "1:\n\t"
      "vldrw.32 q0, [%[sums]], #16\n\t"
      "vldrw.32 q1, [%[mult]], #16\n\t"
      "vqrdmulh.s32 q0, q0, q1\n\t"
      "vldrw.32 q1, [%[shift]], #16\n\t"
      "vand     q2, q0, q1\n\t"
      "vshr.s32 q2, q2, #31\n\t"
      "vqadd.s32 q0, q0, q2\n\t"
      "vrshl.s32 q0, q0, q1\n\t"
      "vadd.i32 q0, q0, %[offset]\n\t"
      "vmax.s32 q0, q0, q3\n\t"
      "vmin.s32 q0, q0, q4\n\t"
      "vstrb.32 q0, [%[out]], #4\n\t"
      "letp     lr, 1b"
      : [sums] "+r"(sums), [mult] "+r"(mult), [shift] "+r"(shift), [out] "+l"(out) /* a narrowing store takes a low register */
      : [n] "r"(count), [offset] "r"(o->offset), [low] "r"(o->low), [high] "r"(o->high)
      : "lr", "q0", "q1", "q2", "q3", "q4", "memory");
}

void nn_mve_requantise_row_any(const int32_t *sums, int32_t count, const int32_t *mult,
                               const int32_t *shift, const nn_mve_output *o, int8_t *out) {
  for (; count > 0; count -= 4, sums += 4, mult += 4, shift += 4, out += 4) {
    const mve_pred16_t p = vctp32q((uint32_t)count);
    const int32x4_t x =
        nn_mve_requantise(vldrwq_z_s32(sums, p), vldrwq_z_s32(mult, p), vldrwq_z_s32(shift, p));
    vstrbq_p_s32(out, nn_mve_to_output(x, o), p);
  }
}

void nn_mve_patch(const nn_mve_window *v, int32_t y, int32_t x, int8_t *patch) {
  const int32_t row_bytes = v->k_w * v->depth;
  if (v->dilation_w != 1) {
    for (int32_t ky = 0; ky < v->k_h; ++ky, y += v->dilation_h) {
      for (int32_t kx = 0, ix = x; kx < v->k_w; ++kx, ix += v->dilation_w) {
        if (y >= 0 && y < v->in_h && ix >= 0 && ix < v->in_w) {
          nn_mve_copy(patch, v->image + (y * v->in_w + ix) * v->depth, v->depth);
        } else {
          nn_mve_fill(patch, v->zero_point, v->depth);
        }
        patch += v->depth;
      }
    }
    return;
  }
  /* Of each row of the window, what lies left of the image, inside and right of it. */
  const int32_t left = nn_clamp(-x, 0, v->k_w) * v->depth;
  const int32_t right = nn_clamp(x + v->k_w - v->in_w, 0, v->k_w) * v->depth;
  const int32_t inside = row_bytes - left - right;
  const int8_t *from = v->image + (y * v->in_w + x) * v->depth + left;
  for (int32_t ky = v->k_h; ky > 0; --ky, y += v->dilation_h) {
    if (y < 0 || y >= v->in_h || inside <= 0) {
      nn_mve_fill(patch, v->zero_point, row_bytes);
    } else {
      if (left != 0) {
        nn_mve_fill(patch, v->zero_point, left);
      }
      nn_mve_copy(patch + left, from, inside);
      if (right != 0) {
        nn_mve_fill(patch + row_bytes - right, v->zero_point, right);
      }
    }
    patch += row_bytes;
    from += v->dilation_h * v->in_w * v->depth;
  }
}

#endif
