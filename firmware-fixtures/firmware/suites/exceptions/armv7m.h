/* Functions of entry.S that need Armv7-M. */
#ifndef TINYRIG_SUITES_EXCEPTIONS_ARMV7M_H_
#define TINYRIG_SUITES_EXCEPTIONS_ARMV7M_H_

#include <stdint.h>

uint32_t get_basepri(void);
void set_basepri(uint32_t value);
void set_basepri_max(uint32_t value);
uint32_t get_faultmask(void);
void set_faultmask(uint32_t value);
void cpsid_i_f(void);
void cpsie_i_f(void);
/* Stores PRIMASK, BASEPRI, PSP, CONTROL, IPSR, MSP as unprivileged code reads them after it tried to change them. */
void try_unprivileged(uint32_t* six_words);
uint32_t unprivileged(uint32_t (*leaf)(uint32_t), uint32_t argument);
uint32_t load_word(uint32_t address);
uint32_t store_word(uint32_t address);
void fault_exclusive(uint32_t address);
void fault_coprocessor(void);
void fault_divide(void);
void fault_inside_it(uint32_t address);
uint32_t svc_inside_it(void);
void exclusive_sequence(uint32_t* word, uint32_t* six_words);
uint32_t exclusive_interrupted(uint32_t* word, volatile uint32_t* pend, uint32_t mask);
/* Pends by storing value while PSP is the stack; the handler makes a frame that goes on at *resume. */
void stack_without_memory(uint32_t psp, uint32_t* resume, volatile uint32_t* pend, uint32_t value);

#endif
