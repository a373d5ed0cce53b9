#pragma once

#include "widgets/panels/issue.h"

#include <QStyle>

namespace cytosketch {

inline QStyle::StandardPixmap pixmapOf(Issue::Severity severity) {
  switch (severity) {
  case Issue::Severity::Information:
    return QStyle::SP_MessageBoxInformation;
  case Issue::Severity::Warning:
    return QStyle::SP_MessageBoxWarning;
  case Issue::Severity::Error:
    return QStyle::SP_MessageBoxCritical;
  }
  return QStyle::SP_MessageBoxCritical;
}

} // namespace cytosketch
