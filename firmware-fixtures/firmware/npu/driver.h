/*
 * A bare-metal driver of an Ethos-U55 or Ethos-U65: resets it, checks that a command stream fits
 * it, runs the stream and sleeps until it is over. One NPU, one stream at a time.
 */
#ifndef TINYRIG_NPU_DRIVER_H_
#define TINYRIG_NPU_DRIVER_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ETHOSU_BASES = 8, ETHOSU_EVENT_COUNTERS = 4 };

/* Events of the NPU's counters. */
enum EthosUEvent {
  ETHOSU_EVENT_NPU_ACTIVE = 0x023,
  ETHOSU_EVENT_AXI0_READ_BEATS = 0x082,
  ETHOSU_EVENT_AXI0_WRITE_BEATS = 0x087,
  ETHOSU_EVENT_AXI1_READ_BEATS = 0x182,
};

/* What a driver must know about its NPU and the memories around it. */
typedef struct EthosUHost {
  uintptr_t base;
  uint32_t product;         /* 0 is an Ethos-U55, 1 an Ethos-U65 */
  uint32_t protection;      /* ETHOSU_PRIVILEGED and ETHOSU_NON_SECURE */
  uint32_t axi_limits[4];   /* AXI_LIMIT0 to 3 */
  uint32_t queue_limit;     /* QCONFIG: the AXI limit, and so the port, of command fetches */
  uint32_t region_limits;   /* REGIONCFG: those of the eight regions, two bits each */
} EthosUHost;

/* A range of memory that a stream may use through one base pointer. */
typedef struct EthosUBase {
  const void* address;
  size_t bytes;
} EthosUBase;

typedef struct EthosUDriver {
  const EthosUHost* host;
  uint32_t power_references;
  volatile uint32_t is_over;      /* set by the interrupt */
  volatile uint32_t final_status; /* STATUS as the interrupt found it */
} EthosUDriver;

typedef struct EthosUCounts {
  uint64_t cycles;
  uint32_t events[ETHOSU_EVENT_COUNTERS];
} EthosUCounts;

/* What returns a number returns 0 when it did what it should; else it said why. */

int npu_driver_init(EthosUDriver* driver, const EthosUHost* host);

/* Runs a payload: what the compiler made of an ethos-u operator. Returns when it is over. */
int npu_driver_run(EthosUDriver* driver, const void* payload, size_t bytes, const EthosUBase* bases,
               uint32_t count);

/* To be called by the handler of the NPU's interrupt. */
void npu_driver_interrupt(EthosUDriver* driver);

/*
 * Keeps the NPU powered, and so what it holds; the first reference resets it. Without one, every
 * run begins with a reset.
 */
int npu_driver_hold(EthosUDriver* driver);
void npu_driver_release(EthosUDriver* driver);

/* Starts the counters from 0 and holds the NPU, because a reset clears them. */
int npu_driver_start_counters(EthosUDriver* driver, const enum EthosUEvent* events);
EthosUCounts npu_driver_read_counters(const EthosUDriver* driver);

#ifdef __cplusplus
}
#endif

#endif
