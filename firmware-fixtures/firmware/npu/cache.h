/*
 * The core's caches, where it has them and they are on (Armv8-M Architecture Reference Manual,
 * D1.2: CCR, CCSIDR, DCCIMVAC, DCCISW, ICIALLU). The NPU does not look into them.
 */
#ifndef TINYRIG_NPU_CACHE_H_
#define TINYRIG_NPU_CACHE_H_

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Switches the instruction and the data cache on, empty. */
void cache_enable(void);

/*
 * Writes back what the data cache holds of this memory and forgets it. Done before another master
 * reads or writes the memory, and again after it wrote: nothing of it is dirty then, so that the
 * second time only forgets what was read ahead.
 */
void cache_clean_and_forget(const void* address, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif
