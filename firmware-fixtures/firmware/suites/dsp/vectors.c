/* Basic, complex, fast and support functions: one result for each element. */
#include "dsp.h"

static void basic(void) {
  BINARY(arm_add_f32, f32);
  BINARY(arm_add_f64, f64);
  BINARY(arm_add_q31, q31);
  BINARY(arm_add_q15, q15);
  BINARY(arm_add_q7, q7);
  BINARY(arm_sub_f32, f32);
  BINARY(arm_sub_f64, f64);
  BINARY(arm_sub_q31, q31);
  BINARY(arm_sub_q15, q15);
  BINARY(arm_sub_q7, q7);
  BINARY(arm_mult_f32, f32);
  BINARY(arm_mult_f64, f64);
  BINARY(arm_mult_q31, q31);
  BINARY(arm_mult_q15, q15);
  BINARY(arm_mult_q7, q7);
  UNARY(arm_abs_f32, f32);
  UNARY(arm_abs_f64, f64);
  UNARY(arm_abs_q31, q31);
  UNARY(arm_abs_q15, q15);
  UNARY(arm_abs_q7, q7);
  UNARY(arm_negate_f32, f32);
  UNARY(arm_negate_f64, f64);
  UNARY(arm_negate_q31, q31);
  UNARY(arm_negate_q15, q15);
  UNARY(arm_negate_q7, q7);
  PAIR(arm_dot_prod_f32, f32, f32);
  PAIR(arm_dot_prod_f64, f64, f64);
  PAIR(arm_dot_prod_q31, q31, q63);
  PAIR(arm_dot_prod_q15, q15, q63);
  PAIR(arm_dot_prod_q7, q7, q31);
}

/* Source, then scalars, destination, length. */
#define WITH(fn, T, ...)                       \
  do {                                         \
    dsp_clear();                               \
    fn(a_##T, __VA_ARGS__, out.T, N);          \
    PRINT(fn, T, out.T, N);                    \
  } while (0)

static void with_scalars(void) {
  WITH(arm_offset_f32, f32, 0.3f);
  WITH(arm_offset_f64, f64, 0.3);
  WITH(arm_offset_q31, q31, 0x40000001);
  WITH(arm_offset_q15, q15, -0x4001);
  WITH(arm_offset_q7, q7, 0x41);
  WITH(arm_scale_f32, f32, 1.7f);
  WITH(arm_scale_f64, f64, 1.7);
  WITH(arm_scale_q31, q31, 0x5A5A5A5A, 1);
  WITH(arm_scale_q15, q15, -0x5A5A, 1);
  WITH(arm_scale_q7, q7, 0x5A, 1);
  WITH(arm_shift_q31, q31, 3);
  WITH(arm_shift_q15, q15, -3);
  WITH(arm_shift_q7, q7, 2);
  dsp_clear();
  arm_clip_f32(a_f32, out.f32, -0.5f, 0.25f, N);
  PRINT(arm_clip_f32, f32, out.f32, N);
  dsp_clear();
  arm_clip_q31(a_q31, out.q31, -0x30000000, 0x20000000, N);
  PRINT(arm_clip_q31, q31, out.q31, N);
  dsp_clear();
  arm_clip_q15(a_q15, out.q15, -0x3000, 0x2000, N);
  PRINT(arm_clip_q15, q15, out.q15, N);
  dsp_clear();
  arm_clip_q7(a_q7, out.q7, -0x30, 0x20, N);
  PRINT(arm_clip_q7, q7, out.q7, N);
}

/* Unsigned words go by as the fixed-point type of their size. */
#define BITWISE(fn, U, T)                                                      \
  do {                                                                         \
    dsp_clear();                                                               \
    fn((const U*)a_##T, (const U*)b_##T, (U*)out.T, N);                        \
    PRINT(fn, T, out.T, N);                                                    \
  } while (0)

static void bitwise(void) {
  BITWISE(arm_and_u32, uint32_t, q31);
  BITWISE(arm_and_u16, uint16_t, q15);
  BITWISE(arm_and_u8, uint8_t, q7);
  BITWISE(arm_or_u32, uint32_t, q31);
  BITWISE(arm_or_u16, uint16_t, q15);
  BITWISE(arm_or_u8, uint8_t, q7);
  BITWISE(arm_xor_u32, uint32_t, q31);
  BITWISE(arm_xor_u16, uint16_t, q15);
  BITWISE(arm_xor_u8, uint8_t, q7);
  dsp_clear();
  arm_not_u32((const uint32_t*)a_q31, (uint32_t*)out.q31, N);
  PRINT(arm_not_u32, q31, out.q31, N);
}

static void complex_numbers(void) {
  UNARY_FROM(arm_cmplx_conj_f32, a_f32, f32, 2 * N);
  UNARY_FROM(arm_cmplx_conj_q31, a_q31, q31, 2 * N);
  UNARY_FROM(arm_cmplx_conj_q15, a_q15, q15, 2 * N);
  UNARY(arm_cmplx_mag_f32, f32);
  UNARY(arm_cmplx_mag_f64, f64);
  UNARY(arm_cmplx_mag_q31, q31);
  UNARY(arm_cmplx_mag_q15, q15);
  UNARY(arm_cmplx_mag_fast_q15, q15);
  UNARY(arm_cmplx_mag_squared_f32, f32);
  UNARY(arm_cmplx_mag_squared_f64, f64);
  UNARY(arm_cmplx_mag_squared_q31, q31);
  UNARY(arm_cmplx_mag_squared_q15, q15);
#define COMPLEX(fn, T)                \
  do {                                \
    dsp_clear();                      \
    fn(a_##T, b_##T, out.T, N);       \
    PRINT(fn, T, out.T, 2 * N);       \
  } while (0)
  /* Products of halved numbers: Helium saturates where the scalar form has guard bits. */
#define COMPLEX_HALVED(fn, T)                     \
  do {                                            \
    dsp_clear();                                  \
    arm_shift_##T(a_##T, -1, work.T, 2 * N);      \
    arm_shift_##T(b_##T, -1, state.T, 2 * N);     \
    fn(work.T, state.T, out.T, N);                \
    PRINT(fn, T, out.T, 2 * N);                   \
  } while (0)
  COMPLEX(arm_cmplx_mult_cmplx_f32, f32);
  COMPLEX(arm_cmplx_mult_cmplx_f64, f64);
  COMPLEX_HALVED(arm_cmplx_mult_cmplx_q31, q31);
  COMPLEX_HALVED(arm_cmplx_mult_cmplx_q15, q15);
  COMPLEX(arm_cmplx_mult_real_f32, f32);
  COMPLEX(arm_cmplx_mult_real_q31, q31);
  COMPLEX(arm_cmplx_mult_real_q15, q15);
#define COMPLEX_DOT(fn, T, R)                          \
  do {                                                 \
    dsp_clear();                                       \
    fn(a_##T, b_##T, N, &out.R[0], &out.R[1]);         \
    PRINT(fn, R, out.R, 2);                            \
  } while (0)
  COMPLEX_DOT(arm_cmplx_dot_prod_f32, f32, f32);
  COMPLEX_DOT(arm_cmplx_dot_prod_q31, q31, q63);
  COMPLEX_DOT(arm_cmplx_dot_prod_q15, q15, q31);
}

/* A function of one number over the inputs. */
#define EACH(fn, T)                     \
  do {                                  \
    dsp_clear();                        \
    for (int i = 0; i < N; i++) {       \
      out.T[i] = fn(a_##T[i]);          \
    }                                   \
    PRINT(fn, T, out.T, N);             \
  } while (0)

#define EACH_OF_TWO(fn, T)                       \
  do {                                           \
    dsp_clear();                                 \
    for (int i = 0; i < N; i++) {                \
      fn(a_##T[i], b_##T[i], &out.T[i]);         \
    }                                            \
    PRINT(fn, T, out.T, N);                      \
  } while (0)

static void fast(void) {
  EACH(arm_sin_f32, f32);
  EACH(arm_cos_f32, f32);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    out.q31[i] = arm_sin_q31(a_q31[i] & 0x7FFFFFFF);
    state.q31[i] = arm_cos_q31(a_q31[i] & 0x7FFFFFFF);
    work.q15[i] = arm_sin_q15((q15_t)(a_q15[i] & 0x7FFF));
    work.q15[N + i] = arm_cos_q15((q15_t)(a_q15[i] & 0x7FFF));
  }
  PRINT(arm_sin_q31, q31, out.q31, N);
  PRINT(arm_cos_q31, q31, state.q31, N);
  PRINT(arm_sin_q15, q15, work.q15, N);
  PRINT(arm_cos_q15, q15, work.q15 + N, N);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    (void)arm_sqrt_f32(p_f32[i], &out.f32[i]);
    (void)arm_sqrt_q31(a_q31[i] & 0x7FFFFFFF, &state.q31[i]);
    (void)arm_sqrt_q15((q15_t)(a_q15[i] & 0x7FFF), &work.q15[i]);
  }
  PRINT(arm_sqrt_f32, f32, out.f32, N);
  PRINT(arm_sqrt_q31, q31, state.q31, N);
  PRINT(arm_sqrt_q15, q15, work.q15, N);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    int16_t shift;
    (void)arm_divide_q31(a_q31[i], b_q31[i] | 1, &out.q31[2 * i], &shift);
    out.q31[2 * i + 1] = shift;
    (void)arm_divide_q15(a_q15[i], (q15_t)(b_q15[i] | 1), &work.q15[2 * i], &shift);
    work.q15[2 * i + 1] = shift;
  }
  PRINT(arm_divide_q31, q31, out.q31, 2 * N);
  PRINT(arm_divide_q15, q15, work.q15, 2 * N);
  EACH_OF_TWO(arm_atan2_f32, f32);
  EACH_OF_TWO(arm_atan2_q31, q31);
  EACH_OF_TWO(arm_atan2_q15, q15);
  UNARY_FROM(arm_vlog_f32, p_f32, f32, N);
  UNARY_FROM(arm_vlog_f64, p_f64, f64, N);
  UNARY(arm_vexp_f32, f32);
  UNARY(arm_vexp_f64, f64);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    work.q31[i] = (a_q31[i] & 0x7FFFFFFF) | 1;
    state.q15[i] = (q15_t)((a_q15[i] & 0x7FFF) | 1);
  }
  arm_vlog_q31(work.q31, out.q31, N);
  PRINT(arm_vlog_q31, q31, out.q31, N);
  arm_vlog_q15(state.q15, out.q15, N);
  PRINT(arm_vlog_q15, q15, out.q15, N);
}

/* q15 to f32 and so on; the line has the type of the result. */
static void conversions(void) {
  UNARY_FROM(arm_float_to_q31, a_f32, q31, N);
  UNARY_FROM(arm_float_to_q15, a_f32, q15, N);
  UNARY_FROM(arm_float_to_q7, a_f32, q7, N);
  UNARY_FROM(arm_float_to_f64, a_f32, f64, N);
  UNARY_FROM(arm_f64_to_float, a_f64, f32, N);
  UNARY_FROM(arm_f64_to_q31, a_f64, q31, N);
  UNARY_FROM(arm_f64_to_q15, a_f64, q15, N);
  UNARY_FROM(arm_f64_to_q7, a_f64, q7, N);
  UNARY_FROM(arm_q31_to_float, a_q31, f32, N);
  UNARY_FROM(arm_q31_to_f64, a_q31, f64, N);
  UNARY_FROM(arm_q31_to_q15, a_q31, q15, N);
  UNARY_FROM(arm_q31_to_q7, a_q31, q7, N);
  UNARY_FROM(arm_q15_to_float, a_q15, f32, N);
  UNARY_FROM(arm_q15_to_f64, a_q15, f64, N);
  UNARY_FROM(arm_q15_to_q31, a_q15, q31, N);
  UNARY_FROM(arm_q15_to_q7, a_q15, q7, N);
  UNARY_FROM(arm_q7_to_float, a_q7, f32, N);
  UNARY_FROM(arm_q7_to_f64, a_q7, f64, N);
  UNARY_FROM(arm_q7_to_q31, a_q7, q31, N);
  UNARY_FROM(arm_q7_to_q15, a_q7, q15, N);
  UNARY(arm_copy_f32, f32);
  UNARY(arm_copy_f64, f64);
  UNARY(arm_copy_q31, q31);
  UNARY(arm_copy_q15, q15);
  UNARY(arm_copy_q7, q7);
  UNARY_FROM(arm_fill_f32, 0.7f, f32, N + 1);
  UNARY_FROM(arm_fill_q31, 0x12345678, q31, N + 1);
  UNARY_FROM(arm_fill_q15, 0x1234, q15, N + 1);
  UNARY_FROM(arm_fill_q7, 0x12, q7, N + 1);
}

static void sorting(void) {
  static const arm_sort_alg algorithms[] = {ARM_SORT_BITONIC,   ARM_SORT_BUBBLE,
                                            ARM_SORT_HEAP,      ARM_SORT_INSERTION,
                                            ARM_SORT_QUICK,     ARM_SORT_SELECTION};
  for (uint32_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
    arm_sort_instance_f32 sorter;
    dsp_clear();
    arm_copy_f32(a_f32, work.f32, 64);
    arm_sort_init_f32(&sorter, algorithms[i], i % 2 == 0 ? ARM_SORT_ASCENDING : ARM_SORT_DESCENDING);
    arm_sort_f32(&sorter, work.f32, out.f32, 64); /* a power of two, for the bitonic one */
    PRINT(arm_sort_f32, f32, out.f32, 64);
    for (int k = 1; k < 64; k++) {
      const int rises = out.f32[k - 1] <= out.f32[k];
      const int falls = out.f32[k - 1] >= out.f32[k];
      dsp_require("arm_sort_f32 sorts", i % 2 == 0 ? rises : falls);
    }
  }
  arm_merge_sort_instance_f32 merger;
  dsp_clear();
  arm_copy_f32(a_f32, work.f32, N);
  arm_merge_sort_init_f32(&merger, ARM_SORT_ASCENDING, state.f32);
  arm_merge_sort_f32(&merger, work.f32, out.f32, N);
  PRINT(arm_merge_sort_f32, f32, out.f32, N);
}

void dsp_vectors(void) {
  basic();
  with_scalars();
  bitwise();
  complex_numbers();
  fast();
  conversions();
  sorting();
}
