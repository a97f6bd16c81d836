/*
 * Runs functions of CMSIS-DSP over drawn inputs and prints their results (dsp.h). The last line is
 * "passed", or "failed" with status 1 when a result contradicts itself.
 */
#include <string.h>

#include "console/console.h"
#include "dsp.h"
#include "runner/crc32.h"

q7_t a_q7[CAPACITY], b_q7[CAPACITY];
q15_t a_q15[CAPACITY], b_q15[CAPACITY];
q31_t a_q31[CAPACITY], b_q31[CAPACITY];
float32_t a_f32[CAPACITY], b_f32[CAPACITY];
float64_t a_f64[CAPACITY], b_f64[CAPACITY];
float32_t p_f32[CAPACITY], r_f32[CAPACITY];
float64_t p_f64[CAPACITY], r_f64[CAPACITY];
Buffer out, state, work;

static int failures;

/* xorshift32 (Marsaglia). */
static uint32_t draw(void) {
  static uint32_t word = 0x9E3779B9u;
  word ^= word << 13;
  word ^= word >> 17;
  word ^= word << 5;
  return word;
}

/* -1 to 1 in steps that a float holds exactly. */
static float32_t draw_float(void) { return (float32_t)((int32_t)draw() >> 8) / 8388608.0f; }

static void draw_inputs(void) {
  for (int i = 0; i < CAPACITY; i++) {
    a_q7[i] = (q7_t)draw();
    b_q7[i] = (q7_t)draw();
    a_q15[i] = (q15_t)draw();
    b_q15[i] = (q15_t)draw();
    a_q31[i] = (q31_t)draw();
    b_q31[i] = (q31_t)draw();
    a_f32[i] = draw_float();
    b_f32[i] = draw_float();
    a_f64[i] = draw_float();
    b_f64[i] = draw_float();
    p_f32[i] = 0.55f + 0.5f * draw_float();
    r_f32[i] = 0.55f + 0.5f * draw_float();
    p_f64[i] = p_f32[i];
    r_f64[i] = r_f32[i];
  }
}

void dsp_clear(void) {
  memset(&out, 0, sizeof out);
  memset(&state, 0, sizeof state);
  memset(&work, 0, sizeof work);
}

static char* put_text(char* to, const char* text) {
  while (*text != '\0') {
    *to++ = *text++;
  }
  return to;
}

static char* put_hex(char* to, uint64_t value, uint32_t bytes) {
  for (int shift = (int)bytes * 8 - 4; shift >= 0; shift -= 4) {
    *to++ = "0123456789abcdef"[(value >> shift) & 15];
  }
  return to;
}

static char* put_decimal(char* to, uint32_t value) {
  if (value >= 10) {
    to = put_decimal(to, value / 10);
  }
  *to++ = (char)('0' + value % 10);
  return to;
}

void dsp_print(const char* function, const char* type, const void* values, uint32_t bytes,
               uint32_t count) {
  static char line[2048];
  char* end = put_text(line, function);
  *end++ = ' ';
  end = put_text(end, type);
  *end++ = ' ';
  end = put_decimal(end, count);
  *end++ = ' ';
  end = put_hex(end, tinyrig_crc32(values, bytes * count), 4);
  const uint32_t step = (count + SHOWN - 1) / SHOWN;
  for (uint32_t i = 0; i < count; i += step) {
    uint64_t value = 0;
    memcpy(&value, (const uint8_t*)values + i * bytes, bytes);
    *end++ = ' ';
    end = put_hex(end, value, bytes);
  }
  *end++ = '\n';
  *end = '\0';
  console_write(line);
}

void dsp_require(const char* what, int holds) {
  if (!holds) {
    failures++;
    console_write("does not hold: ");
    console_write(what);
    console_write("\n");
  }
}

int main(void) {
  draw_inputs();
  dsp_vectors();
  dsp_statistics();
  dsp_filters();
  dsp_matrices();
  dsp_transforms();
  dsp_models();
  dsp_halves();
  console_write(failures == 0 ? "passed\n" : "failed\n");
  return failures == 0 ? 0 : 1;
}
