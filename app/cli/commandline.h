#pragma once

namespace cytosketch {

/// All of cytosketch-cli: reads the arguments and does what they ask for, with results on stdout and one line on stderr
/// for an error. To be called once in a process, before it has threads, as signals are blocked for all (interrupt.h).
/// @param argv as main has it: the program's name first
/// @return the exit code (exitcodes.h). @throws nothing
int runCommandLine(int argc, char** argv);

} // namespace cytosketch
