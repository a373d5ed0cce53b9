# Settings and helpers that every folder's CMakeLists.txt uses.
include(GNUInstallDirs)

# A package found by one folder serves every target that links against that folder.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Type of build" FORCE)
endif()

set(CYTOSKETCH_SANITIZER "" CACHE STRING "Sanitizers for every target: address,undefined or thread")
option(CYTOSKETCH_STRICT "Treat warnings as errors" OFF)
option(CYTOSKETCH_COVERAGE "Instrument for gcov" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(ccache_launcher "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
  set(CMAKE_C_COMPILER_LAUNCHER ${ccache_launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache_launcher})
endif()
# gold links a test in a fifth of the time that ld.bfd takes. (Debian's mold 1.10 does not: linking some of our programs it
# never ends.)
find_program(GOLD_PROGRAM ld.gold)
if(GOLD_PROGRAM AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=gold)
endif()

# The one place for warnings and definitions; every target of ours links it.
add_library(cytosketch_options INTERFACE)
add_library(cytosketch::options ALIAS cytosketch_options)
target_compile_features(cytosketch_options INTERFACE cxx_std_20)
target_compile_options(cytosketch_options INTERFACE
  $<$<COMPILE_LANG_AND_ID:CXX,GNU,Clang>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align>)
if(CYTOSKETCH_STRICT)
  target_compile_options(cytosketch_options INTERFACE -Werror)
endif()
# Torch uses `slots` as a name, so Qt's lower-case keywords are off everywhere.
target_compile_definitions(cytosketch_options INTERFACE QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060000)
target_include_directories(cytosketch_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(CYTOSKETCH_SANITIZER)
  add_compile_options(-fsanitize=${CYTOSKETCH_SANITIZER} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${CYTOSKETCH_SANITIZER})
endif()
if(CYTOSKETCH_COVERAGE)
  add_compile_options(--coverage -O0 -g)
  add_link_options(--coverage)
endif()

# cytosketch_library(NAME sketch FOLDER engine SOURCES a.cpp a.h PUBLIC targets PRIVATE targets):
# the static library cytosketch::NAME of one folder. Its PUBLIC and PRIVATE lists are the edges that
# tests/layering checks against the includes.
function(cytosketch_library)
  cmake_parse_arguments(arg "" "NAME" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(cytosketch_${arg_NAME} STATIC ${arg_SOURCES})
  add_library(cytosketch::${arg_NAME} ALIAS cytosketch_${arg_NAME})
  target_link_libraries(cytosketch_${arg_NAME} PUBLIC cytosketch::options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# cytosketch_test(NAME image_blur SOURCES test_blur.cpp LIBS cytosketch::image [LABELS gl] [NEEDS_DISPLAY]):
# one Qt Test executable and its ctest entry. Without NEEDS_DISPLAY it runs on Qt's offscreen platform.
function(cytosketch_test)
  cmake_parse_arguments(arg "NEEDS_DISPLAY" "NAME;TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  cytosketch_test_executable(test_${arg_NAME} SOURCES ${arg_SOURCES} LIBS ${arg_LIBS})
  cytosketch_test_entry(NAME ${arg_NAME} COMMAND test_${arg_NAME} TIMEOUT "${arg_TIMEOUT}" LABELS ${arg_LABELS}
    NEEDS_DISPLAY "${arg_NEEDS_DISPLAY}")
endfunction()

# cytosketch_test_program(NAME sketch CLASSES mask raster LIBS cytosketch::sketch [SOURCES samples.cpp] [TIMEOUT 300]
# [LABELS gl] [DISPLAY_CLASSES raster] [PRECOMPILE <QtWidgets>]): one executable, test_sketch, with the Qt Test classes of several
# files, each with a ctest entry: sketch_mask of test_mask.cpp, which registers the class by CYTOSKETCH_TEST_CLASS(mask, TestMask)
# (tests/support/testprogram.h). SOURCES are what the classes share; DISPLAY_CLASSES are those that need a screen.
function(cytosketch_test_program)
  cmake_parse_arguments(arg "" "NAME;TIMEOUT" "CLASSES;SOURCES;LIBS;LABELS;DISPLAY_CLASSES;PRECOMPILE" ${ARGN})
  list(TRANSFORM arg_CLASSES REPLACE "(.+)" "test_\\1.cpp" OUTPUT_VARIABLE class_sources)
  cytosketch_test_executable(test_${arg_NAME} SOURCES ${class_sources} ${arg_SOURCES}
    LIBS cytosketch_testprogram ${arg_LIBS})
  list(LENGTH arg_CLASSES classes)
  if(classes GREATER 3) # it costs about as much as it saves in three files
    target_precompile_headers(test_${arg_NAME} PRIVATE <QTest> ${arg_PRECOMPILE})
  endif()
  foreach(class IN LISTS arg_CLASSES)
    set(needs_display OFF)
    if(class IN_LIST arg_DISPLAY_CLASSES)
      set(needs_display ON)
    endif()
    cytosketch_test_entry(NAME ${arg_NAME}_${class} COMMAND test_${arg_NAME} ${class} TIMEOUT "${arg_TIMEOUT}"
      LABELS ${arg_LABELS} NEEDS_DISPLAY "${needs_display}")
    add_custom_target(test_${arg_NAME}_${class} DEPENDS test_${arg_NAME}) # so that every entry can be built by its name
  endforeach()
endfunction()

# What the two above share.
function(cytosketch_test_executable target)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${target} PRIVATE cytosketch::options Qt6::Test ${arg_LIBS})
  target_compile_definitions(${target} PRIVATE
    CYTOSKETCH_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CYTOSKETCH_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>) # the work is done in the libraries
endfunction()

function(cytosketch_test_entry)
  cmake_parse_arguments(arg "" "NAME;TIMEOUT;NEEDS_DISPLAY" "COMMAND;LABELS" ${ARGN})
  add_test(NAME ${arg_NAME} COMMAND ${arg_COMMAND})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set(resources "")
  set(cost "")
  set(environment "OMP_WAIT_POLICY=passive;LC_ALL=C.UTF-8")
  if(arg_NEEDS_DISPLAY)
    list(APPEND arg_LABELS display)
    list(APPEND environment "QT_QPA_PLATFORM=xcb")
    set(resources display) # windows on one screen take each other's focus, so these run one by one
    set(cost COST 1000)    # and begin first
  else()
    list(APPEND environment "QT_QPA_PLATFORM=offscreen")
  endif()
  set_tests_properties(${arg_NAME} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}" LABELS "${arg_LABELS}"
    RESOURCE_LOCK "${resources}" ${cost})
endfunction()
