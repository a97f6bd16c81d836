/*
 * The registers of an Ethos-U55 or Ethos-U65 that a driver uses, by byte offset. Names and bits are
 * those of Arm's public register description; what a stream means is none of the driver's business.
 */
#ifndef TINYRIG_NPU_REGISTERS_H_
#define TINYRIG_NPU_REGISTERS_H_

enum EthosURegister {
  ETHOSU_ID = 0x000,
  ETHOSU_STATUS = 0x004,
  ETHOSU_CMD = 0x008,
  ETHOSU_RESET = 0x00C,
  ETHOSU_QBASE = 0x010, /* 64 bits */
  ETHOSU_QREAD = 0x018,
  ETHOSU_QCONFIG = 0x01C,
  ETHOSU_QSIZE = 0x020,
  ETHOSU_PROT = 0x024,
  ETHOSU_CONFIG = 0x028,
  ETHOSU_REGIONCFG = 0x03C,
  ETHOSU_AXI_LIMIT = 0x040, /* four */
  ETHOSU_BASEP = 0x080,     /* eight of 64 bits */
  ETHOSU_PMCR = 0x180,
  ETHOSU_PMCNTENSET = 0x184,
  ETHOSU_PMCCNTR = 0x1A0, /* 48 bits */
  ETHOSU_PMEVCNTR = 0x300,  /* four */
  ETHOSU_PMEVTYPER = 0x380, /* four */
};

/* STATUS */
#define ETHOSU_STATUS_IRQ_RAISED (1u << 1)
#define ETHOSU_STATUS_BUS (1u << 2)
#define ETHOSU_STATUS_RESET (1u << 3)
#define ETHOSU_STATUS_PARSE (1u << 4)
#define ETHOSU_STATUS_END_REACHED (1u << 5)
#define ETHOSU_STATUS_WEIGHTS (1u << 7)
#define ETHOSU_STATUS_ECC (1u << 8)
#define ETHOSU_STATUS_FAULTS \
  (ETHOSU_STATUS_BUS | ETHOSU_STATUS_PARSE | ETHOSU_STATUS_WEIGHTS | ETHOSU_STATUS_ECC)

/* CMD: the lower two bits are actions, the requests of quiescence are levels that last. */
#define ETHOSU_CMD_RUN (1u << 0)
#define ETHOSU_CMD_CLEAR_IRQ (1u << 1)
#define ETHOSU_CMD_CLOCK_Q (1u << 2)
#define ETHOSU_CMD_POWER_Q (1u << 3)
#define ETHOSU_CMD_LEVELS (ETHOSU_CMD_CLOCK_Q | ETHOSU_CMD_POWER_Q)

/* RESET asks for, and PROT shows, privilege and security of the NPU's accesses. */
#define ETHOSU_PRIVILEGED (1u << 0)
#define ETHOSU_NON_SECURE (1u << 1)

/* CONFIG */
#define ETHOSU_CONFIG_MACS_LOG2(word) ((word) & 0xFu)
#define ETHOSU_CONFIG_STREAM_VERSION(word) ((word) >> 4 & 0xFu)
#define ETHOSU_CONFIG_CUSTOM_DMA(word) ((word) >> 27 & 1u)
#define ETHOSU_CONFIG_PRODUCT(word) ((word) >> 28)

/* ID: the architecture that a stream was made for, or that the hardware has. */
#define ETHOSU_ID_ARCH_MAJOR(word) ((word) >> 28)
#define ETHOSU_ID_ARCH_MINOR(word) ((word) >> 20 & 0xFFu)

/* PMCR */
#define ETHOSU_PMCR_ENABLE (1u << 0)
#define ETHOSU_PMCR_RESET_EVENTS (1u << 1)
#define ETHOSU_PMCR_RESET_CYCLES (1u << 2)
#define ETHOSU_PMCNTEN_CYCLES (1u << 31)

#endif
