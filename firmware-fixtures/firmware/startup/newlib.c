/*
 * The few hooks that newlib and the C++ runtime want from a bare-metal image. A fixture never ends
 * by returning, so destructors are not registered; nothing here allocates.
 */
#include <stddef.h>

#include "startup/startup.h"

void* __dso_handle = NULL;

int atexit(void (*function)(void)) {
  (void)function;
  return 0;
}

void _exit(int status) { tinyrig_exit(status); }
