#pragma once

#include <QCoreApplication>

#include <memory>

class QObject;

/// One program can hold several Qt Test classes, so that what they link is linked once. Each class is registered under
/// a name in its own file,
///
///     CYTOSKETCH_TEST_CLASS(mask, TestMask)
///
/// and run by it: `test_sketch mask [arguments of Qt Test]`; `test_sketch -list` prints the names. The names of classes
/// are global in the program: two files must not have a `TestMask` each, and helpers belong into unnamed namespaces.
struct TestClass {
  const char* name;
  std::unique_ptr<QCoreApplication> (*application)(int& argc, char** argv);
  std::unique_ptr<QObject> (*make)();
};

/// Registers a class for the life of the program; to be made by the macros alone. Aborts if the name is taken.
class TestRegistration {
public:
  explicit TestRegistration(const TestClass& testClass);
};

/// Runs the class that the first argument names, with the arguments after it for Qt Test. 2 if there is none such, else
/// what QTest::qExec() gives. The `main` that tests/support has does nothing but this; a program with its own links
/// that.
int runTestProgram(int argc, char** argv);

/// Ends the process at once but for what is still to be written: unlike std::exit() without the destructors of static
/// objects, which take LibTorch two tenths of a second. Sanitizers and gcov, which report at the end, get a whole exit.
[[noreturn]] void endProcess(int code);

namespace testprogram {

template <typename Application>
std::unique_ptr<QCoreApplication> application(int& argc, char** argv) {
  auto made = std::make_unique<Application>(argc, argv);
  made->setAttribute(Qt::AA_Use96Dpi, true); // as QTEST_MAIN has it
  return made;
}

template <typename Class>
std::unique_ptr<QObject> make() {
  return std::make_unique<Class>();
}

} // namespace testprogram

/// In the place of QTEST_MAIN(Class), with an application of the given type.
#define CYTOSKETCH_TEST_CLASS_WITH(Application, name, Class)                                                           \
  static const TestRegistration registrationOf##Class(                                                                 \
      {#name, &testprogram::application<Application>, &testprogram::make<Class>});
/// In the place of QTEST_GUILESS_MAIN(Class).
#define CYTOSKETCH_TEST_CLASS(name, Class) CYTOSKETCH_TEST_CLASS_WITH(QCoreApplication, name, Class)
/// In the place of QTEST_MAIN(Class), where there are widgets; include <QApplication>.
#define CYTOSKETCH_WIDGET_TEST_CLASS(name, Class) CYTOSKETCH_TEST_CLASS_WITH(QApplication, name, Class)
