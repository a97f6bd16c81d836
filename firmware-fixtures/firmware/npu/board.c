/*
 * Corstone-300 on MPS3 (Arm AN547). The build defines for each image
 *   NPU_PRODUCT     0 for an Ethos-U55, 1 for an Ethos-U65
 *   NPU_MEMORY_*    SHARED, SRAM_ONLY or DEDICATED: which memories the compiler planned for
 * and may define
 *   NPU_NONSECURE   the NPU works in the Non-secure state, at its Non-secure address
 *   NPU_MASKED      interrupts are masked while the NPU runs
 *   NPU_COUNTERS    its counters run over all inferences and are printed after each
 *   NPU_CACHES      the core's caches are on
 */
#include "npu/board.h"

#include "console/console.h"
#include "npu/cache.h"
#include "npu/registers.h"
#include "npu/log.h"
#include "npu/nonsecure.h"
#include "npu/wait.h"
#include "startup/startup.h"

#ifdef NPU_NONSECURE
#define BASE 0x48102000u
#define PROTECTION (ETHOSU_PRIVILEGED | ETHOSU_NON_SECURE)
#else
#define BASE 0x58102000u
#define PROTECTION ETHOSU_PRIVILEGED
#endif

/*
 * Which AXI limit each region uses: 0 and 1 are those of port 0, 2 and 3 those of port 1. Region 0
 * holds constants, region 1 the arena, region 2 fast scratch, the others inputs and outputs.
 *   SHARED      constants behind port 1, all else in the SRAM behind port 0
 *   SRAM_ONLY   everything behind port 0
 *   DEDICATED   the SRAM is the NPU's own cache: only region 2 lies in it
 */
#define LIMITS(region0, region1, others) ((region0) | (region1) << 2 | (others)*0x5550u)
#if defined(NPU_MEMORY_SRAM_ONLY)
#define QUEUE_LIMIT 1
#define REGION_LIMITS LIMITS(1u, 0u, 1u)
#elif defined(NPU_MEMORY_DEDICATED)
#define QUEUE_LIMIT 2
#define REGION_LIMITS LIMITS(3u, 2u, 1u)
#elif defined(NPU_MEMORY_SHARED)
#define QUEUE_LIMIT 2
#define REGION_LIMITS LIMITS(3u, 0u, 1u)
#else
#error "no NPU_MEMORY_*"
#endif

/* Bursts of 64 bytes, no cacheability; as many outstanding reads and writes as the product has. */
#define AXI_LIMIT (NPU_PRODUCT == 0 ? 0x0F1F0000u : 0x1F3F0000u)

static const EthosUHost host = {
    .base = BASE,
    .product = NPU_PRODUCT,
    .protection = PROTECTION,
    .axi_limits = {AXI_LIMIT, AXI_LIMIT, AXI_LIMIT, AXI_LIMIT},
    .queue_limit = QUEUE_LIMIT,
    .region_limits = REGION_LIMITS,
};

static EthosUDriver driver;
static int is_open;

void Npu_Handler(void) { npu_driver_interrupt(&driver); }

int npu_board_open(void) {
  if (is_open) {
    return 0;
  }
#ifdef NPU_CACHES
  cache_enable();
#endif
#ifdef NPU_NONSECURE
  npu_open_memories(BASE);
#endif
  if (npu_driver_init(&driver, &host) != 0) {
    return -1;
  }
  npu_wait_init();
#ifdef NPU_COUNTERS
  static const enum EthosUEvent events[ETHOSU_EVENT_COUNTERS] = {
      ETHOSU_EVENT_NPU_ACTIVE, ETHOSU_EVENT_AXI0_READ_BEATS, ETHOSU_EVENT_AXI0_WRITE_BEATS,
      ETHOSU_EVENT_AXI1_READ_BEATS};
  if (npu_driver_start_counters(&driver, events) != 0) {
    return -1;
  }
#endif
  is_open = 1;
  return 0;
}

#ifdef NPU_COUNTERS
static void print_counters(void) {
  const EthosUCounts counts = npu_driver_read_counters(&driver);
  npu_log("cycles since the start", (uint32_t)counts.cycles);
  npu_log("cycles active", counts.events[0]);
  npu_log("beats read on port 0", counts.events[1]);
  npu_log("beats written on port 0", counts.events[2]);
  npu_log("beats read on port 1", counts.events[3]);
}
#endif

int npu_board_run(const void* payload, size_t bytes, const EthosUBase* bases, uint32_t count) {
#ifdef NPU_MASKED
  __asm volatile("cpsid i" ::: "memory");
#endif
  const int status = npu_driver_run(&driver, payload, bytes, bases, count);
#ifdef NPU_MASKED
  __asm volatile("cpsie i" ::: "memory");
#endif
#ifdef NPU_COUNTERS
  print_counters();
#endif
  return status;
}
