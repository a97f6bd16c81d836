/* What the start-up code offers to and expects from the rest of a fixture. */
#ifndef TINYRIG_STARTUP_STARTUP_H_
#define TINYRIG_STARTUP_STARTUP_H_

#ifdef __cplusplus
extern "C" {
#endif

/* Entry point of the image. */
void Reset_Handler(void) __attribute__((noreturn));

/*
 * Handlers that a program may define itself. The fault handlers write a line and end the run with
 * status 1, the others spin in Unexpected_Handler. The runner defines SysTick_Handler.
 */
void NMI_Handler(void);
void HardFault_Handler(void);
void MemManage_Handler(void);
void BusFault_Handler(void);
void UsageFault_Handler(void);
void SecureFault_Handler(void); /* Armv8-M only; the slot is reserved before */
void SVC_Handler(void);
void DebugMon_Handler(void);
void PendSV_Handler(void);
void SysTick_Handler(void);
void Npu_Handler(void); /* interrupt 56 */
void Unexpected_Handler(void);

/* Ends the run through semihosting with a status of 0..255. Without a host it spins here. */
void tinyrig_exit(int status) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif
