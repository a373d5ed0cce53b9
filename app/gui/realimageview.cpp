#include "app/gui/realimageview.h"

#include "widgets/panels/positionbar.h"

#include <QVBoxLayout>

namespace cytosketch {

namespace {

/// Makes one show what the other does.
void follow(Document& follower, const Document& leader) {
  auto& from = const_cast<Document&>(leader); // its accessors are not const, but they change nothing
  if (follower.viewport()->centre() != from.viewport()->centre() ||
      follower.viewport()->zoom() != from.viewport()->zoom()) {
    follower.viewport()->set(from.viewport()->centre(), from.viewport()->zoom());
  }
  follower.position()->set(from.position()->voxel());
}

} // namespace

RealImageView::RealImageView(Document* document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  view_ = new SliceView(&own_, tr("Real image"), this);
  view_->setObjectName(QStringLiteral("realImage"));
  view_->setPlaceholder(tr("The real image appears here, with the outlines that are found.\n\n"
                           "Choose one in the panel From Image."));
  column->addWidget(view_, 1);
  column->addWidget(new PositionBar(own_, this));
  for (Document* const each : {document_, &own_}) {
    const auto slot = each == document_ ? &RealImageView::fromDocument : &RealImageView::toDocument;
    connect(each->viewport(), &Viewport::changed, this, slot);
    connect(each->position(), &Position::changed, this, slot);
  }
  connect(document_->display(), &Display::changed, this,
          [this] { own_.display()->setOutlines(document_->display()->outlines()); });
}

bool RealImageView::linked() const {
  const Extent& mine = own_.sketch().extent();
  const Extent& its = document_->sketch().extent();
  return !empty() && mine.t == its.t && mine.z == its.z && mine.y == its.y && mine.x == its.x;
}

void RealImageView::toDocument() {
  if (!following_ && linked()) {
    following_ = true;
    follow(*document_, own_);
    following_ = false;
  }
}

void RealImageView::fromDocument() {
  if (!following_ && linked()) {
    following_ = true;
    follow(own_, *document_);
    following_ = false;
  }
}

void RealImageView::setImage(const Image<float>& grey, const QString& name) {
  const Extent& e = grey.extent();
  following_ = true; // a new size is no movement that others follow
  own_.setSketch(Sketch(e, grey.spacing()));
  own_.position()->set({0, e.z / 2, e.y / 2, e.x / 2});
  following_ = false;
  view_->setOutlines(std::nullopt);
  view_->setImage(grey, ValueScale{});
  view_->setCaption(name);
  own_.viewport()->fit();
}

void RealImageView::setOutlines(const std::optional<Sketch>& sketch) {
  view_->setOutlines(sketch);
}

} // namespace cytosketch
