/* Pieces of vector code whose state an interrupt could spoil: beats, VPR, FPSCR, LR, write-back. */
#ifndef TINYRIG_SUITES_MVE_INTERRUPTS_WORKLOADS_H_
#define TINYRIG_SUITES_MVE_INTERRUPTS_WORKLOADS_H_

#include <stdint.h>

enum { LENGTH = 61 }; /* elements: a remainder for every number of lanes */

/* Inputs, written once by draw_inputs. */
extern int8_t bytes_a[128], bytes_b[128];
extern int16_t halves_a[128], halves_b[128];
extern int32_t words_a[128], words_b[128];
extern float floats_a[128], floats_b[128];

void draw_inputs(void);

typedef struct {
  const char* name;
  /* Writes results to out, which is zero before, and returns how far they reach: a multiple of four
   * bytes, at most 2 KiB. */
  uint32_t (*run)(uint8_t* out);
} Workload;

extern const Workload workloads[];
extern const uint32_t workload_count;

#endif
