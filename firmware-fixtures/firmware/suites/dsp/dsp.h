/*
 * What the families of functions share. Every call of a function of CMSIS-DSP prints one line:
 *   <function> <type> <count> <CRC-32 of all result bytes> <values as hexadecimal bits>
 * of which long results show about SHOWN evenly spaced values. The same sources run on a core and,
 * with host/console.c, on the build machine.
 */
#ifndef TINYRIG_SUITES_DSP_DSP_H_
#define TINYRIG_SUITES_DSP_DSP_H_

#include "arm_math.h"

enum {
  N = 61,          /* elements of most vectors: a remainder for every number of lanes */
  CAPACITY = 1024, /* of inputs and results */
  SHOWN = 64,
};

/* Drawn once from a fixed seed and never written: two of each type. Floats are in -1 to 1. */
extern q7_t a_q7[CAPACITY], b_q7[CAPACITY];
extern q15_t a_q15[CAPACITY], b_q15[CAPACITY];
extern q31_t a_q31[CAPACITY], b_q31[CAPACITY];
extern float32_t a_f32[CAPACITY], b_f32[CAPACITY];
extern float64_t a_f64[CAPACITY], b_f64[CAPACITY];
/* 0.05 to 1.05, for logarithms and probabilities. */
extern float32_t p_f32[CAPACITY], r_f32[CAPACITY];
extern float64_t p_f64[CAPACITY], r_f64[CAPACITY];

/* Results and work space, cleared before each call by dsp_clear. */
typedef union {
  q7_t q7[CAPACITY];
  q15_t q15[CAPACITY];
  q31_t q31[CAPACITY];
  q63_t q63[CAPACITY];
  float32_t f32[CAPACITY];
  float64_t f64[CAPACITY];
} Buffer;

extern Buffer out, state, work;

void dsp_clear(void);
void dsp_print(const char* function, const char* type, const void* values, uint32_t bytes,
               uint32_t count);

/* Demands something that holds whatever the rounding; a failure is printed and makes main return 1. */
void dsp_require(const char* what, int holds);

/* In these, fn is a function and T a type such as q15. */
#define PRINT(fn, T, values, count) dsp_print(#fn, #T, values, sizeof *(values), count)

#define BINARY(fn, T)                 \
  do {                                \
    dsp_clear();                      \
    fn(a_##T, b_##T, out.T, N);       \
    PRINT(fn, T, out.T, N);           \
  } while (0)

#define UNARY_FROM(fn, source, T, count) \
  do {                                   \
    dsp_clear();                         \
    fn(source, out.T, N);                \
    PRINT(fn, T, out.T, count);          \
  } while (0)

#define UNARY(fn, T) UNARY_FROM(fn, a_##T, T, N)

/* One result of a vector. */
#define REDUCE_FROM(fn, source, R) \
  do {                             \
    dsp_clear();                   \
    fn(source, N, out.R);          \
    PRINT(fn, R, out.R, 1);        \
  } while (0)

#define REDUCE(fn, T) REDUCE_FROM(fn, a_##T, T)

/* One result of two vectors, by pointer or returned. */
#define PAIR(fn, T, R)              \
  do {                              \
    dsp_clear();                    \
    fn(a_##T, b_##T, N, out.R);     \
    PRINT(fn, R, out.R, 1);         \
  } while (0)

#define RETURNED(fn, R, ...)    \
  do {                          \
    dsp_clear();                \
    out.R[0] = fn(__VA_ARGS__); \
    PRINT(fn, R, out.R, 1);     \
  } while (0)

void dsp_vectors(void);
void dsp_statistics(void);
void dsp_filters(void);
void dsp_matrices(void);
void dsp_transforms(void);
void dsp_models(void);
void dsp_halves(void);

#endif
