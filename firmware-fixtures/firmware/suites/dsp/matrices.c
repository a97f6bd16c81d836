/* Matrices and quaternions. */
#include <math.h>

#include "dsp.h"

enum {
  ROWS = 7, /* A is ROWS x INNER, B is INNER x COLUMNS: remainders for every number of lanes */
  INNER = 9,
  COLUMNS = 6,
  ORDER = 8, /* of square matrices */
};

#define MATRIX(T, r, c, values) {.numRows = (r), .numCols = (c), .pData = (values)}

#define SAME_SHAPE(fn, T)                                                       \
  do {                                                                          \
    const arm_matrix_instance_##T x = MATRIX(T, ROWS, INNER, a_##T);            \
    const arm_matrix_instance_##T y = MATRIX(T, ROWS, INNER, b_##T);            \
    arm_matrix_instance_##T z = MATRIX(T, ROWS, INNER, out.T);                  \
    dsp_clear();                                                                \
    (void)fn(&x, &y, &z);                                                       \
    PRINT(fn, T, out.T, ROWS * INNER);                                          \
  } while (0)

/* factor: 1, or 2 for complex elements; __VA_ARGS__: more arguments, such as scratch. */
#define MULTIPLY(fn, T, factor, ...)                                            \
  do {                                                                          \
    const arm_matrix_instance_##T x = MATRIX(T, ROWS, INNER, a_##T);            \
    const arm_matrix_instance_##T y = MATRIX(T, INNER, COLUMNS, b_##T);         \
    arm_matrix_instance_##T z = MATRIX(T, ROWS, COLUMNS, out.T);                \
    dsp_clear();                                                                \
    (void)fn(&x, &y, &z __VA_ARGS__);                                           \
    PRINT(fn, T, out.T, (factor) * ROWS * COLUMNS);                             \
  } while (0)

#define TRANSPOSE(fn, T, factor)                                                \
  do {                                                                          \
    const arm_matrix_instance_##T x = MATRIX(T, ROWS, INNER, a_##T);            \
    arm_matrix_instance_##T z = MATRIX(T, INNER, ROWS, out.T);                  \
    dsp_clear();                                                                \
    (void)fn(&x, &z);                                                           \
    PRINT(fn, T, out.T, (factor) * ROWS * INNER);                               \
  } while (0)

#define TIMES_VECTOR(fn, T)                                                     \
  do {                                                                          \
    const arm_matrix_instance_##T x = MATRIX(T, ROWS, INNER, a_##T);            \
    dsp_clear();                                                                \
    fn(&x, b_##T, out.T);                                                       \
    PRINT(fn, T, out.T, ROWS);                                                  \
  } while (0)

static void products(void) {
  SAME_SHAPE(arm_mat_add_f32, f32);
  SAME_SHAPE(arm_mat_add_q31, q31);
  SAME_SHAPE(arm_mat_add_q15, q15);
  SAME_SHAPE(arm_mat_sub_f32, f32);
  SAME_SHAPE(arm_mat_sub_f64, f64);
  SAME_SHAPE(arm_mat_sub_q31, q31);
  SAME_SHAPE(arm_mat_sub_q15, q15);
  MULTIPLY(arm_mat_mult_f32, f32, 1, );
  MULTIPLY(arm_mat_mult_f64, f64, 1, );
  MULTIPLY(arm_mat_mult_q31, q31, 1, );
  MULTIPLY(arm_mat_mult_fast_q31, q31, 1, );
  MULTIPLY(arm_mat_mult_opt_q31, q31, 1, , work.q31);
  MULTIPLY(arm_mat_mult_q15, q15, 1, , work.q15);
  MULTIPLY(arm_mat_mult_fast_q15, q15, 1, , work.q15);
  MULTIPLY(arm_mat_mult_q7, q7, 1, , work.q7);
  MULTIPLY(arm_mat_cmplx_mult_f32, f32, 2, );
  MULTIPLY(arm_mat_cmplx_mult_q31, q31, 2, );
  MULTIPLY(arm_mat_cmplx_mult_q15, q15, 2, , work.q15);
  TIMES_VECTOR(arm_mat_vec_mult_f32, f32);
  TIMES_VECTOR(arm_mat_vec_mult_q31, q31);
  TIMES_VECTOR(arm_mat_vec_mult_q15, q15);
  TIMES_VECTOR(arm_mat_vec_mult_q7, q7);
  TRANSPOSE(arm_mat_trans_f32, f32, 1);
  TRANSPOSE(arm_mat_trans_f64, f64, 1);
  TRANSPOSE(arm_mat_trans_q31, q31, 1);
  TRANSPOSE(arm_mat_trans_q15, q15, 1);
  TRANSPOSE(arm_mat_trans_q7, q7, 1);
  TRANSPOSE(arm_mat_cmplx_trans_f32, f32, 2);
  TRANSPOSE(arm_mat_cmplx_trans_q31, q31, 2);
  TRANSPOSE(arm_mat_cmplx_trans_q15, q15, 2);
#define SCALE(fn, T, ...)                                                       \
  do {                                                                          \
    const arm_matrix_instance_##T x = MATRIX(T, ROWS, INNER, a_##T);            \
    arm_matrix_instance_##T z = MATRIX(T, ROWS, INNER, out.T);                  \
    dsp_clear();                                                                \
    (void)fn(&x, __VA_ARGS__, &z);                                              \
    PRINT(fn, T, out.T, ROWS * INNER);                                          \
  } while (0)
  SCALE(arm_mat_scale_f32, f32, 1.3f);
  SCALE(arm_mat_scale_q31, q31, 0x6789ABCD, 1);
  SCALE(arm_mat_scale_q15, q15, -0x6789, 1);
}

/* A symmetric matrix with a heavy diagonal: well conditioned and positive definite. */
static void heavy_diagonal(float32_t* to) {
  for (int r = 0; r < ORDER; r++) {
    for (int c = 0; c < ORDER; c++) {
      const float32_t value = a_f32[r < c ? r * ORDER + c : c * ORDER + r] * 0.5f;
      to[r * ORDER + c] = r == c ? 4.0f + value : value;
    }
  }
}

static void decompositions(void) {
  static float32_t values[ORDER * ORDER];
  static float32_t factor[ORDER * ORDER];
  arm_matrix_instance_f32 source = MATRIX(f32, ORDER, ORDER, work.f32);
  arm_matrix_instance_f32 result = MATRIX(f32, ORDER, ORDER, out.f32);
  heavy_diagonal(values);
  dsp_clear();
  arm_copy_f32(values, work.f32, ORDER * ORDER); /* the inverse destroys its source */
  dsp_require("the matrix has an inverse", arm_mat_inverse_f32(&source, &result) == 0);
  PRINT(arm_mat_inverse_f32, f32, out.f32, ORDER * ORDER);
  const arm_matrix_instance_f32 original = MATRIX(f32, ORDER, ORDER, values);
  arm_matrix_instance_f32 one = MATRIX(f32, ORDER, ORDER, state.f32);
  (void)arm_mat_mult_f32(&original, &result, &one);
  for (int i = 0; i < ORDER * ORDER; i++) {
    const float32_t ideal = i % (ORDER + 1) == 0 ? 1.0f : 0.0f;
    dsp_require("a matrix times its inverse is one", fabsf(state.f32[i] - ideal) < 1e-5f);
  }
  dsp_clear();
  dsp_require("the matrix has a root", arm_mat_cholesky_f32(&original, &result) == 0);
  PRINT(arm_mat_cholesky_f32, f32, out.f32, ORDER * ORDER);
  arm_copy_f32(out.f32, factor, ORDER * ORDER);
  const arm_matrix_instance_f32 lower = MATRIX(f32, ORDER, ORDER, factor);
  const arm_matrix_instance_f32 right = MATRIX(f32, ORDER, ORDER, b_f32);
  dsp_clear();
  (void)arm_mat_solve_lower_triangular_f32(&lower, &right, &result);
  PRINT(arm_mat_solve_lower_triangular_f32, f32, out.f32, ORDER * ORDER);
  arm_matrix_instance_f32 upper = MATRIX(f32, ORDER, ORDER, state.f32);
  dsp_clear();
  (void)arm_mat_trans_f32(&lower, &upper);
  (void)arm_mat_solve_upper_triangular_f32(&upper, &right, &result);
  PRINT(arm_mat_solve_upper_triangular_f32, f32, out.f32, ORDER * ORDER);
  static uint16_t permutation[ORDER];
  arm_matrix_instance_f32 diagonal = MATRIX(f32, ORDER, ORDER, out.f32 + ORDER * ORDER);
  dsp_clear();
  (void)arm_mat_ldlt_f32(&original, &result, &diagonal, permutation);
  PRINT(arm_mat_ldlt_f32, f32, out.f32, 2 * ORDER * ORDER);
  const arm_matrix_instance_f32 tall = MATRIX(f32, ORDER, COLUMNS, a_f32);
  arm_matrix_instance_f32 r = MATRIX(f32, ORDER, COLUMNS, out.f32);
  arm_matrix_instance_f32 q = MATRIX(f32, ORDER, ORDER, out.f32 + ORDER * COLUMNS);
  dsp_clear();
  (void)arm_mat_qr_f32(&tall, 1e-6f, &r, &q, state.f32, work.f32, work.f32 + 2 * ORDER);
  PRINT(arm_mat_qr_f32, f32, out.f32, ORDER * COLUMNS + ORDER * ORDER);
}

static void quaternions(void) {
  enum { COUNT = 13 };
#define QUATERNIONS(fn, count)            \
  do {                                    \
    dsp_clear();                          \
    fn(a_f32, out.f32, COUNT);            \
    PRINT(fn, f32, out.f32, count);       \
  } while (0)
  QUATERNIONS(arm_quaternion_norm_f32, COUNT);
  QUATERNIONS(arm_quaternion_inverse_f32, 4 * COUNT);
  QUATERNIONS(arm_quaternion_conjugate_f32, 4 * COUNT);
  QUATERNIONS(arm_quaternion_normalize_f32, 4 * COUNT);
  dsp_clear();
  arm_quaternion_product_f32(a_f32, b_f32, out.f32, COUNT);
  PRINT(arm_quaternion_product_f32, f32, out.f32, 4 * COUNT);
  dsp_clear();
  arm_quaternion_normalize_f32(a_f32, work.f32, COUNT);
  arm_quaternion2rotation_f32(work.f32, out.f32, COUNT);
  PRINT(arm_quaternion2rotation_f32, f32, out.f32, 9 * COUNT);
  arm_copy_f32(out.f32, state.f32, 9 * COUNT);
  arm_rotation2quaternion_f32(state.f32, out.f32, COUNT);
  PRINT(arm_rotation2quaternion_f32, f32, out.f32, 4 * COUNT);
}

void dsp_matrices(void) {
  products();
  decompositions();
  quaternions();
}
