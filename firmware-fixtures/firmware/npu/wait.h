/* How the core waits for the NPU's interrupt. */
#ifndef TINYRIG_NPU_WAIT_H_
#define TINYRIG_NPU_WAIT_H_

#ifdef __cplusplus
extern "C" {
#endif

/* Enables the interrupt; from now on it wakes the core even while it is masked. */
void npu_wait_init(void);

/* Sleeps until something happens. */
void npu_wait_for_event(void);

/* Whether the interrupt's handler cannot run. */
int npu_wait_is_masked(void);

/* Drops the pending interrupt, whose cause is gone. */
void npu_wait_forget_interrupt(void);

#ifdef __cplusplus
}
#endif

#endif
