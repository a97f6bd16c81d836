/*
 * The console of a fixture: semihosting (console/semihosting.c) or the CMSDK UART of the MPS2
 * boards (console/cmsdk_uart.c); a build links exactly one.
 */
#ifndef TINYRIG_CONSOLE_CONSOLE_H_
#define TINYRIG_CONSOLE_CONSOLE_H_

#ifdef __cplusplus
extern "C" {
#endif

/* Readies the device. Called once, before C++ constructors run. */
void console_open(void);

/* Writes a NUL-terminated text. */
void console_write(const char* text);

#ifdef __cplusplus
}
#endif

#endif
