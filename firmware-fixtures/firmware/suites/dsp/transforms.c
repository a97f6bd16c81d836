/* Fourier transforms, forward and back. */
#include <math.h>

#include "dsp.h"

/* Inputs are scaled down as the fixed-point transforms want headroom. */
#define COMPLEX(T, points)                                                                  \
  do {                                                                                      \
    arm_cfft_instance_##T s;                                                                \
    dsp_clear();                                                                            \
    (void)arm_cfft_init_##points##_##T(&s);                                                 \
    for (int i = 0; i < 2 * (points); i++) {                                                \
      out.T[i] = a_##T[i];                                                                  \
    }                                                                                       \
    arm_cfft_##T(&s, out.T, 0, 1);                                                          \
    PRINT(arm_cfft_##points##_##T, T, out.T, 2 * (points));                                 \
    arm_cfft_##T(&s, out.T, 1, 1);                                                          \
    PRINT(arm_cfft_##points##_inverse_##T, T, out.T, 2 * (points));                         \
  } while (0)

static void require_near(const char* what, const float32_t* x, const float32_t* y, int count) {
  for (int i = 0; i < count; i++) {
    dsp_require(what, fabsf(x[i] - y[i]) < 2e-6f);
  }
}

static void complex_transforms(void) {
  COMPLEX(f32, 64);
  require_near("the inverse of arm_cfft_f32 with 64 points gives the input", out.f32, a_f32, 128);
  COMPLEX(f32, 128);
  COMPLEX(f32, 256);
  require_near("the inverse of arm_cfft_f32 with 256 points gives the input", out.f32, a_f32, 512);
  COMPLEX(f64, 64);
  COMPLEX(q31, 64);
  COMPLEX(q31, 128);
  COMPLEX(q15, 64);
  COMPLEX(q15, 256);
}

#define REAL(T, points)                                                        \
  do {                                                                         \
    arm_rfft_instance_##T s;                                                   \
    dsp_clear();                                                               \
    (void)arm_rfft_init_##points##_##T(&s, 0, 1);                              \
    for (int i = 0; i < (points); i++) {                                       \
      work.T[i] = a_##T[i];                                                    \
    }                                                                          \
    arm_rfft_##T(&s, work.T, out.T);                                           \
    PRINT(arm_rfft_##points##_##T, T, out.T, (points));                        \
  } while (0)

static void real_transforms(void) {
  arm_rfft_fast_instance_f32 s;
  dsp_clear();
  (void)arm_rfft_fast_init_256_f32(&s);
  arm_copy_f32(a_f32, work.f32, 256);
  arm_rfft_fast_f32(&s, work.f32, out.f32, 0);
  PRINT(arm_rfft_fast_256_f32, f32, out.f32, 256);
  arm_rfft_fast_f32(&s, out.f32, state.f32, 1);
  PRINT(arm_rfft_fast_256_inverse_f32, f32, state.f32, 256);
  require_near("the inverse of arm_rfft_fast_f32 gives the input", state.f32, a_f32, 256);
  REAL(q31, 128);
  REAL(q15, 128);
}

void dsp_transforms(void) {
  complex_transforms();
  real_transforms();
}
