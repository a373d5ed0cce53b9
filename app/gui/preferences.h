#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QString>

namespace cytosketch {

/// How the person likes the program; kept in the desktop's settings. What is open and where, the Session keeps.
struct Preferences {
  enum class Theme { System, Light, Dark };

  Theme theme = Theme::System;
  QString language;                         ///< "de", "en"; empty = the system's
  int autosaveMinutes = 1;                  ///< 0 = never
  QHash<QString, QList<QKeySequence>> keys; ///< actions whose keys differ from the default

  static Preferences load();
  void save() const;
};

/// Sets the palette of the whole program; icons follow.
void applyTheme(Preferences::Theme theme);

} // namespace cytosketch
