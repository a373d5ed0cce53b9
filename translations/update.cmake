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
execute_process(COMMAND "${LUPDATE}" -silent -no-obsolete -locations none -source-language en -target-language de
                        "${SOURCES}/app" "${SOURCES}/widgets" "${SCRATCH}" -ts "${TS_FILE}"
                COMMAND_ERROR_IS_FATAL ANY)
