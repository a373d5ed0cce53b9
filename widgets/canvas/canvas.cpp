#include "widgets/canvas/canvas.h"

#include "widgets/canvas/brushtool.h"
#include "widgets/canvas/ellipsetool.h"
#include "widgets/canvas/filltool.h"
#include "widgets/canvas/lighttool.h"
#include "widgets/canvas/picktool.h"
#include "widgets/canvas/polygontool.h"
#include "widgets/canvas/selecttool.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cytosketch {

namespace {
constexpr double zoomPerNotch = 1.2;
constexpr int notch = 120; // eighths of a degree
} // namespace

Canvas::Canvas(Document& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      tiles_(document),
      screen_(std::bind_front(&Canvas::drawPicture, this), std::bind_front(&Canvas::drawGround, this)),
      outlines_(document),
      activeTool_(document.drawing()->tool()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Sketch canvas"));
  setAccessibleDescription(tr("Draws the cells of the sketch"));
  addTool(ToolId::Brush, std::make_unique<BrushTool>(document, PaintStroke::Mode::Paint));
  addTool(ToolId::Eraser, std::make_unique<BrushTool>(document, PaintStroke::Mode::Erase));
  addTool(ToolId::Ellipse, std::make_unique<EllipseTool>(document));
  addTool(ToolId::Polygon, std::make_unique<PolygonTool>(document));
  addTool(ToolId::Fill, std::make_unique<FillTool>(document));
  addTool(ToolId::Pick, std::make_unique<PickTool>(document));
  addTool(ToolId::Light, std::make_unique<LightTool>(document));
  auto select = std::make_unique<SelectTool>(document);
  selectTool_ = select.get();
  addTool(ToolId::Select, std::move(select));

  connect(document.drawing(), &Drawing::toolChanged, this, &Canvas::activateTool);
  connect(document.viewport(), &Viewport::changed, this, qOverload<>(&QWidget::update));
  connect(document.display(), &Display::changed, this, &Canvas::onDisplayChanged);
  connect(document.position(), &Position::sliceChanged, this, &Canvas::onSliceChanged);
  connect(&document, &Document::sketchChanged, this, &Canvas::onSketchChanged);
  connect(&document, &Document::selectionChanged, this, &Canvas::onSelectionChanged);
  connect(&document, &Document::extentChanged, this, [this] {
    tiles_.clear();
    screen_.clear();
    update();
  });
  connect(&document, &Document::replaced, this, [this] {
    cancel();
    tiles_.clear();
    screen_.clear();
    outlines_.clear();
    update();
  });
  currentTool().activate();
  onDisplayChanged();
  updateCursor();
}

Canvas::~Canvas() = default;

void Canvas::addTool(ToolId id, std::unique_ptr<Tool> tool) {
  Tool* added = tool.get();
  connect(added, &Tool::overlayChanged, this, &Canvas::updateImage);
  connect(added, &Tool::cursorChanged, this, &Canvas::updateCursor);
  connect(added, &Tool::message, this, &Canvas::message);
  connect(added, &Tool::statusTextChanged, this, [this] { Q_EMIT statusTextChanged(statusText()); });
  tools_.emplace(id, std::move(tool));
}

void Canvas::setTool(ToolId tool) {
  document_.drawing()->setTool(tool);
}

void Canvas::activateTool(ToolId id) {
  currentTool().deactivate();
  currentTool().leave();
  activeTool_ = id;
  currentTool().activate();
  updateCursor();
  update();
  Q_EMIT statusTextChanged(statusText());
}

QString Canvas::statusText() const {
  return currentTool().statusText();
}
bool Canvas::busy() const {
  return currentTool().busy();
}
void Canvas::cancel() {
  currentTool().cancel();
}

void Canvas::updateCursor() {
  if (panFrom_) {
    setCursor(Qt::ClosedHandCursor);
  } else if (spaceHeld_) {
    setCursor(Qt::OpenHandCursor);
  } else {
    setCursor(currentTool().cursor());
  }
}

void Canvas::updateImage(const QRectF& image) {
  if (image.isNull()) {
    update();
    return;
  }
  const QRectF view = document_.viewport()->toView(image, size());
  update(view.toAlignedRect().adjusted(-outlineMargin, -outlineMargin, outlineMargin, outlineMargin));
}

void Canvas::onSketchChanged(const Box& dirty, qint64 frame) {
  const std::int64_t slice = document_.position()->slice();
  if ((frame >= 0 && frame != document_.position()->frame()) || slice < dirty.z0 || slice >= dirty.z1) {
    return;
  }
  const QRect area(static_cast<int>(dirty.x0), static_cast<int>(dirty.y0), static_cast<int>(dirty.width()),
                   static_cast<int>(dirty.height()));
  tiles_.invalidate(area);
  screen_.invalidate(area, outlineMargin);
  if (document_.sketch().cellCount() <= 1) {
    update(); // the hint of an empty canvas comes or goes
  } else {
    updateImage(area);
  }
}

void Canvas::onSelectionChanged() {
  const Selection& selection = *document_.selection();
  std::set<CellId> changed;
  std::ranges::set_symmetric_difference(shownSelection_, selection.cells(), std::inserter(changed, changed.end()));
  if (shownCurrent_ != selection.current()) {
    changed.insert({shownCurrent_, selection.current()});
  }
  shownSelection_ = selection.cells();
  shownCurrent_ = selection.current();
  invalidateCells(changed);
}

void Canvas::invalidateCells(const std::set<CellId>& cells) {
  for (const CellId id : cells) {
    const CellPtr cell = document_.sketch().find(id);
    const QRectF bounds = cell ? outlines_.of(cell).bounds : QRectF();
    if (!bounds.isNull()) {
      screen_.invalidate(bounds, outlineMargin);
      updateImage(bounds);
    }
  }
}

void Canvas::onDisplayChanged() {
  const Display& display = *document_.display();
  if (display.colouring() != shownColouring_ || display.fillOpacity() != shownOpacity_ ||
      display.channels() != shownChannels_) {
    tiles_.invalidateAll();
    screen_.invalidateAll();
  } else if (display.outlines() != shownOutlines_) {
    screen_.invalidateAll();
  }
  shownOutlines_ = display.outlines();
  shownColouring_ = display.colouring();
  shownOpacity_ = display.fillOpacity();
  shownChannels_ = display.channels();
  update();
}

void Canvas::setFlagged(const std::set<CellId>& cells) {
  if (cells != flagged_) {
    flagged_ = cells;
    update();
  }
}

void Canvas::onSliceChanged() {
  outlines_.clear();
  tiles_.clear();
  screen_.invalidateAll(); // the old slice stays in sight until the new one is drawn
  turned_ = true;
  update();
}

ToolEvent Canvas::toolEvent(const QMouseEvent& event) const {
  return {document_.viewport()->toImage(event.position(), size()), event.position(), event.button(), event.buttons(),
          event.modifiers()};
}

void Canvas::followCursor(const QPointF& image) {
  const Extent& extent = document_.sketch().extent();
  const auto x = static_cast<std::int64_t>(std::floor(image.x()));
  const auto y = static_cast<std::int64_t>(std::floor(image.y()));
  if (x >= 0 && y >= 0 && x < extent.x && y < extent.y) {
    document_.cursor()->set({document_.position()->frame(), document_.position()->slice(), y, x});
  } else {
    document_.cursor()->leave();
  }
}

void Canvas::moveCrosshair(const ToolEvent& event) {
  const Extent& extent = document_.sketch().extent();
  if (event.pixelX() >= 0 && event.pixelY() >= 0 && event.pixelX() < extent.x && event.pixelY() < extent.y) {
    document_.position()->setPlace(document_.position()->slice(), event.pixelY(), event.pixelX());
  }
}

bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Space || currentTool().wantsKey(*key)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void Canvas::resizeEvent(QResizeEvent*) {
  if (!isHidden()) { // a picture of the window sends resize events to hidden views too
    document_.viewport()->setViewSize(size());
  }
}

bool Canvas::beginPan(const QMouseEvent& event) {
  const bool wanted =
      event.button() == Qt::MiddleButton || (spaceHeld_ && event.button() == Qt::LeftButton && !currentTool().busy());
  if (wanted) {
    panFrom_ = event.position();
    updateCursor();
  }
  return wanted;
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (beginPan(*event)) {
    return;
  }
  const ToolEvent press = toolEvent(*event);
  if (event->button() == Qt::LeftButton) {
    moveCrosshair(press);
  }
  const bool idle = !currentTool().busy();
  if (idle && event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier) {
    picking_ = true;
    PickTool::pick(document_, press);
  } else if (idle && event->button() == Qt::RightButton &&
             (activeTool_ == ToolId::Select || activeTool_ == ToolId::Pick)) {
    requestMenu(*event);
  } else {
    currentTool().mousePress(press);
  }
}

void Canvas::requestMenu(const QMouseEvent& event) {
  const ToolEvent press = toolEvent(event);
  const CellPtr cell = document_.shownCellAt(
      {document_.position()->frame(), document_.position()->slice(), press.pixelY(), press.pixelX()});
  if (cell && !document_.selection()->contains(cell->id)) {
    document_.selection()->setOnly(cell->id);
  }
  Q_EMIT menuRequested(event.globalPosition().toPoint(), cell ? cell->id : 0);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (panFrom_) {
    document_.viewport()->pan(event->position() - *panFrom_);
    panFrom_ = event->position();
    return;
  }
  const ToolEvent move = toolEvent(*event);
  followCursor(move.image);
  if (!picking_) {
    currentTool().mouseMove(move);
  }
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  if (panFrom_ && !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
    panFrom_.reset();
    updateCursor();
  } else if (picking_) {
    picking_ = false;
  } else {
    currentTool().mouseRelease(toolEvent(*event));
  }
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!beginPan(*event)) {
    currentTool().mouseDoubleClick(toolEvent(*event));
  }
}

void Canvas::wheelEvent(QWheelEvent* event) {
  // Some platforms turn the wheel sideways while Shift or Alt is held.
  wheelRest_ += event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  const bool control = event->modifiers().testFlag(Qt::ControlModifier);
  if (shift || (document_.position()->pages() && !control)) {
    const int notches = wheelRest_ / notch;
    wheelRest_ -= notches * notch;
    if (shift) {
      document_.drawing()->growBrush(notches);
    } else if (event->modifiers().testFlag(Qt::AltModifier)) {
      document_.position()->stepFrames(notches);
    } else {
      document_.position()->step(notches);
    }
  } else {
    document_.viewport()->zoomAt(event->position(), size(), std::pow(zoomPerNotch, wheelRest_ / double(notch)));
    wheelRest_ = 0;
  }
  followCursor(document_.viewport()->toImage(event->position(), size()));
  event->accept();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space) {
    if (!event->isAutoRepeat()) {
      spaceHeld_ = true;
      updateCursor();
    }
  } else if (currentTool().wantsKey(*event)) {
    currentTool().keyPress(*event);
  } else if (!page(*event)) {
    QWidget::keyPressEvent(event);
  }
}

bool Canvas::page(const QKeyEvent& event) {
  Position& position = *document_.position();
  if (!position.pages() || (event.modifiers() & ~Qt::KeypadModifier)) {
    return false;
  }
  switch (event.key()) {
  case Qt::Key_Up:
    position.step(1);
    return true;
  case Qt::Key_Down:
    position.step(-1);
    return true;
  case Qt::Key_Right:
    position.stepFrames(1);
    return true;
  case Qt::Key_Left:
    position.stepFrames(-1);
    return true;
  default:
    return false;
  }
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space) {
    if (!event->isAutoRepeat()) {
      spaceHeld_ = false;
      updateCursor();
    }
  } else {
    QWidget::keyReleaseEvent(event);
  }
}

void Canvas::leaveEvent(QEvent*) {
  document_.cursor()->leave();
  currentTool().leave();
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  updateCursor();
  QWidget::focusOutEvent(event);
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(tr("Sketch canvas"));
    setAccessibleDescription(tr("Draws the cells of the sketch"));
    Q_EMIT statusTextChanged(statusText());
    update();
  }
  QWidget::changeEvent(event);
}

} // namespace cytosketch
