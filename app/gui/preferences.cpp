#include "app/gui/preferences.h"

#include "app/gui/icons.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int autosaveMaximum = 60;

QPalette darkPalette() {
  QPalette palette;
  const QColor window(45, 45, 48);
  const QColor base(32, 32, 34);
  const QColor text(225, 225, 225);
  const QColor faint(140, 140, 140);
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, base);
  palette.setColor(QPalette::AlternateBase, QColor(40, 40, 43));
  palette.setColor(QPalette::ToolTipBase, QColor(60, 60, 64));
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::PlaceholderText, QColor(165, 165, 165));
  palette.setColor(QPalette::Button, QColor(58, 58, 62));
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::BrightText, Qt::white);
  palette.setColor(QPalette::Light, QColor(78, 78, 82)); // lines, as below tabs
  palette.setColor(QPalette::Midlight, QColor(68, 68, 72));
  palette.setColor(QPalette::Mid, QColor(38, 38, 41));
  palette.setColor(QPalette::Dark, QColor(30, 30, 32));
  palette.setColor(QPalette::Shadow, QColor(18, 18, 20));
  palette.setColor(QPalette::Link, QColor(100, 170, 255));
  palette.setColor(QPalette::Highlight, QColor(55, 120, 200));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(80, 80, 80));
  return palette;
}

/// The style's own light palette, with the grey of secondary texts dark enough to be read.
QPalette lightPalette() {
  QPalette palette = QStyleFactory::create(QStringLiteral("Fusion"))->standardPalette();
  palette.setColor(QPalette::PlaceholderText, QColor(95, 95, 95));
  return palette;
}

} // namespace

Preferences Preferences::load() {
  const QSettings settings;
  Preferences preferences;
  const int theme = settings.value(QStringLiteral("theme"), 0).toInt();
  preferences.theme = static_cast<Theme>(std::clamp(theme, 0, 2));
  preferences.language = settings.value(QStringLiteral("language")).toString();
  preferences.autosaveMinutes =
      std::clamp(settings.value(QStringLiteral("autosaveMinutes"), 1).toInt(), 0, autosaveMaximum);
  const QVariantMap keys = settings.value(QStringLiteral("keys")).toMap();
  for (auto entry = keys.begin(); entry != keys.end(); ++entry) {
    const QString text = entry.value().toString();
    preferences.keys.insert(entry.key(), text.isEmpty()
                                             ? QList<QKeySequence>()
                                             : QKeySequence::listFromString(text, QKeySequence::PortableText));
  }
  return preferences;
}

void Preferences::save() const {
  QSettings settings;
  settings.setValue(QStringLiteral("theme"), static_cast<int>(theme));
  settings.setValue(QStringLiteral("language"), language);
  settings.setValue(QStringLiteral("autosaveMinutes"), autosaveMinutes);
  QVariantMap map;
  for (auto entry = keys.begin(); entry != keys.end(); ++entry) {
    map.insert(entry.key(), QKeySequence::listToString(entry.value(), QKeySequence::PortableText));
  }
  settings.setValue(QStringLiteral("keys"), map);
}

void applyTheme(Preferences::Theme theme) {
  switch (theme) {
  case Preferences::Theme::System:
    QApplication::setPalette(QPalette());
    break;
  case Preferences::Theme::Light:
    QApplication::setPalette(lightPalette());
    break;
  case Preferences::Theme::Dark:
    QApplication::setPalette(darkPalette());
    break;
  }
  // Fusion's own grey for secondary texts is too faint on a light window.
  if (QPalette palette = QApplication::palette(); palette.color(QPalette::Window).lightnessF() > 0.5F) {
    palette.setColor(QPalette::PlaceholderText, QColor(95, 95, 95));
    QApplication::setPalette(palette);
  }
  setUpIcons();
}

} // namespace cytosketch
