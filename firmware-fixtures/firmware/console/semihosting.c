/* Console over semihosting: one SYS_WRITE0 per text. */
#include "console/console.h"
#include "console/semihosting_call.h"

void console_open(void) {}

void console_write(const char* text) { (void)semihosting_call(SYS_WRITE0, text); }
