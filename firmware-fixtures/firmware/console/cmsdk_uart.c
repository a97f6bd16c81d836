/*
 * Console over UART0 of the MPS2 and MPS3 boards (Arm CMSDK APB UART, technical reference manual,
 * section "APB UART"): polled transmit, no interrupts. TINYRIG_UART_BASE is the target's.
 */
#include <stdint.h>

#include "console/console.h"

typedef struct {
  volatile uint32_t data;
  volatile uint32_t state;
  volatile uint32_t control;
  volatile uint32_t interrupt;
  volatile uint32_t baud_divider;
} Uart;

#define UART ((Uart*)TINYRIG_UART_BASE)

enum {
  STATE_TX_FULL = 1u << 0,
  CONTROL_TX_ENABLE = 1u << 0,
  /* The smallest divider the manual allows: the console must not dominate a run's cycles. */
  SMALLEST_BAUD_DIVIDER = 16,
};

void console_open(void) {
  UART->baud_divider = SMALLEST_BAUD_DIVIDER;
  UART->control = CONTROL_TX_ENABLE;
}

void console_write(const char* text) {
  for (; *text != '\0'; text++) {
    while ((UART->state & STATE_TX_FULL) != 0) {
    }
    UART->data = (uint8_t)*text;
  }
}
