/* Support vector machines, Bayes, interpolation, dynamic time warping. */
#include "dsp.h"

enum {
  VECTORS = 10, /* support vectors; an odd number past a pair meets a fault of 1.10.3 in the Helium sigmoid */
  DIMENSION = 13,
  QUERIES = 9,
};

static const int32_t classes[2] = {0, 1};

#define PREDICT(kind, ...)                                                               \
  do {                                                                                   \
    arm_svm_##kind##_instance_f32 s;                                                     \
    dsp_clear();                                                                         \
    arm_svm_##kind##_init_f32(&s, VECTORS, DIMENSION, 0.05f, b_f32 + 300, a_f32, classes \
                              __VA_ARGS__);                                              \
    for (int i = 0; i < QUERIES; i++) {                                                  \
      arm_svm_##kind##_predict_f32(&s, b_f32 + i * DIMENSION, &out.q31[i]);              \
    }                                                                                    \
    PRINT(arm_svm_##kind##_predict_f32, q31, out.q31, QUERIES);                          \
  } while (0)

static void classifiers(void) {
  PREDICT(linear, );
  PREDICT(polynomial, , 3, 1.1f, 0.2f);
  PREDICT(rbf, , 0.3f);
  PREDICT(sigmoid, , 0.07f, 0.15f);
  arm_gaussian_naive_bayes_instance_f32 bayes = {
      .vectorDimension = DIMENSION,
      .numberOfClasses = 4,
      .theta = a_f32,
      .sigma = p_f32,
      .classPriors = r_f32,
      .epsilon = 0.01f,
  };
  dsp_clear();
  for (int i = 0; i < QUERIES; i++) {
    work.q31[i] = (q31_t)arm_gaussian_naive_bayes_predict_f32(&bayes, b_f32 + i * DIMENSION,
                                                              out.f32 + 4 * i, state.f32);
  }
  PRINT(arm_gaussian_naive_bayes_probabilities_f32, f32, out.f32, 4 * QUERIES);
  PRINT(arm_gaussian_naive_bayes_predict_f32, q31, work.q31, QUERIES);
}

static void interpolations(void) {
  static float32_t x[24];
  for (int i = 0; i < 24; i++) {
    x[i] = (float32_t)i * 0.5f;
  }
  arm_linear_interp_instance_f32 line = {.nValues = 24, .x1 = 0.0f, .xSpacing = 0.5f, .pYData = a_f32};
  dsp_clear();
  for (int i = 0; i < N; i++) {
    work.f32[i] = 0.19f * (float32_t)i;
    out.f32[i] = arm_linear_interp_f32(&line, work.f32[i]);
  }
  PRINT(arm_linear_interp_f32, f32, out.f32, N);
  arm_spline_instance_f32 spline;
  static float32_t coefficients[3 * 23];
  arm_spline_init_f32(&spline, ARM_SPLINE_NATURAL, x, a_f32, 24, coefficients, state.f32);
  arm_spline_f32(&spline, work.f32, out.f32, N);
  PRINT(arm_spline_f32, f32, out.f32, N);
  arm_bilinear_interp_instance_f32 grid = {.numRows = 6, .numCols = 8, .pData = b_f32};
  dsp_clear();
  for (int i = 0; i < N; i++) {
    out.f32[i] = arm_bilinear_interp_f32(&grid, p_f32[i] * 6.0f, r_f32[i] * 4.0f);
  }
  PRINT(arm_bilinear_interp_f32, f32, out.f32, N);
  dsp_clear();
  for (int i = 0; i < N; i++) {
    out.q31[i] = arm_linear_interp_q31(a_q31, (q31_t)(i * 0x00612345), 60);
    work.q15[i] = arm_linear_interp_q15(a_q15, (q31_t)(i * 0x00612345), 60);
    state.q7[i] = arm_linear_interp_q7(a_q7, (q31_t)(i * 0x00612345), 60);
  }
  PRINT(arm_linear_interp_q31, q31, out.q31, N);
  PRINT(arm_linear_interp_q15, q15, work.q15, N);
  PRINT(arm_linear_interp_q7, q7, state.q7, N);
}

static void warping(void) {
  enum { QUERY = 10, TEMPLATE = 7 };
  const arm_matrix_instance_f32 distance = {.numRows = QUERY, .numCols = TEMPLATE, .pData = p_f32};
  arm_matrix_instance_f32 costs = {.numRows = QUERY, .numCols = TEMPLATE, .pData = work.f32};
  dsp_clear();
  (void)arm_dtw_distance_f32(&distance, NULL, &costs, out.f32);
  PRINT(arm_dtw_distance_f32, f32, out.f32, 1);
  uint32_t length = 0;
  arm_dtw_path_f32(&costs, state.q15, &length);
  PRINT(arm_dtw_path_f32, q15, state.q15, 2 * length);
}

void dsp_models(void) {
  classifiers();
  interpolations();
  warping();
}
