# Collects all texts into TS_FILE: cmake -DLUPDATE=... -DSOURCES=... -DSCRATCH=... -DTS_FILE=... -P update.cmake
# The copies of the engine's sources are explained in CMakeLists.txt.
file(REMOVE_RECURSE "${SCRATCH}")
file(GLOB_RECURSE engine_files RELATIVE "${SOURCES}/engine" "${SOURCES}/engine/*.cpp" "${SOURCES}/engine/*.h")
foreach(name IN LISTS engine_files)
  file(READ "${SOURCES}/engine/${name}" text)
  if(NOT text MATCHES "CYTOSKETCH_TRANSLATE\\(" OR name STREQUAL "image/parameter.h")
    continue()
  endif()
  string(REPLACE "CYTOSKETCH_TRANSLATE(" "QT_TRANSLATE_NOOP(\"Parameters\", " text "${text}")
  file(WRITE "${SCRATCH}/${name}" "${text}")
endforeach()
file(MAKE_DIRECTORY "${SCRATCH}")
# Tables in the window's sources often give QT_TRANSLATE_NOOP a short name for their length:
#   #define TEXT(text) QT_TRANSLATE_NOOP("Actions", text)
# lupdate expands no macros, so it reads a copy of these too.
file(GLOB_RECURSE window_files RELATIVE "${SOURCES}" "${SOURCES}/app/*.cpp" "${SOURCES}/widgets/*.cpp")
foreach(name IN LISTS window_files)
  file(READ "${SOURCES}/${name}" text)
  if(text MATCHES "#define ([A-Z]+)\\(text\\) QT_TRANSLATE_NOOP\\(\"([A-Za-z]+)\", text\\)")
    set(context "${CMAKE_MATCH_2}")
    string(REGEX REPLACE "([^A-Z_])${CMAKE_MATCH_1}\\(\"" "\\1QT_TRANSLATE_NOOP(\"${context}\", \"" text "${text}")
    file(WRITE "${SCRATCH}/window/${name}" "${text}")
  endif()
endforeach()

execute_process(COMMAND "${LUPDATE}" -silent -no-obsolete -locations none "-I${SOURCES}" -source-language en -target-language de
                        "${SOURCES}/app" "${SOURCES}/widgets" "${SCRATCH}" -ts "${TS_FILE}"
                COMMAND_ERROR_IS_FATAL ANY)
