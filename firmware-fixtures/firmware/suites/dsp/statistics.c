/* Statistics, distances and window functions. */
#include "dsp.h"

#define WITH_INDEX(fn, T)                   \
  do {                                      \
    uint32_t index = 0;                     \
    dsp_clear();                            \
    fn(a_##T, N, out.T, &index);            \
    PRINT(fn, T, out.T, 1);                 \
    out.q31[0] = (q31_t)index;              \
    PRINT(fn##_index, q31, out.q31, 1);     \
  } while (0)

static void extremes(void) {
#define EXTREMES(T)                \
  WITH_INDEX(arm_max_##T, T);      \
  WITH_INDEX(arm_min_##T, T);      \
  WITH_INDEX(arm_absmax_##T, T);   \
  WITH_INDEX(arm_absmin_##T, T);   \
  REDUCE(arm_max_no_idx_##T, T);   \
  REDUCE(arm_min_no_idx_##T, T);   \
  REDUCE(arm_absmax_no_idx_##T, T); \
  REDUCE(arm_absmin_no_idx_##T, T)
  EXTREMES(f32);
  EXTREMES(f64);
  EXTREMES(q31);
  EXTREMES(q15);
  EXTREMES(q7);
}

static void moments(void) {
  REDUCE(arm_mean_f32, f32);
  REDUCE(arm_mean_f64, f64);
  REDUCE(arm_mean_q31, q31);
  REDUCE(arm_mean_q15, q15);
  REDUCE(arm_mean_q7, q7);
  REDUCE(arm_var_f32, f32);
  REDUCE(arm_var_f64, f64);
  REDUCE(arm_var_q31, q31);
  REDUCE(arm_var_q15, q15);
  REDUCE(arm_std_f32, f32);
  REDUCE(arm_std_f64, f64);
  REDUCE(arm_std_q31, q31);
  REDUCE(arm_std_q15, q15);
  REDUCE(arm_rms_f32, f32);
  dsp_clear();
  arm_shift_q31(a_q31, -6, work.q31, N); /* headroom for N squares, as the function asks for */
  arm_rms_q31(work.q31, N, out.q31);
  PRINT(arm_rms_q31, q31, out.q31, 1);
  REDUCE(arm_rms_q15, q15);
  REDUCE(arm_power_f32, f32);
  REDUCE(arm_power_f64, f64);
  REDUCE_FROM(arm_power_q31, a_q31, q63);
  REDUCE_FROM(arm_power_q15, a_q15, q63);
  REDUCE_FROM(arm_power_q7, a_q7, q31);
  REDUCE(arm_accumulate_f32, f32);
  REDUCE(arm_accumulate_f64, f64);
  PAIR(arm_mse_f32, f32, f32);
  PAIR(arm_mse_f64, f64, f64);
  PAIR(arm_mse_q31, q31, q31);
  PAIR(arm_mse_q15, q15, q15);
  PAIR(arm_mse_q7, q7, q7);
  RETURNED(arm_entropy_f32, f32, p_f32, N);
  RETURNED(arm_entropy_f64, f64, p_f64, N);
  RETURNED(arm_logsumexp_f32, f32, a_f32, N);
  RETURNED(arm_logsumexp_dot_prod_f32, f32, a_f32, b_f32, N, work.f32);
  RETURNED(arm_kullback_leibler_f32, f32, p_f32, r_f32, N);
  RETURNED(arm_kullback_leibler_f64, f64, p_f64, r_f64, N);
  RETURNED(arm_weighted_average_f32, f32, a_f32, p_f32, N);
  dsp_clear();
  arm_barycenter_f32(a_f32, p_f32, out.f32, 7, 13);
  PRINT(arm_barycenter_f32, f32, out.f32, 13);
}

static void distances(void) {
  RETURNED(arm_braycurtis_distance_f32, f32, p_f32, r_f32, N);
  RETURNED(arm_canberra_distance_f32, f32, p_f32, r_f32, N);
  RETURNED(arm_chebyshev_distance_f32, f32, a_f32, b_f32, N);
  RETURNED(arm_chebyshev_distance_f64, f64, a_f64, b_f64, N);
  RETURNED(arm_cityblock_distance_f32, f32, a_f32, b_f32, N);
  RETURNED(arm_cityblock_distance_f64, f64, a_f64, b_f64, N);
  RETURNED(arm_cosine_distance_f32, f32, p_f32, r_f32, N);
  RETURNED(arm_cosine_distance_f64, f64, p_f64, r_f64, N);
  RETURNED(arm_euclidean_distance_f32, f32, a_f32, b_f32, N);
  RETURNED(arm_euclidean_distance_f64, f64, a_f64, b_f64, N);
  RETURNED(arm_jensenshannon_distance_f32, f32, p_f32, r_f32, N);
  RETURNED(arm_minkowski_distance_f32, f32, p_f32, r_f32, 3, N);
  dsp_clear();
  arm_copy_f32(a_f32, work.f32, N); /* the function works in place */
  arm_copy_f32(b_f32, state.f32, N);
  out.f32[0] = arm_correlation_distance_f32(work.f32, state.f32, N);
  PRINT(arm_correlation_distance_f32, f32, out.f32, 1);
#define BOOLEANS(fn) RETURNED(fn, f32, (const uint32_t*)a_q31, (const uint32_t*)b_q31, 32 * 5 + 7)
  BOOLEANS(arm_dice_distance);
  BOOLEANS(arm_hamming_distance);
  BOOLEANS(arm_jaccard_distance);
  BOOLEANS(arm_kulsinski_distance);
  BOOLEANS(arm_rogerstanimoto_distance);
  BOOLEANS(arm_russellrao_distance);
  BOOLEANS(arm_sokalmichener_distance);
  BOOLEANS(arm_sokalsneath_distance);
  BOOLEANS(arm_yule_distance);
}

static void windows(void) {
#define WINDOW(fn)              \
  do {                          \
    dsp_clear();                \
    fn(out.f32, N);             \
    PRINT(fn, f32, out.f32, N); \
  } while (0)
  WINDOW(arm_welch_f32);
  WINDOW(arm_bartlett_f32);
  WINDOW(arm_hamming_f32);
  WINDOW(arm_hanning_f32);
  WINDOW(arm_nuttall4c_f32);
  WINDOW(arm_blackman_harris_92db_f32);
  WINDOW(arm_hft95_f32);
}

void dsp_statistics(void) {
  extremes();
  moments();
  distances();
  windows();
}
