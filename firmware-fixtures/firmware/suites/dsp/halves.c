/* Half precision, where compiler and core have it. */
#include "dsp.h"

#include "arm_math_f16.h"

#if defined(ARM_FLOAT16_SUPPORTED)

/* The inputs in half precision; results go to the buffers of 16-bit words. */
static float16_t a_f16[CAPACITY];
static float16_t b_f16[CAPACITY];
static float16_t p_f16[CAPACITY];
static float16_t* const result = (float16_t*)(void*)out.q15;
static float16_t* const scratch = (float16_t*)(void*)work.q15;
static float16_t* const memory = (float16_t*)(void*)state.q15;

#define HALF(fn, count, ...)        \
  do {                              \
    dsp_clear();                    \
    fn(__VA_ARGS__);                \
    PRINT(fn, f16, result, count);  \
  } while (0)
#define TWO(fn) HALF(fn, N, a_f16, b_f16, result, N)
#define ONE(fn) HALF(fn, N, a_f16, result, N)
#define SINGLE(fn) HALF(fn, 1, a_f16, N, result)

static void convert_inputs(void) {
  arm_float_to_f16(a_f32, a_f16, CAPACITY);
  arm_float_to_f16(b_f32, b_f16, CAPACITY);
  arm_float_to_f16(p_f32, p_f16, CAPACITY);
  PRINT(arm_float_to_f16, f16, a_f16, CAPACITY);
  dsp_clear();
  arm_f16_to_float(a_f16, out.f32, N);
  PRINT(arm_f16_to_float, f32, out.f32, N);
  dsp_clear();
  arm_f16_to_q15(a_f16, out.q15, N);
  PRINT(arm_f16_to_q15, q15, out.q15, N);
  HALF(arm_q15_to_f16, N, a_q15, result, N);
}

static void elements(void) {
  TWO(arm_add_f16);
  TWO(arm_sub_f16);
  TWO(arm_mult_f16);
  ONE(arm_abs_f16);
  ONE(arm_negate_f16);
  HALF(arm_offset_f16, N, a_f16, (float16_t)0.25f, result, N);
  HALF(arm_scale_f16, N, a_f16, (float16_t)1.75f, result, N);
  HALF(arm_clip_f16, N, a_f16, result, (float16_t)-0.5f, (float16_t)0.25f, N);
  HALF(arm_vlog_f16, N, p_f16, result, N);
  HALF(arm_vexp_f16, N, a_f16, result, N);
  HALF(arm_vinverse_f16, N, p_f16, result, N);
  ONE(arm_copy_f16);
  HALF(arm_fill_f16, N + 1, (float16_t)0.75f, result, N);
  HALF(arm_cmplx_conj_f16, 2 * N, a_f16, result, N);
  ONE(arm_cmplx_mag_f16);
  ONE(arm_cmplx_mag_squared_f16);
  HALF(arm_cmplx_mult_cmplx_f16, 2 * N, a_f16, b_f16, result, N);
  HALF(arm_cmplx_mult_real_f16, 2 * N, a_f16, b_f16, result, N);
}

static void reductions(void) {
  SINGLE(arm_mean_f16);
  SINGLE(arm_var_f16);
  SINGLE(arm_std_f16);
  SINGLE(arm_rms_f16);
  SINGLE(arm_power_f16);
  SINGLE(arm_max_no_idx_f16);
  SINGLE(arm_min_no_idx_f16);
  SINGLE(arm_absmax_no_idx_f16);
  SINGLE(arm_absmin_no_idx_f16);
  HALF(arm_dot_prod_f16, 1, a_f16, b_f16, N, result);
  HALF(arm_mse_f16, 1, a_f16, b_f16, N, result);
  HALF(arm_cmplx_dot_prod_f16, 2, a_f16, b_f16, N, result, result + 1);
}

static void filters(void) {
  enum { TAPS = 12, BLOCK = 60 };
  static float16_t taps[TAPS];
  for (int i = 0; i < TAPS; i++) {
    taps[i] = (float16_t)(b_f32[100 + i] * 0.25f);
  }
  arm_fir_instance_f16 s;
  dsp_clear();
  arm_fir_init_f16(&s, TAPS, taps, memory, BLOCK);
  arm_fir_f16(&s, a_f16, result, BLOCK);
  arm_fir_f16(&s, a_f16 + BLOCK, result + BLOCK, BLOCK);
  PRINT(arm_fir_f16, f16, result, 2 * BLOCK);
  HALF(arm_correlate_f16, 2 * N - 1, a_f16, N, b_f16, 23, result);
}

static void matrices(void) {
  const arm_matrix_instance_f16 x = {.numRows = 7, .numCols = 9, .pData = a_f16};
  const arm_matrix_instance_f16 y = {.numRows = 9, .numCols = 6, .pData = b_f16};
  arm_matrix_instance_f16 z = {.numRows = 7, .numCols = 6, .pData = result};
  HALF(arm_mat_mult_f16, 7 * 6, &x, &y, &z);
#if !defined(ARM_MATH_MVE_FLOAT16) /* GCC 12 does not find one of its vector intrinsics */
  HALF(arm_mat_cmplx_mult_f16, 2 * 7 * 6, &x, &y, &z);
#endif
  arm_matrix_instance_f16 turned = {.numRows = 9, .numCols = 7, .pData = result};
  HALF(arm_mat_trans_f16, 7 * 9, &x, &turned);
  HALF(arm_mat_vec_mult_f16, 7, &x, b_f16, result);
}

static void transforms(void) {
  arm_cfft_instance_f16 s;
  dsp_clear();
  (void)arm_cfft_init_64_f16(&s);
  arm_copy_f16(a_f16, result, 128);
  arm_cfft_f16(&s, result, 0, 1);
  PRINT(arm_cfft_64_f16, f16, result, 128);
  arm_cfft_f16(&s, result, 1, 1);
  PRINT(arm_cfft_64_inverse_f16, f16, result, 128);
  arm_rfft_fast_instance_f16 real;
  dsp_clear();
  (void)arm_rfft_fast_init_128_f16(&real);
  arm_copy_f16(a_f16, scratch, 128);
  arm_rfft_fast_f16(&real, scratch, result, 0);
  PRINT(arm_rfft_fast_128_f16, f16, result, 128);
}

void dsp_halves(void) {
  convert_inputs();
  elements();
  reductions();
  filters();
  matrices();
  transforms();
}

#else

void dsp_halves(void) {}

#endif
