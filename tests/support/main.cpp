#include "tests/support/testprogram.h"

int main(int argc, char** argv) {
  return runTestProgram(argc, argv);
}
