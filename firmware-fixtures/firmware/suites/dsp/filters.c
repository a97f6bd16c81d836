/* Filters, convolution, correlation, adaptive filters, controllers. */
#include "dsp.h"

enum {
  TAPS = 12,   /* q15 wants an even number */
  BLOCK = 60,  /* a multiple of every decimation used */
  FACTOR = 3,  /* of decimation and interpolation */
  STAGES = 3,
  SHORT = 23, /* the shorter side of a convolution */
};

/* Coefficients that keep a cascade of biquads stable: b0 b1 b2 a1 a2 (feedback signs as CMSIS has them). */
static const float32_t biquad_f32[STAGES * 5] = {
    0.20f, 0.31f, 0.20f, 0.45f, -0.16f, 0.33f, -0.12f, 0.33f, -0.25f, -0.36f, 0.41f, 0.05f,
    -0.27f, 0.52f, -0.31f,
};

static q31_t biquad_q31[STAGES * 5];
static q15_t biquad_q15[STAGES * 6]; /* with a zero behind b0 */
/* Small, so that fixed-point sums do not saturate everywhere; Helium reads zeros behind them, up to
 * whole vectors. */
static float32_t taps_f32[TAPS + 16];
static q31_t taps_q31[TAPS + 16];
static q15_t taps_q15[TAPS + 16];
static q7_t taps_q7[TAPS + 16];

static void draw_coefficients(void) {
  for (int i = 0; i < TAPS; i++) {
    taps_f32[i] = b_f32[100 + i] * 0.25f;
    taps_q31[i] = b_q31[100 + i] >> 2;
    taps_q15[i] = (q15_t)(b_q15[100 + i] >> 2);
    taps_q7[i] = (q7_t)(b_q7[100 + i] >> 2);
  }
  for (int stage = 0; stage < STAGES; stage++) {
    for (int i = 0; i < 5; i++) {
      const float32_t value = biquad_f32[5 * stage + i];
      biquad_q31[5 * stage + i] = (q31_t)(value * 2147483648.0f);
      biquad_q15[6 * stage + (i == 0 ? 0 : i + 1)] = (q15_t)(value * 32768.0f);
    }
  }
}

/* Two blocks through one instance, so that its state counts. */
#define TWO_BLOCKS(fn, T, S)                     \
  fn(&S, a_##T, out.T, BLOCK);                   \
  fn(&S, a_##T + BLOCK, out.T + BLOCK, BLOCK);   \
  PRINT(fn, T, out.T, 2 * BLOCK)

#define FIR(fn, T)                                                        \
  do {                                                                    \
    arm_fir_instance_##T s;                                               \
    dsp_clear();                                                          \
    arm_fir_init_##T(&s, TAPS, taps_##T, state.T, BLOCK);                 \
    TWO_BLOCKS(fn, T, s);                                                 \
  } while (0)

#define RESAMPLE(fn, kind, T, produced, ...)                        \
  do {                                                              \
    arm_fir_##kind##_instance_##T s;                                \
    dsp_clear();                                                    \
    (void)arm_fir_##kind##_init_##T(&s, __VA_ARGS__);               \
    fn(&s, a_##T, out.T, BLOCK);                                    \
    fn(&s, a_##T + BLOCK, out.T + (produced), BLOCK);               \
    PRINT(fn, T, out.T, 2 * (produced));                            \
  } while (0)
#define DECIMATE(fn, T) \
  RESAMPLE(fn, decimate, T, BLOCK / FACTOR, TAPS, FACTOR, taps_##T, state.T, BLOCK)
#define INTERPOLATE(fn, T) \
  RESAMPLE(fn, interpolate, T, BLOCK * FACTOR, FACTOR, TAPS, taps_##T, state.T, BLOCK)

static void finite_responses(void) {
  FIR(arm_fir_f32, f32);
  FIR(arm_fir_q31, q31);
  FIR(arm_fir_fast_q31, q31);
  FIR(arm_fir_q15, q15);
  FIR(arm_fir_fast_q15, q15);
  FIR(arm_fir_q7, q7);
  DECIMATE(arm_fir_decimate_f32, f32);
  DECIMATE(arm_fir_decimate_q31, q31);
  DECIMATE(arm_fir_decimate_fast_q31, q31);
  DECIMATE(arm_fir_decimate_q15, q15);
  DECIMATE(arm_fir_decimate_fast_q15, q15);
  INTERPOLATE(arm_fir_interpolate_f32, f32);
  INTERPOLATE(arm_fir_interpolate_q31, q31);
  INTERPOLATE(arm_fir_interpolate_q15, q15);
#define LATTICE(fn, T)                                                \
  do {                                                                \
    arm_fir_lattice_instance_##T s;                                   \
    dsp_clear();                                                      \
    arm_fir_lattice_init_##T(&s, TAPS, taps_##T, state.T);            \
    TWO_BLOCKS(fn, T, s);                                             \
  } while (0)
  LATTICE(arm_fir_lattice_f32, f32);
  LATTICE(arm_fir_lattice_q31, q31);
  LATTICE(arm_fir_lattice_q15, q15);
}

static void sparse(void) {
  static int32_t delays[TAPS] = {0, 1, 4, 5, 9, 11, 12, 17, 20, 24, 26, 29};
  enum { DELAY = 29 };
  arm_fir_sparse_instance_f32 f;
  dsp_clear();
  arm_fir_sparse_init_f32(&f, TAPS, taps_f32, state.f32, delays, DELAY, BLOCK);
  arm_fir_sparse_f32(&f, a_f32, out.f32, work.f32, BLOCK);
  PRINT(arm_fir_sparse_f32, f32, out.f32, BLOCK);
  arm_fir_sparse_instance_q31 q;
  dsp_clear();
  arm_fir_sparse_init_q31(&q, TAPS, taps_q31, state.q31, delays, DELAY, BLOCK);
  arm_fir_sparse_q31(&q, a_q31, out.q31, work.q31, BLOCK);
  PRINT(arm_fir_sparse_q31, q31, out.q31, BLOCK);
}

static void recursive_filters(void) {
  arm_biquad_casd_df1_inst_f32 f;
  dsp_clear();
#if defined(ARM_MATH_MVEF)
  static arm_biquad_mod_coef_f32 modified[STAGES];
  arm_biquad_cascade_df1_mve_init_f32(&f, STAGES, biquad_f32, modified, state.f32);
#else
  arm_biquad_cascade_df1_init_f32(&f, STAGES, biquad_f32, state.f32);
#endif
  TWO_BLOCKS(arm_biquad_cascade_df1_f32, f32, f);
#define BIQUAD(fn, T)                                                              \
  do {                                                                             \
    arm_biquad_casd_df1_inst_##T s;                                                \
    dsp_clear();                                                                   \
    arm_biquad_cascade_df1_init_##T(&s, STAGES, biquad_##T, state.T, 1);           \
    TWO_BLOCKS(fn, T, s);                                                          \
  } while (0)
  BIQUAD(arm_biquad_cascade_df1_q31, q31);
  BIQUAD(arm_biquad_cascade_df1_fast_q31, q31);
  BIQUAD(arm_biquad_cascade_df1_q15, q15);
  BIQUAD(arm_biquad_cascade_df1_fast_q15, q15);
  arm_biquad_cas_df1_32x64_ins_q31 wide;
  dsp_clear();
  arm_biquad_cas_df1_32x64_init_q31(&wide, STAGES, biquad_q31, state.q63, 1);
  TWO_BLOCKS(arm_biquad_cas_df1_32x64_q31, q31, wide);
  arm_biquad_cascade_df2T_instance_f32 transposed;
  dsp_clear();
  arm_biquad_cascade_df2T_init_f32(&transposed, STAGES, biquad_f32, state.f32);
  TWO_BLOCKS(arm_biquad_cascade_df2T_f32, f32, transposed);
  arm_biquad_cascade_stereo_df2T_instance_f32 stereo;
  dsp_clear();
  arm_biquad_cascade_stereo_df2T_init_f32(&stereo, STAGES, biquad_f32, state.f32);
  arm_biquad_cascade_stereo_df2T_f32(&stereo, a_f32, out.f32, BLOCK);
  PRINT(arm_biquad_cascade_stereo_df2T_f32, f32, out.f32, 2 * BLOCK);
  arm_iir_lattice_instance_f32 lattice;
  dsp_clear();
  arm_copy_f32(taps_f32, work.f32, TAPS);
  arm_copy_f32(b_f32 + 200, work.f32 + TAPS, TAPS + 1);
  arm_iir_lattice_init_f32(&lattice, TAPS, work.f32, work.f32 + TAPS, state.f32, BLOCK);
  TWO_BLOCKS(arm_iir_lattice_f32, f32, lattice);
}

static void convolutions(void) {
#define CONVOLVE(fn, T, kind)                              \
  do {                                                     \
    dsp_clear();                                           \
    fn(kind##_##T, N, b_##T, SHORT, out.T);                \
    PRINT(fn, T, out.T, N + SHORT - 1);                    \
  } while (0)
  CONVOLVE(arm_conv_f32, f32, a);
  CONVOLVE(arm_conv_q31, q31, a);
  CONVOLVE(arm_conv_fast_q31, q31, a);
  CONVOLVE(arm_conv_q15, q15, a);
  CONVOLVE(arm_conv_fast_q15, q15, a);
  CONVOLVE(arm_conv_q7, q7, a);
  dsp_clear();
  arm_conv_opt_q15(a_q15, N, b_q15, SHORT, out.q15, work.q15, state.q15);
  PRINT(arm_conv_opt_q15, q15, out.q15, N + SHORT - 1);
  dsp_clear();
  arm_conv_opt_q7(a_q7, N, b_q7, SHORT, out.q7, work.q15, state.q15);
  PRINT(arm_conv_opt_q7, q7, out.q7, N + SHORT - 1);
#define PARTIAL(fn, T)                                               \
  do {                                                               \
    dsp_clear();                                                     \
    (void)fn(a_##T, N, b_##T, SHORT, out.T, 7, 31);                  \
    PRINT(fn, T, out.T + 7, 31);                                     \
  } while (0)
  PARTIAL(arm_conv_partial_f32, f32);
  PARTIAL(arm_conv_partial_q31, q31);
  PARTIAL(arm_conv_partial_q15, q15);
  PARTIAL(arm_conv_partial_q7, q7);
  /* A correlation is as long as twice the longer side. */
#define CORRELATE(fn, T)                               \
  do {                                                 \
    dsp_clear();                                       \
    fn(a_##T, N, b_##T, SHORT, out.T);                 \
    PRINT(fn, T, out.T, 2 * N - 1);                    \
  } while (0)
  CORRELATE(arm_correlate_f32, f32);
  CORRELATE(arm_correlate_f64, f64);
  CORRELATE(arm_correlate_q31, q31);
  CORRELATE(arm_correlate_fast_q31, q31);
  CORRELATE(arm_correlate_q15, q15);
  CORRELATE(arm_correlate_fast_q15, q15);
#if !defined(ARM_MATH_MVEI) /* GCC 12 does not find one of its vector intrinsics */
  CORRELATE(arm_correlate_q7, q7);
#endif
}

static void adaptive(void) {
  /* Output, then error, of a filter that learns; the coefficients start at zero. */
#define ADAPT(fn, T, instance, init, ...)                                        \
  do {                                                                           \
    instance s;                                                                  \
    dsp_clear();                                                                 \
    init(&s, TAPS, work.T, state.T, __VA_ARGS__);                                \
    fn(&s, a_##T, b_##T, out.T, out.T + BLOCK, BLOCK);                           \
    PRINT(fn, T, out.T, 2 * BLOCK);                                              \
  } while (0)
  ADAPT(arm_lms_f32, f32, arm_lms_instance_f32, arm_lms_init_f32, 0.02f, BLOCK);
  ADAPT(arm_lms_q31, q31, arm_lms_instance_q31, arm_lms_init_q31, 0x02000000, BLOCK, 1);
  ADAPT(arm_lms_q15, q15, arm_lms_instance_q15, arm_lms_init_q15, 0x0200, BLOCK, 1);
  ADAPT(arm_lms_norm_f32, f32, arm_lms_norm_instance_f32, arm_lms_norm_init_f32, 0.02f, BLOCK);
  ADAPT(arm_lms_norm_q31, q31, arm_lms_norm_instance_q31, arm_lms_norm_init_q31, 0x02000000, BLOCK,
        1);
  ADAPT(arm_lms_norm_q15, q15, arm_lms_norm_instance_q15, arm_lms_norm_init_q15, 0x0200, BLOCK, 1);
  dsp_clear();
  arm_correlate_f32(a_f32, N, a_f32, N, work.f32);
  arm_levinson_durbin_f32(work.f32 + N - 1, out.f32 + 1, out.f32, 8);
  PRINT(arm_levinson_durbin_f32, f32, out.f32, 9);
}

static void controllers(void) {
  arm_pid_instance_f32 f = {.Kp = 0.7f, .Ki = 0.11f, .Kd = 0.05f};
  dsp_clear();
  arm_pid_init_f32(&f, 1);
  for (int i = 0; i < N; i++) {
    out.f32[i] = arm_pid_f32(&f, a_f32[i]);
  }
  PRINT(arm_pid_f32, f32, out.f32, N);
  arm_pid_instance_q31 q = {.Kp = 0x20000000, .Ki = 0x04000000, .Kd = 0x02000000};
  dsp_clear();
  arm_pid_init_q31(&q, 1);
  for (int i = 0; i < N; i++) {
    out.q31[i] = arm_pid_q31(&q, a_q31[i] >> 4);
  }
  PRINT(arm_pid_q31, q31, out.q31, N);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    arm_sin_cos_f32(180.0f * a_f32[i], &out.f32[2 * i], &out.f32[2 * i + 1]);
  }
  PRINT(arm_sin_cos_f32, f32, out.f32, 2 * N);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    arm_clarke_f32(a_f32[i], b_f32[i], &work.f32[0], &work.f32[1]);
    arm_park_f32(work.f32[0], work.f32[1], &out.f32[2 * i], &out.f32[2 * i + 1], 0.6f, 0.8f);
  }
  PRINT(arm_park_f32, f32, out.f32, 2 * N);
}

void dsp_filters(void) {
  draw_coefficients();
  finite_responses();
  sparse();
  recursive_filters();
  convolutions();
  adaptive();
  controllers();
}
