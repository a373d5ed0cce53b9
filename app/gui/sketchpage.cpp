#include "app/gui/sketchpage.h"

namespace cytosketch {

SketchPage::SketchPage(const Parts& parts, QObject* parent) : Page(parent), parts_(parts) {
  connect(parts_.generation, &GenerationController::runningChanged, this, &Page::buttonChanged);
}

QString SketchPage::buttonText() const {
  return parts_.generation->running() ? tr("&Cancel") : tr("&Generate");
}

void SketchPage::setSketchOpen(bool open) {
  sketchOpen_ = open;
  Q_EMIT buttonChanged();
}

} // namespace cytosketch
