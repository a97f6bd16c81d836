# CMSIS-DSP as a library, if its packages were given: one source for each family of functions, as the
# package aggregates them. With MVE its Helium forms are compiled, else the scalar ones.
if(NOT DEFINED TINYRIG_PACKAGE_cmsisdsp OR NOT DEFINED TINYRIG_PACKAGE_arm-cmsis-core)
  return()
endif()

file(GLOB CMSIS_DSP_SOURCES ${TINYRIG_PACKAGE_cmsisdsp}/Source/*/[A-Z]*.c)
# GCC 12 cannot compile arm_barycenter_f16 for Helium, so this family is compiled file by file.
file(GLOB CMSIS_DSP_SUPPORT_F16 ${TINYRIG_PACKAGE_cmsisdsp}/Source/SupportFunctions/*f16*.c)
list(FILTER CMSIS_DSP_SOURCES EXCLUDE REGEX "/SupportFunctionsF16\\.c$")
list(FILTER CMSIS_DSP_SUPPORT_F16 EXCLUDE REGEX "/arm_barycenter_f16\\.c$")

add_library(cmsis-dsp STATIC EXCLUDE_FROM_ALL ${CMSIS_DSP_SOURCES} ${CMSIS_DSP_SUPPORT_F16})
target_include_directories(cmsis-dsp SYSTEM
  PUBLIC
  ${TINYRIG_PACKAGE_cmsisdsp}/Include
  ${TINYRIG_PACKAGE_arm-cmsis-core}/CMSIS/Core/Include
  PRIVATE
  ${TINYRIG_PACKAGE_cmsisdsp}/PrivateInclude)
# Cores without arithmetic in half precision convert; without a format they have no such type.
target_compile_options(cmsis-dsp
  PUBLIC -mfp16-format=ieee
  PRIVATE -O2 -w -ffile-prefix-map=${TINYRIG_PACKAGE_cmsisdsp}=cmsisdsp)
target_link_libraries(cmsis-dsp PUBLIC m)
