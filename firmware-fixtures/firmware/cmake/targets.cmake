# One row per target: compiler flags of the core and the memory map it is linked for.
# A new core is one call here; TINYRIG_TARGET picks the row.
#
# tinyrig_target(<name> MEMORY <file in memory/ without .ld> FLAGS <flags ...>)
set(TINYRIG_KNOWN_TARGETS "")
function(tinyrig_target name)
  cmake_parse_arguments(ARG "" "MEMORY" "FLAGS" ${ARGN})
  set(TINYRIG_KNOWN_TARGETS ${TINYRIG_KNOWN_TARGETS} ${name} PARENT_SCOPE)
  if(name STREQUAL TINYRIG_TARGET)
    set(TINYRIG_MEMORY ${ARG_MEMORY} PARENT_SCOPE)
    set(TINYRIG_CPU_FLAGS -mthumb ${ARG_FLAGS} PARENT_SCOPE)
  endif()
endfunction()

tinyrig_target(m0plus MEMORY mps2 FLAGS -mcpu=cortex-m0plus -mfloat-abi=soft)
tinyrig_target(m3 MEMORY mps2 FLAGS -mcpu=cortex-m3 -mfloat-abi=soft)
tinyrig_target(m4f MEMORY mps2 FLAGS -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16)
tinyrig_target(m7 MEMORY mps2 FLAGS -mcpu=cortex-m7 -mfloat-abi=hard -mfpu=fpv5-d16)
tinyrig_target(m33 MEMORY mps2 FLAGS -mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv5-sp-d16)
# GNU as 2.40 misreads VCVT with the condition NE inside an IT block once MVE is on; without the
# second if-conversion pass GCC does not emit it.
tinyrig_target(m55 MEMORY mps3-an547 FLAGS -mcpu=cortex-m55 -mfloat-abi=hard -fno-if-conversion2)

if(NOT TINYRIG_MEMORY)
  message(FATAL_ERROR
    "TINYRIG_TARGET is '${TINYRIG_TARGET}'; give one of: ${TINYRIG_KNOWN_TARGETS}")
endif()
