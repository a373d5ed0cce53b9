# Collects all texts into TS_FILE, NAME_LANGUAGE.ts: cmake -DLUPDATE=... -DSOURCES=... -DSCRATCH=... -DTS_FILE=... -P update.cmake
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
# The window's sources as they are, but for those that name the context in a way that lupdate does not see, since it expands
# no macros and follows no calls; of these it reads a copy that says QT_TRANSLATE_NOOP everywhere:
#   #define TEXT(text) QT_TRANSLATE_NOOP("Actions", text)
#   QString tr(const char* text) { return QCoreApplication::translate("Help", text); }
set(files "")
file(GLOB_RECURSE window_files RELATIVE "${SOURCES}" "${SOURCES}/app/*.cpp" "${SOURCES}/widgets/*.cpp"
     "${SOURCES}/app/*.h" "${SOURCES}/widgets/*.h")
foreach(name IN LISTS window_files)
  file(READ "${SOURCES}/${name}" text)
  if(text MATCHES "#define ([A-Z]+)\\(text\\) QT_TRANSLATE_NOOP\\(\"([A-Za-z]+)\", text\\)")
    string(REGEX REPLACE "([^A-Z_])${CMAKE_MATCH_1}\\(" "\\1QT_TRANSLATE_NOOP(\"${CMAKE_MATCH_2}\", " text "${text}")
  elseif(text MATCHES "QString tr\\(const char\\* text\\) {[^}]*translate\\(\"([A-Za-z]+)\", text\\)")
    string(REGEX REPLACE "([^A-Za-z_.:>])tr\\(" "\\1QT_TRANSLATE_NOOP(\"${CMAKE_MATCH_1}\", " text "${text}")
  else()
    string(APPEND files "${SOURCES}/${name}\n")
    continue()
  endif()
  file(WRITE "${SCRATCH}/window/${name}" "${text}")
endforeach()
file(GLOB_RECURSE copies "${SCRATCH}/*.cpp" "${SCRATCH}/*.h")
list(JOIN copies "\n" copies)
file(WRITE "${SCRATCH}/files.txt" "${files}${copies}\n")

string(REGEX MATCH "_([a-z]+)\\.ts$" match "${TS_FILE}")
set(options -target-language "${CMAKE_MATCH_1}")
if(CMAKE_MATCH_1 STREQUAL "en")
  list(APPEND options -pluralonly) # the texts are English; only "%n cell(s)" needs its two forms
endif()
execute_process(COMMAND "${LUPDATE}" -silent -no-obsolete -locations none "-I${SOURCES}" -source-language en ${options}
                        "@${SCRATCH}/files.txt" -ts "${TS_FILE}"
                COMMAND_ERROR_IS_FATAL ANY)
