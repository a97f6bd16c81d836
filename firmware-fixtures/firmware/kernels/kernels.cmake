# The optimised kernels: sources and flags. The firmware build includes this file and compiles
# TINYRIG_KERNEL_SOURCES with TINYRIG_KERNEL_FLAGS and TINYRIG_KERNEL_INCLUDES for each target.
set(TINYRIG_KERNEL_DIR ${CMAKE_CURRENT_LIST_DIR})
set(TINYRIG_KERNEL_INCLUDES ${TINYRIG_KERNEL_DIR}/include)
set(TINYRIG_KERNEL_SOURCES
    ${TINYRIG_KERNEL_DIR}/src/convolve_s8.c
    ${TINYRIG_KERNEL_DIR}/src/convolve_s8_dsp.c
    ${TINYRIG_KERNEL_DIR}/src/convolve_s8_mve.c
    ${TINYRIG_KERNEL_DIR}/src/depthwise_conv_s8.c
    ${TINYRIG_KERNEL_DIR}/src/depthwise_conv_s8_dsp.c
    ${TINYRIG_KERNEL_DIR}/src/depthwise_conv_s8_dsp_3x3.c
    ${TINYRIG_KERNEL_DIR}/src/depthwise_conv_s8_mve.c
    ${TINYRIG_KERNEL_DIR}/src/depthwise_conv_s8_mve_3x3.c
    ${TINYRIG_KERNEL_DIR}/src/elementwise_s8.c
    ${TINYRIG_KERNEL_DIR}/src/fully_connected_s8.c
    ${TINYRIG_KERNEL_DIR}/src/fully_connected_s8_mve.c
    ${TINYRIG_KERNEL_DIR}/src/nn_mve.c
    ${TINYRIG_KERNEL_DIR}/src/nn_requant.c
    ${TINYRIG_KERNEL_DIR}/src/pool_s8.c
    ${TINYRIG_KERNEL_DIR}/src/softmax_s8.c)
# -O2 without tree vectorisation of the byte loops; the hot loops are written out by hand.
set(TINYRIG_KERNEL_FLAGS -std=c11 -O2 -Wall -Wextra -Werror -ffunction-sections -fdata-sections)
