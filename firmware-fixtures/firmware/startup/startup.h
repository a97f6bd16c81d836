/* What the start-up code offers to and expects from the rest of a fixture. */
#ifndef TINYRIG_STARTUP_STARTUP_H_
#define TINYRIG_STARTUP_STARTUP_H_

#ifdef __cplusplus
extern "C" {
#endif

/* Entry point of the image. */
void Reset_Handler(void) __attribute__((noreturn));

/* Supplied by the runner: counts ticks, see runner/systick.h. */
void SysTick_Handler(void);

/* Ends the run through semihosting with a status of 0..255. Without a host it spins here. */
void tinyrig_exit(int status) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif
