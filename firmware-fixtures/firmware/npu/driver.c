#include "npu/driver.h"

#include "npu/cache.h"
#include "npu/payload.h"
#include "npu/registers.h"
#include "npu/log.h"
#include "npu/wait.h"

enum { RESET_POLLS = 100000, ALIGNMENT = 16 };

static volatile uint32_t* at(const EthosUDriver* driver, uint32_t offset) {
  return (volatile uint32_t*)(driver->host->base + offset);
}

static uint32_t get(const EthosUDriver* driver, uint32_t offset) { return *at(driver, offset); }

static void put(const EthosUDriver* driver, uint32_t offset, uint32_t value) {
  *at(driver, offset) = value;
}

/* Addresses are 32 bits wide here; an Ethos-U65 has 40 and wants the others as 0. */
static void put_address(const EthosUDriver* driver, uint32_t offset, const void* address) {
  put(driver, offset, (uint32_t)(uintptr_t)address);
  put(driver, offset + 4, 0);
}

/* An action of CMD leaves its levels as they are. */
static void command(const EthosUDriver* driver, uint32_t action) {
  put(driver, ETHOSU_CMD, (get(driver, ETHOSU_CMD) & ETHOSU_CMD_LEVELS) | action);
}

static int soft_reset(EthosUDriver* driver) {
  put(driver, ETHOSU_RESET, driver->host->protection);
  int polls = RESET_POLLS;
  while ((get(driver, ETHOSU_STATUS) & ETHOSU_STATUS_RESET) != 0) {
    if (--polls == 0) {
      npu_log("does not come out of reset, STATUS", get(driver, ETHOSU_STATUS));
      return -1;
    }
  }
  if (get(driver, ETHOSU_PROT) != driver->host->protection) {
    npu_log("has another protection than asked for, PROT", get(driver, ETHOSU_PROT));
    return -1;
  }
  for (uint32_t i = 0; i < 4; i++) {
    put(driver, ETHOSU_AXI_LIMIT + 4 * i, driver->host->axi_limits[i]);
  }
  return 0;
}

int npu_driver_init(EthosUDriver* driver, const EthosUHost* host) {
  *driver = (EthosUDriver){.host = host};
  const uint32_t config = get(driver, ETHOSU_CONFIG);
  if (ETHOSU_CONFIG_PRODUCT(config) != host->product) {
    npu_log("is another product than the driver is built for, CONFIG", config);
    return -1;
  }
  return soft_reset(driver);
}

int npu_driver_hold(EthosUDriver* driver) {
  if (driver->power_references == 0) {
    if (soft_reset(driver) != 0) {
      return -1;
    }
    put(driver, ETHOSU_CMD, 0);
  }
  driver->power_references++;
  return 0;
}

void npu_driver_release(EthosUDriver* driver) {
  driver->power_references--;
  if (driver->power_references == 0) {
    put(driver, ETHOSU_CMD, ETHOSU_CMD_LEVELS);
  }
}

/*
 * The stream must be for as many multipliers, and of a form that the hardware knows. Its buffer
 * memory is left out: the compiler may count that in another way.
 */
static int check_npu(const EthosUDriver* driver, const EthosUStep* step) {
  const uint32_t config = get(driver, ETHOSU_CONFIG);
  const uint32_t id = get(driver, ETHOSU_ID);
  if (ETHOSU_CONFIG_PRODUCT(step->config) != ETHOSU_CONFIG_PRODUCT(config) ||
      ETHOSU_CONFIG_MACS_LOG2(step->config) != ETHOSU_CONFIG_MACS_LOG2(config) ||
      ETHOSU_CONFIG_STREAM_VERSION(step->config) != ETHOSU_CONFIG_STREAM_VERSION(config) ||
      ETHOSU_CONFIG_CUSTOM_DMA(step->config) > ETHOSU_CONFIG_CUSTOM_DMA(config)) {
    npu_log("CONFIG of the stream", step->config);
    npu_log("CONFIG of the hardware", config);
    npu_log_text("the stream was compiled for another NPU");
    return -1;
  }
  if (ETHOSU_ID_ARCH_MAJOR(step->id) != ETHOSU_ID_ARCH_MAJOR(id) ||
      ETHOSU_ID_ARCH_MINOR(step->id) > ETHOSU_ID_ARCH_MINOR(id)) {
    npu_log("ID of the stream", step->id);
    npu_log("ID of the hardware", id);
    npu_log_text("the stream was compiled for another architecture");
    return -1;
  }
  return 0;
}

static int is_aligned(const void* address) { return (uintptr_t)address % ALIGNMENT == 0; }

static void start(EthosUDriver* driver, const EthosUStep* step, const EthosUBase* bases,
                  uint32_t count) {
  driver->is_over = 0;
  put_address(driver, ETHOSU_QBASE, step->stream);
  put(driver, ETHOSU_QSIZE, step->stream_bytes);
  put(driver, ETHOSU_QCONFIG, driver->host->queue_limit);
  for (uint32_t i = 0; i < count; i++) {
    put_address(driver, ETHOSU_BASEP + 8 * i, bases[i].address);
  }
  put(driver, ETHOSU_REGIONCFG, driver->host->region_limits);
  command(driver, ETHOSU_CMD_RUN);
}

void npu_driver_interrupt(EthosUDriver* driver) {
  driver->final_status = get(driver, ETHOSU_STATUS);
  command(driver, ETHOSU_CMD_CLEAR_IRQ);
  driver->is_over = 1;
}

/*
 * Sleeps until the interrupt has come. Whoever calls with interrupts masked is served as well: the
 * pending interrupt wakes the core (npu_wait_init), and what its handler would do is done here.
 */
static void wait(EthosUDriver* driver) {
  while (!driver->is_over) {
    npu_wait_for_event();
    if (!driver->is_over && npu_wait_is_masked() &&
        (get(driver, ETHOSU_STATUS) & ETHOSU_STATUS_IRQ_RAISED) != 0) {
      npu_driver_interrupt(driver);
      npu_wait_forget_interrupt();
    }
  }
}

static int failed(EthosUDriver* driver) {
  const uint32_t status = driver->final_status;
  if ((status & ETHOSU_STATUS_FAULTS) == 0 && (status & ETHOSU_STATUS_END_REACHED) != 0) {
    return 0;
  }
  npu_log("the stream failed, STATUS", status);
  npu_log("at QREAD", get(driver, ETHOSU_QREAD));
  /* A fault lasts until a reset; whoever held the NPU for its counters loses them. */
  (void)soft_reset(driver);
  return -1;
}

static int run_stream(EthosUDriver* driver, const EthosUStep* step, const EthosUBase* bases,
                      uint32_t count) {
  if (!is_aligned(step->stream)) {
    npu_log("the stream is not aligned to 16 bytes, address", (uint32_t)(uintptr_t)step->stream);
    return -1;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (!is_aligned(bases[i].address)) {
      npu_log("a base is not aligned to 16 bytes, number", i);
      return -1;
    }
  }
  /*
   * What the core has written must be in memory, and nothing of it may be written back later. Lines
   * at the ends of a base may hold neighbours too: in an arena those are tensors, which nobody
   * writes meanwhile.
   */
  for (uint32_t i = 0; i < count; i++) {
    cache_clean_and_forget(bases[i].address, bases[i].bytes);
  }
  if (npu_driver_hold(driver) != 0) {
    return -1;
  }
  start(driver, step, bases, count);
  wait(driver);
  /* What the core may have read ahead while the NPU wrote is stale. */
  for (uint32_t i = 0; i < count; i++) {
    cache_clean_and_forget(bases[i].address, bases[i].bytes);
  }
  const int status = failed(driver);
  npu_driver_release(driver);
  return status;
}

int npu_driver_run(EthosUDriver* driver, const void* payload, size_t bytes, const EthosUBase* bases,
               uint32_t count) {
  EthosUWalk walk;
  if (!npu_payload_open(&walk, payload, bytes)) {
    npu_log("this is no payload for a driver, bytes", (uint32_t)bytes);
    return -1;
  }
  if (count > ETHOSU_BASES) {
    npu_log("too many base pointers", count);
    return -1;
  }
  for (;;) {
    const EthosUStep step = npu_payload_next(&walk);
    switch (step.kind) {
      case ETHOSU_STEP_END:
        return 0;
      case ETHOSU_STEP_NPU:
        if (check_npu(driver, &step) != 0) {
          return -1;
        }
        break;
      case ETHOSU_STEP_STREAM:
        if (run_stream(driver, &step, bases, count) != 0) {
          return -1;
        }
        break;
      case ETHOSU_STEP_BAD:
        npu_log("the payload makes no sense at byte", step.offset);
        return -1;
    }
  }
}

int npu_driver_start_counters(EthosUDriver* driver, const enum EthosUEvent* events) {
  if (npu_driver_hold(driver) != 0) {
    return -1;
  }
  uint32_t enabled = ETHOSU_PMCNTEN_CYCLES;
  for (uint32_t i = 0; i < ETHOSU_EVENT_COUNTERS; i++) {
    put(driver, ETHOSU_PMEVTYPER + 4 * i, (uint32_t)events[i]);
    enabled |= 1u << i;
  }
  put(driver, ETHOSU_PMCNTENSET, enabled);
  put(driver, ETHOSU_PMCR,
      ETHOSU_PMCR_ENABLE | ETHOSU_PMCR_RESET_EVENTS | ETHOSU_PMCR_RESET_CYCLES);
  return 0;
}

EthosUCounts npu_driver_read_counters(const EthosUDriver* driver) {
  EthosUCounts counts;
  uint32_t high;
  uint32_t low;
  do {
    high = get(driver, ETHOSU_PMCCNTR + 4);
    low = get(driver, ETHOSU_PMCCNTR);
  } while (high != get(driver, ETHOSU_PMCCNTR + 4));
  counts.cycles = (uint64_t)high << 32 | low;
  for (uint32_t i = 0; i < ETHOSU_EVENT_COUNTERS; i++) {
    counts.events[i] = get(driver, ETHOSU_PMEVCNTR + 4 * i);
  }
  return counts;
}
