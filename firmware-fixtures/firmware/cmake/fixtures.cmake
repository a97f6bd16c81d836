# Reads catalog.txt and turns its rows into executables.

# Splits "a=b c=d" into <prefix>_a and <prefix>_c of the caller.
macro(tinyrig_fields prefix line)
  string(REGEX MATCHALL "[a-z]+=[^ ]+" fields "${line}")
  foreach(field IN LISTS fields)
    string(REGEX MATCH "^([a-z]+)=(.*)$" ignored "${field}")
    set(${prefix}_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
  endforeach()
endmacro()

# Sets <prefix>_<field> for the model <id>.
macro(tinyrig_load_model prefix id)
  if(NOT DEFINED MODEL_LINE_${id})
    message(FATAL_ERROR "catalog.txt has no model '${id}'")
  endif()
  set(${prefix}_scale 1.0)
  set(${prefix}_zero 0)
  tinyrig_fields(${prefix} "${MODEL_LINE_${id}}")
  set(${prefix}_path ${TINYRIG_PACKAGE_${${prefix}_package}})
endmacro()

# Appends the operators "A:1,B:2" as macro calls MACRO(A, 1) to the variable.
function(tinyrig_operators variable macro list)
  string(REPLACE "," ";" list "${list}")
  set(text "${${variable}}")
  foreach(operator IN LISTS list)
    string(REPLACE ":" ", " operator "${operator}")
    string(APPEND text " ${macro}(${operator})")
  endforeach()
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# Where the ELF of an executable goes.
function(tinyrig_image image)
  set_target_properties(${image} PROPERTIES
    SUFFIX .elf
    RUNTIME_OUTPUT_DIRECTORY ${TINYRIG_OUTPUT}
    LINK_DEPENDS "${CMAKE_SOURCE_DIR}/memory/${TINYRIG_MEMORY}.ld;${CMAKE_SOURCE_DIR}/memory/sections.ld")
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/npu.cmake)

function(tinyrig_fixture model variant)
  tinyrig_load_model(M ${model})
  set(V_kernels reference)
  set(V_library O2)
  set(V_resolver minimal)
  set(V_input lcg)
  set(V_invokes 1)
  set(V_systick 0)
  set(V_console semihosting)
  tinyrig_fields(V "${VARIANT_LINE_${variant}}")
  if(V_kernels STREQUAL optimised AND NOT TINYRIG_KERNEL_SOURCES)
    return()
  endif()
  if(V_kernels STREQUAL npu)
    if(NOT DEFINED TINYRIG_NPU_MODELS)
      return()
    endif()
    # The older core leaves more to the core than the catalog says.
    if(NOT V_vela MATCHES legacy)
      set(M_ops "${M_left}")
      set(M_own "")
    endif()
    tinyrig_npu_model(model_file)
  else()
    set(model_file ${M_path}/${M_file})
  endif()

  # The resolver's rows.
  set(rows "")
  set(operators "${M_ops}")
  set(own "${M_own}")
  if(V_second)
    tinyrig_load_model(S ${V_second})
    foreach(each IN ITEMS ops own)
      string(REPLACE "," ";" more "${S_${each}}")
      foreach(operator IN LISTS more)
        if(NOT ",${M_${each}}," MATCHES ",${operator},")
          if(each STREQUAL ops)
            string(APPEND operators ",${operator}")
          else()
            string(APPEND own ",${operator}")
          endif()
        endif()
      endforeach()
    endforeach()
  endif()
  if(V_without)
    string(REGEX REPLACE "(^|,)${V_without}:[0-9]+" "" operators "${operators}")
  endif()
  if(V_failing)
    string(REGEX MATCH "${V_failing}:[0-9]+" broken "${operators}")
    string(REGEX REPLACE "(^|,)${V_failing}:[0-9]+" "" operators "${operators}")
    tinyrig_operators(rows FAILING "${broken}")
  endif()
  tinyrig_operators(rows BUILTIN "${operators}")
  tinyrig_operators(rows OWN "${own}")
  if(V_kernels STREQUAL npu)
    string(APPEND rows " ETHOS_U")
  endif()
  set(text "#define RESOLVER_OPS${rows}\n")
  if(V_resolver STREQUAL all)
    string(APPEND text "#define RESOLVER_ALL_OPS\n")
  endif()
  # Images with the same operators share one compiled resolver.
  string(MD5 resolver "${text}")
  set(resolver resolver-${resolver}-${V_library})
  if(NOT TARGET ${resolver})
    set(generated ${CMAKE_BINARY_DIR}/generated/${resolver})
    file(CONFIGURE OUTPUT ${generated}/resolver_ops.h CONTENT "${text}" @ONLY)
    add_library(${resolver} OBJECT EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/runner/resolver.cc)
    target_link_libraries(${resolver} PUBLIC tflm-headers)
    target_include_directories(${resolver} PRIVATE ${CMAKE_SOURCE_DIR} ${generated})
    target_compile_options(${resolver} PRIVATE
      ${TINYRIG_LIBRARY_FLAGS_${V_library}} -Wall -Wextra)
  endif()

  # The header's fields.
  if(NOT DEFINED V_arena)
    set(V_arena ${M_arena})
  endif()
  # unit: the generator's floats in -1 .. 1, whatever the model's range.
  if(V_input STREQUAL unit)
    set(M_scale 0.0078125)
    set(M_zero 0)
    set(V_input lcg)
  endif()
  string(TOUPPER ${V_input} kind)
  string(REPLACE SAMPLES RECORDED kind ${kind})
  if(kind STREQUAL RECORDED AND M_byteorder STREQUAL big)
    set(kind RECORDED_BIG_ENDIAN)
  endif()
  set(flags 0)
  if(V_cycles)
    set(flags TINYRIG_FLAG_PRINT_CYCLES)
  endif()
  set(definitions
    FIXTURE_NAME="${model}"
    FIXTURE_ARENA_BYTES=${V_arena}
    FIXTURE_INPUT_KIND=TINYRIG_INPUT_${kind}
    FIXTURE_INPUT_SCALE=${M_scale}f
    FIXTURE_INPUT_ZERO_POINT=${M_zero}
    FIXTURE_INVOKES=${V_invokes}
    FIXTURE_FLAGS=${flags}
    FIXTURE_SYSTICK_RELOAD=${V_systick}
    FIXTURE_MODEL_FILE="${model_file}")
  if(V_second)
    list(APPEND definitions
      FIXTURE_SECOND_NAME="${V_second}"
      FIXTURE_SECOND_ARENA_BYTES=${S_arena}
      FIXTURE_SECOND_INPUT_SCALE=${S_scale}f
      FIXTURE_SECOND_INPUT_ZERO_POINT=${S_zero}
      FIXTURE_SECOND_MODEL_FILE="${S_path}/${S_file}")
  endif()
  if(V_input STREQUAL samples)
    string(REPLACE "," ";" samples "${M_samples}")
    set(index 0)
    foreach(sample IN LISTS samples)
      list(APPEND definitions FIXTURE_INPUT_FILE_${index}="${M_path}/${sample}")
      math(EXPR index "${index} + 1")
    endforeach()
  endif()

  set(image ${model}-${variant})
  add_executable(${image} EXCLUDE_FROM_ALL
    ${CMAKE_SOURCE_DIR}/runner/fixture.c
    ${CMAKE_SOURCE_DIR}/runner/data.S
    $<TARGET_OBJECTS:${resolver}>
    $<TARGET_OBJECTS:runner-${V_library}>
    $<TARGET_OBJECTS:console-${V_console}>)
  if(V_kernels STREQUAL optimised)
    target_sources(${image} PRIVATE
      $<TARGET_OBJECTS:tflm-glue-${V_library}> $<TARGET_OBJECTS:kernels>)
  elseif(V_kernels STREQUAL npu)
    tinyrig_npu_board(board)
    target_sources(${image} PRIVATE $<TARGET_OBJECTS:${board}> $<TARGET_OBJECTS:npu>)
  endif()
  target_compile_definitions(${image} PRIVATE ${definitions})
  target_include_directories(${image} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${image} PRIVATE $<$<COMPILE_LANGUAGE:C>:-Wall>)
  target_link_libraries(${image} PRIVATE tflm-${V_library})
  target_link_options(${image} PRIVATE ${TINYRIG_LIBRARY_FLAGS_${V_library}})
  tinyrig_image(${image})
  if(V_strip)
    add_custom_command(TARGET ${image} POST_BUILD
      COMMAND ${TINYRIG_STRIP} --strip-all $<TARGET_FILE:${image}> VERBATIM)
  endif()
endfunction()

# Reads the rows: lists TARGETS, MODELS, VARIANTS, PROGRAMS and the variables <KIND>_LINE_<id> of the caller.
macro(tinyrig_read_catalogue file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(STRINGS ${file} lines REGEX "^(target|model|variant|program) ")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([a-z]+) ([A-Za-z0-9_-]+)(.*)$" ignored "${line}")
    set(id ${CMAKE_MATCH_2})
    set(rest "${CMAKE_MATCH_3}")
    string(TOUPPER ${CMAKE_MATCH_1} kind)
    list(APPEND ${kind}S ${id})
    set(${kind}_LINE_${id} "${rest}")
  endforeach()
endmacro()

# Flags, memory map and UART of TINYRIG_TARGET: TINYRIG_CPU_FLAGS, TINYRIG_MEMORY and TINYRIG_UART of the caller.
macro(tinyrig_load_target)
  if(NOT TINYRIG_TARGET IN_LIST TARGETS)
    message(FATAL_ERROR "TINYRIG_TARGET is '${TINYRIG_TARGET}'; give one of: ${TARGETS}")
  endif()
  set(T_images all)
  set(T_uart 0x40004000)
  tinyrig_fields(T "${TARGET_LINE_${TINYRIG_TARGET}}")
  set(TINYRIG_IMAGES ${T_images})
  string(REPLACE "," ";" TINYRIG_CPU_FLAGS "${T_flags}")
  list(APPEND TINYRIG_CPU_FLAGS -mthumb)
  set(TINYRIG_MEMORY ${T_memory})
  set(TINYRIG_UART ${T_uart})
endmacro()

# One executable per model and variant that belong together.
function(tinyrig_fixtures)
  if(TINYRIG_IMAGES STREQUAL programs)
    return()
  endif()
  foreach(variant IN LISTS VARIANTS)
    set(chosen_targets all)
    string(REGEX MATCH " models=([^ ]+)" ignored "${VARIANT_LINE_${variant}}")
    set(chosen_models "${CMAKE_MATCH_1}")
    if("${VARIANT_LINE_${variant}}" MATCHES " targets=([^ ]+)")
      set(chosen_targets "${CMAKE_MATCH_1}")
    endif()
    if(chosen_targets STREQUAL all OR ",${chosen_targets}," MATCHES ",${TINYRIG_TARGET},")
      foreach(model IN LISTS MODELS)
        if(chosen_models STREQUAL all OR ",${chosen_models}," MATCHES ",${model},")
          tinyrig_fixture(${model} ${variant})
        endif()
      endforeach()
    endif()
  endforeach()
endfunction()

# Whether the folders of these packages were given; the variables are named without npm's scope.
function(tinyrig_has_packages variable list)
  set(${variable} TRUE PARENT_SCOPE)
  string(REPLACE "," ";" list "${list}")
  foreach(package IN LISTS list)
    string(REGEX REPLACE ".*/" "" package "${package}")
    if(NOT DEFINED TINYRIG_PACKAGE_${package})
      set(${variable} FALSE PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# A program of two images: a Secure one, and a Non-secure one that is linked with the gateways of the first
# and then put into its file as data. Both are free of libraries, and of floating point that the compiler makes.
function(tinyrig_worlds program source)
  set(build ${CMAKE_BINARY_DIR}/${program})
  set(elf ${TINYRIG_OUTPUT}/${program}.elf)
  set(cpu ${TINYRIG_CPU_FLAGS})
  list(FILTER cpu EXCLUDE REGEX "^-mf")
  list(APPEND cpu -mfloat-abi=soft)
  set(compile ${CMAKE_C_COMPILER} ${cpu} -O1 -g -ffreestanding -fno-tree-loop-distribute-patterns -Wall -Wextra
    -I${CMAKE_SOURCE_DIR} -ffile-prefix-map=${CMAKE_SOURCE_DIR}=firmware)
  set(link ${CMAKE_C_COMPILER} ${cpu} -nostdlib -T ${source}/${TINYRIG_MEMORY}.ld)
  set(secure ${build}/secure.o ${build}/board.o ${build}/secure_entry.o)
  set(nonsecure ${build}/nonsecure.o ${build}/nonsecure_entry.o)
  file(GLOB inputs CONFIGURE_DEPENDS ${source}/*)
  add_custom_command(OUTPUT ${elf}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${build} ${TINYRIG_OUTPUT}
    COMMAND ${compile} -mcmse -c ${source}/secure.c -o ${build}/secure.o
    COMMAND ${compile} -mcmse -c ${source}/board.c -o ${build}/board.o
    COMMAND ${compile} -c ${source}/secure_entry.S -o ${build}/secure_entry.o
    COMMAND ${compile} -c ${source}/nonsecure.c -o ${build}/nonsecure.o
    COMMAND ${compile} -c ${source}/nonsecure_entry.S -o ${build}/nonsecure_entry.o
    COMMAND ${link} -Wl,--cmse-implib,--out-implib=${build}/gateways.o -T ${source}/secure.ld ${secure} -lgcc
      -o ${build}/secure.elf
    COMMAND ${link} -T ${source}/nonsecure.ld ${nonsecure} ${build}/gateways.o -o ${build}/nonsecure.elf
    COMMAND ${CMAKE_OBJCOPY} -O binary -j .text ${build}/nonsecure.elf ${build}/nonsecure.bin
    COMMAND ${CMAKE_OBJCOPY} -I binary -O elf32-littlearm -B arm
      --rename-section .data=.nonsecure_image,alloc,load,readonly,data,contents
      ${build}/nonsecure.bin ${build}/nonsecure_image.o
    COMMAND ${link} -Wl,--no-warn-mismatch -T ${source}/secure.ld ${secure} ${build}/nonsecure_image.o -lgcc
      -o ${elf}
    DEPENDS ${inputs}
    VERBATIM)
  add_custom_target(${program} DEPENDS ${elf})
endfunction()

# Programs of our own that run none of the models: start-up code, console and the sources of one folder.
function(tinyrig_programs)
  foreach(program IN LISTS PROGRAMS)
    set(P_link "")
    set(P_targets all)
    set(P_library O2)
    set(P_packages "")
    set(P_worlds no)
    set(P_registers all)
    tinyrig_fields(P "${PROGRAM_LINE_${program}}")
    tinyrig_has_packages(complete "${P_packages}")
    if(NOT complete)
      continue()
    endif()
    file(GLOB sources CONFIGURE_DEPENDS
      ${CMAKE_SOURCE_DIR}/${P_sources}/*.c
      ${CMAKE_SOURCE_DIR}/${P_sources}/*.cc
      ${CMAKE_SOURCE_DIR}/${P_sources}/*.S)
    if(NOT sources OR NOT (P_targets STREQUAL all OR ",${P_targets}," MATCHES ",${TINYRIG_TARGET},"))
      continue()
    endif()
    if(P_worlds)
      tinyrig_worlds(${program} ${CMAKE_SOURCE_DIR}/${P_sources})
      continue()
    endif()
    add_executable(${program} EXCLUDE_FROM_ALL
      ${sources} $<TARGET_OBJECTS:console-semihosting>)
    target_include_directories(${program} PRIVATE
      ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${P_sources})
    target_compile_options(${program} PRIVATE
      $<$<COMPILE_LANGUAGE:C,CXX>:${TINYRIG_LIBRARY_FLAGS_${P_library}}>
      $<$<COMPILE_LANGUAGE:C,CXX>:-Wall> $<$<COMPILE_LANGUAGE:C,CXX>:-Wextra>)
    if(P_registers STREQUAL general)
      # Nor LE, which looks at FPSCR.LTPSIZE.
      target_compile_options(${program} PRIVATE
        $<$<COMPILE_LANGUAGE:C>:-mgeneral-regs-only> $<$<COMPILE_LANGUAGE:C>:-fno-branch-count-reg>)
    endif()
    target_link_options(${program} PRIVATE ${TINYRIG_LIBRARY_FLAGS_${P_library}})
    if(P_link STREQUAL kernels)
      target_sources(${program} PRIVATE $<TARGET_OBJECTS:kernels>)
      target_include_directories(${program} PRIVATE ${TINYRIG_KERNEL_INCLUDES})
    elseif(P_link)
      target_link_libraries(${program} PRIVATE ${P_link})
    endif()
    tinyrig_image(${program})
  endforeach()
endfunction()
