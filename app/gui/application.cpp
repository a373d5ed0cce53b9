#include "app/gui/application.h"

#include "app/common/resources.h"
#include "app/gui/preferences.h"
#include "widgets/jobs/joberror.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QMainWindow>
#include <QProxyStyle>
#include <QTimer>
#include <QTranslator>

#include <exception>

/// Resources in a static library are not linked by themselves; outside the namespace, as the macro wants it.
static void initIcons() {
  Q_INIT_RESOURCE(icons);
}

namespace cytosketch {

namespace {

/// Fusion, with tabs narrow enough for the names of all panels on a small screen.
class WindowStyle : public QProxyStyle {
public:
  WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
    if (metric == PM_TabBarTabHSpace) {
      const bool docks = widget != nullptr && qobject_cast<const QMainWindow*>(widget->parentWidget()) != nullptr;
      return docks ? 6 : 14;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
  }
};

} // namespace

Application::Application(int& argc, char** argv) : QApplication(argc, argv) {
  initIcons();
  setOrganizationName(QStringLiteral("CytoSketch"));
  setApplicationName(QStringLiteral("cytosketch"));
  setApplicationDisplayName(QStringLiteral("CytoSketch"));
  setApplicationVersion(QStringLiteral(CYTOSKETCH_VERSION));
  setDesktopFileName(QStringLiteral("cytosketch"));
  setStyle(new WindowStyle);
  const Preferences preferences = Preferences::load();
  installTranslators(preferences.language);
  applyTheme(preferences.theme);
}

void Application::installTranslators(const QString& language) {
  const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
  QLocale::setDefault(locale);
  const QString own = QString::fromStdString((resourceFolder() / "translations").string());
  auto* const qt = new QTranslator(this);
  if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
               QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
    installTranslator(qt);
  }
  // English texts need no translation but for their plurals; whatever language is found comes before these.
  auto* const plurals = new QTranslator(this);
  if (plurals->load(QStringLiteral("cytosketch_en"), own)) {
    installTranslator(plurals);
  }
  auto* const texts = new QTranslator(this);
  if (texts->load(locale, QStringLiteral("cytosketch"), QStringLiteral("_"), own)) {
    installTranslator(texts);
  }
}

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (...) {
    const JobError error = jobErrorOf(std::current_exception());
    // Told later: whoever listens must not work inside the handler that has just failed.
    QTimer::singleShot(0, this, [this, error] { Q_EMIT unexpectedError(error.problem); });
    return false;
  }
}

} // namespace cytosketch
