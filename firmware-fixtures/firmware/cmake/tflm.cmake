# The TFLM library of the crate, once per library flavour (O2, O3, Os, lto) and built only when an
# image asks for it. The vendored files are used as they are.
#
# tinyrig_tflm(<flavour> <flags ...>) defines the targets tflm-<flavour> (library with the
# reference kernels) and tflm-glue-<flavour> (TFLM's CMSIS-NN glue plus our kernels, as objects:
# linked in front, their registrations win over the library's).
set(TF ${TINYRIG_PACKAGE_tfmicro}/submodules/tensorflow)
set(TFL ${TF}/tensorflow/lite)
set(TF_DOWNLOADS ${TFL}/micro/tools/make/downloads)

if(NOT EXISTS ${TFL}/micro/micro_interpreter.cc)
  message(FATAL_ERROR
    "TINYRIG_PACKAGE_tfmicro is '${TINYRIG_PACKAGE_tfmicro}', which holds no TFLM; "
    "give the unpacked crate (scripts/tinyrig and the fixtures' Java do)")
endif()

file(GLOB TFLM_SOURCES
  ${TFL}/micro/*.cc
  ${TFL}/micro/kernels/*.cc
  ${TFL}/micro/memory_planner/*.cc
  ${TFL}/core/api/*.cc)
list(APPEND TFLM_SOURCES
  ${TFL}/c/common.c
  ${TFL}/kernels/internal/quantization_util.cc
  ${TFL}/kernels/kernel_util.cc)
list(FILTER TFLM_SOURCES EXCLUDE REGEX "_test\\.cc$|/debug_log\\.cc$|/test_helpers\\.cc$")

file(GLOB TFLM_GLUE_SOURCES ${TFL}/micro/kernels/cmsis-nn/*.cc)
include(${CMAKE_SOURCE_DIR}/kernels/kernels.cmake OPTIONAL)

# TF_LITE_STATIC_MEMORY changes structure layouts, so the application needs it as well.
# NDEBUG: reference ADD asserts an offset of at most 127, and a zero point of -128 makes it 128.
add_library(tflm-headers INTERFACE)
target_include_directories(tflm-headers SYSTEM INTERFACE
  ${TF}
  ${TF_DOWNLOADS}/flatbuffers/include
  ${TF_DOWNLOADS}/gemmlowp
  ${TF_DOWNLOADS}/ruy)
target_compile_definitions(tflm-headers INTERFACE
  TF_LITE_STATIC_MEMORY TF_LITE_MCU_DEBUG_LOG NDEBUG)

function(tinyrig_tflm flavour)
  add_library(tflm-${flavour} STATIC EXCLUDE_FROM_ALL ${TFLM_SOURCES})
  target_link_libraries(tflm-${flavour} PUBLIC tflm-headers)
  target_compile_options(tflm-${flavour} PRIVATE ${ARGN} -w)

  if(TINYRIG_KERNEL_SOURCES)
    add_library(tflm-glue-${flavour} OBJECT EXCLUDE_FROM_ALL ${TFLM_GLUE_SOURCES})
    target_link_libraries(tflm-glue-${flavour} PUBLIC tflm-headers)
    target_include_directories(tflm-glue-${flavour} PRIVATE ${TINYRIG_KERNEL_INCLUDES})
    target_compile_options(tflm-glue-${flavour} PRIVATE ${ARGN} -w)
  endif()
endfunction()

# Our kernels choose their own flags; an image of any flavour links them as they are.
if(TINYRIG_KERNEL_SOURCES)
  add_library(kernels OBJECT EXCLUDE_FROM_ALL ${TINYRIG_KERNEL_SOURCES})
  target_include_directories(kernels PRIVATE ${TINYRIG_KERNEL_INCLUDES})
  target_compile_options(kernels PRIVATE ${TINYRIG_KERNEL_FLAGS})
endif()
