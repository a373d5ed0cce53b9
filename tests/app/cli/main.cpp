#include "zygote.h"

#include "tests/support/testprogram.h"

int main(int argc, char** argv) {
  Zygote::start();
  endProcess(runTestProgram(argc, argv));
}
