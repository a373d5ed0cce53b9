#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace {

std::vector<TestClass>& registered() {
  static std::vector<TestClass> classes;
  return classes;
}

const TestClass* find(std::string_view name) {
  const auto found = std::find_if(registered().begin(), registered().end(),
                                  [&](const TestClass& testClass) { return name == testClass.name; });
  return found == registered().end() ? nullptr : &*found;
}

void list(std::FILE* file) {
  std::sort(registered().begin(), registered().end(),
            [](const TestClass& a, const TestClass& b) { return std::string_view(a.name) < b.name; });
  for (const TestClass& testClass : registered()) {
    std::fprintf(file, "%s\n", testClass.name);
  }
}

} // namespace

TestRegistration::TestRegistration(const TestClass& testClass) {
  if (find(testClass.name) != nullptr) {
    qFatal("two test classes are called %s", testClass.name);
  }
  registered().push_back(testClass);
}

int runTestProgram(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (name == "-list") {
    list(stdout);
    return 0;
  }
  const TestClass* testClass = find(name);
  if (testClass == nullptr) {
    std::fprintf(stderr, "usage: %s CLASS [arguments of Qt Test], with CLASS one of:\n", argv[0]);
    list(stderr);
    return 2;
  }
  std::copy(argv + 2, argv + argc + 1, argv + 1); // with the null pointer at its end
  --argc;
  const std::unique_ptr<QCoreApplication> application = testClass->application(argc, argv);
  const std::unique_ptr<QObject> object = testClass->make();
  return QTest::qExec(object.get(), argc, argv);
}

void endProcess(int code) {
#ifdef CYTOSKETCH_WHOLE_EXIT
  std::exit(code);
#else
  std::cout.flush();
  std::fflush(nullptr);
  ::_exit(code);
#endif
}
