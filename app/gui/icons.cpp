#include "app/gui/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace cytosketch {

namespace {

/// Paints a one-colour SVG in the colour of the palette's text, whatever it is at that time.
class TextColourIconEngine : public QIconEngine {
public:
  explicit TextColourIconEngine(const QByteArray& svg) : svg_(svg) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
    const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
    const QColor colour = QApplication::palette().color(group, QPalette::WindowText);
    QSvgRenderer renderer(QByteArray(svg_).replace("#232629", colour.name().toLatin1()));
    renderer.render(painter, rect);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new TextColourIconEngine(svg_); }

private:
  QByteArray svg_;
};

} // namespace

void setUpIcons() {
  const bool dark = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F;
  const QString breeze = dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze");
  QStringList paths = QIcon::themeSearchPaths();
  if (!paths.contains(QStringLiteral("/usr/share/icons"))) {
    paths.append(QStringLiteral("/usr/share/icons"));
  }
  QIcon::setThemeSearchPaths(paths);
  QIcon::setFallbackThemeName(breeze);
  const QString theme = QIcon::themeName();
  if (theme.isEmpty() || theme == QLatin1String("hicolor") || theme.startsWith(QLatin1String("breeze"))) {
    QIcon::setThemeName(breeze);
  }
}

QIcon themedIcon(const QString& name) {
  if (name.startsWith(QLatin1String("cytosketch-"))) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? QIcon(new TextColourIconEngine(file.readAll())) : QIcon();
  }
  return QIcon::fromTheme(name);
}

} // namespace cytosketch
