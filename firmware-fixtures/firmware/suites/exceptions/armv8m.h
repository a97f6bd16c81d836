/* Functions of armv8m.S. */
#ifndef TINYRIG_SUITES_EXCEPTIONS_ARMV8M_H_
#define TINYRIG_SUITES_EXCEPTIONS_ARMV8M_H_

#include <stdint.h>

uint32_t get_psplim(void);
void set_psplim(uint32_t value);
uint32_t get_msplim(void);
/* Moves SP down by 0x40 and up again, on a process stack with this top; returns SP. */
uint32_t limited_stack(uint32_t top);
/* FPSCR and VPR. */
void vector_status(uint32_t* two_words);
/* Loads four words, which fault, and stores them to seen. */
void vector_load(uint32_t address, uint32_t* seen);
/* The same for the lanes of a VPT block with a THEN and an ELSE instruction: two vectors. */
void vector_load_in_block(uint32_t address, uint32_t* seen);
/* The same in a loop over six words: the vector of the tail, and how often the loop was begun. */
void vector_load_in_tail(uint32_t address, uint32_t* seen);
/* Stores a vector, predicated: lanes 0 and 3. */
void vector_store(uint32_t address);
/*
 * What begins with SVC 1: a vector addition of 1 to 0 (the sum of its lanes), CLRM, LDM of two words (their sum), a
 * move of 7 to a register of 1, and behind a vector addition SVC 9.
 */
uint32_t resumed_vector(void);
uint32_t resumed_clear(void);
uint32_t resumed_load(const uint32_t* words);
uint32_t resumed_move(void);
void resumed_call(void);

#endif
