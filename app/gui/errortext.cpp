#include "app/gui/errortext.h"

#include <QFileInfo>

namespace cytosketch {

namespace {

QString sentence(QString text) {
  if (text.isEmpty()) {
    return text;
  }
  text[0] = text[0].toUpper();
  return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

} // namespace

Issue issueOf(const JobError& error) {
  // Of a path the file's name is enough in front; the whole is among the details.
  const bool isPath = error.where.contains(QLatin1Char('/'));
  const QString place = isPath ? QFileInfo(error.where).fileName() : error.where;
  QString text = place.isEmpty() ? sentence(error.problem) : place + QStringLiteral(": ") + sentence(error.problem);
  if (!error.remedy.isEmpty()) {
    text += QLatin1Char(' ') + sentence(error.remedy);
  }
  return {Issue::Severity::Error, text, isPath ? error.where : QString(), 0};
}

} // namespace cytosketch
