#include "app/cli/commandline.h"
#include "tests/support/testprogram.h"
#include "tests/support/zygote.h"

int main(int argc, char** argv) {
  Zygote::start(&cytosketch::runCommandLine);
  endProcess(runTestProgram(argc, argv));
}
