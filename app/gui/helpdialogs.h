#pragma once

#include "app/gui/actions.h"

class QWidget;

namespace cytosketch {

/// Shows the manual in a window of its own, in the person's language if there is one, with the list of all keys as they
/// are set.
void showManual(const Actions& actions, QWidget* parent);
void showAbout(QWidget* parent);

} // namespace cytosketch
