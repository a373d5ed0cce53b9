#include "widgets/jobs/joberror.h"

#include "engine/image/error.h"

#include <QCoreApplication>

#include <new>

namespace cytosketch {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("JobError", text);
}

/// Libraries append stack traces; the first line says what went wrong.
QString firstLine(const char* text) {
  return QString::fromUtf8(text).section(QLatin1Char('\n'), 0, 0).trimmed();
}

} // namespace

JobError jobErrorOf(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    return {QString::fromStdString(error.problem()), QString::fromStdString(error.where()),
            QString::fromStdString(error.remedy())};
  } catch (const std::bad_alloc&) {
    return {tr("The work does not fit into memory"), {}, tr("Choose a smaller tile or a smaller image")};
  } catch (const std::exception& error) {
    return {firstLine(error.what()), {}, tr("If it happens again, please report it with the steps that led here")};
  } catch (...) {
    return {
        tr("An unknown error happened"), {}, tr("If it happens again, please report it with the steps that led here")};
  }
}

} // namespace cytosketch
