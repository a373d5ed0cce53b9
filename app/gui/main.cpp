#include "app/common/resources.h"
#include "app/gui/application.h"
#include "app/gui/mainwindow.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

using namespace cytosketch;

namespace {

struct Options {
  QStringList files;
  bool exitAfterStartup = false;
  QString screenshot;
  int screenshotDelay = 0;
  QString size;
};

Options parse(const Application& application) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      Application::translate("main", "Draw cells and turn the sketch into a realistic microscopy image with labels."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("sketch"), Application::translate("main", "Sketch to open."),
                               QStringLiteral("[sketch.cysk]"));
  const QCommandLineOption exit(QStringLiteral("exit-after-startup"),
                                Application::translate("main", "End as soon as the window can be used."));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                      Application::translate("main", "Write a picture of the window and end."),
                                      QStringLiteral("file"));
  const QCommandLineOption delay(QStringLiteral("screenshot-delay"),
                                 Application::translate("main", "Milliseconds to wait before the picture."),
                                 QStringLiteral("ms"), QStringLiteral("1500"));
  const QCommandLineOption size(QStringLiteral("size"), Application::translate("main", "Size of the window."),
                                QStringLiteral("WIDTHxHEIGHT"));
  parser.addOptions({exit, screenshot, delay, size});
  parser.process(application);
  return {parser.positionalArguments(), parser.isSet(exit), parser.value(screenshot), parser.value(delay).toInt(),
          parser.value(size)};
}

/// Without a screen Qt would abort. Help and version need none.
bool canStart(int argc, char** argv) {
  if (qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
      qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
    return true;
  }
  static constexpr std::array<std::string_view, 5> texts{"-h", "--help", "--help-all", "-v", "--version"};
  if (std::any_of(argv + 1, argv + argc,
                  [](const char* a) { return std::find(texts.begin(), texts.end(), a) != texts.end(); })) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return true;
  }
  std::fputs("cytosketch: there is no screen (DISPLAY is not set); cytosketch-cli works without one\n", stderr);
  return false;
}

void resizeTo(MainWindow& window, const QString& size) {
  const QStringList edges = size.split(QLatin1Char('x'));
  if (edges.size() == 2) {
    window.resize(edges[0].toInt(), edges[1].toInt());
  }
}

} // namespace

int main(int argc, char** argv) {
  QElapsedTimer clock;
  clock.start();
#ifdef Q_OS_LINUX
  if (!canStart(argc, argv)) {
    return 1;
  }
#endif
  Application application(argc, argv);
  const Options options = parse(application);
  MainWindow window(userFolder());
  QObject::connect(&application, &Application::unexpectedError, &window,
                   [&window](const QString& text) { window.issues()->report({Issue::Severity::Error, text, {}, 0}); });
  if (!options.size.isEmpty()) {
    resizeTo(window, options.size);
  }
  window.show();
  // After the first event loop round the window is painted and answers.
  QTimer::singleShot(0, &window, [&] {
    window.startUp();
    if (!options.files.isEmpty()) {
      window.files()->openAny(options.files.first());
    }
    if (options.exitAfterStartup) {
      std::printf("usable after %lld ms\n", static_cast<long long>(clock.elapsed()));
      QTimer::singleShot(0, &window, &QWidget::close);
    } else if (!options.screenshot.isEmpty()) {
      QTimer::singleShot(options.screenshotDelay, &window, [&] {
        const bool written = window.grab().save(options.screenshot);
        // Nobody is there to be asked whether to save.
        window.document()->undoStack()->setClean();
        window.runs()->discardUnsaved();
        window.close();
        QCoreApplication::exit(written ? 0 : 1);
      });
    }
  });
  return QCoreApplication::exec();
}
