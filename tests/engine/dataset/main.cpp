// The test program. Its zygote makes datasets as the command line does, to be killed meanwhile: RECIPE MODEL FOLDER.
#include "engine/dataset/datasetrun.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"
#include "tests/support/zygote.h"

#include <fstream>
#include <iostream>
#include <iterator>

namespace {

int makeDatasetOf(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  try {
    std::ifstream stream(argv[1]);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto model = cytosketch::Model::load(argv[2]);
    const auto plan = cytosketch::planDataset(cytosketch::recipeFromJson(text, {"."}), *model);
    cytosketch::makeDataset(plan, *model, {argv[3], {}, true});
  } catch (const cytosketch::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  Zygote::start(&makeDatasetOf);
  endProcess(runTestProgram(argc, argv));
}
