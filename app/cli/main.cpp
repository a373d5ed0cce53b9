#include "app/cli/commandline.h"

int main(int argc, char** argv) {
  return cytosketch::runCommandLine(argc, argv);
}
