#include "tests/support/testprogram.h"

int main(int argc, char** argv) {
  endProcess(runTestProgram(argc, argv));
}
