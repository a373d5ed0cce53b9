#pragma once

#include <QApplication>

namespace cytosketch {

/// The application object: style, icons, texts in the person's language; an error that nobody has caught becomes a
/// message instead of the end of the program.
class Application : public QApplication {
  Q_OBJECT
public:
  Application(int& argc, char** argv);

  bool notify(QObject* receiver, QEvent* event) override;

Q_SIGNALS:
  /// An exception came out of an event handler.
  void unexpectedError(const QString& text);

private:
  void installTranslators(const QString& language);
};

} // namespace cytosketch
