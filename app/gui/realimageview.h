#pragma once

#include "widgets/document/document.h"
#include "widgets/sliceview/sliceview.h"

#include <QWidget>

namespace cytosketch {

/// A real image with outlines over it, and its slices to page through. It has a size of its own; while the sketch has
/// the same, zoom, place and slice are those of the sketch's views.
class RealImageView : public QWidget {
  Q_OBJECT
public:
  explicit RealImageView(Document* document, QWidget* parent = nullptr);

  bool empty() const { return view_->image().empty(); }
  /// @param grey g ∈ [0,1], one channel
  void setImage(const Image<float>& grey, const QString& name);
  void setOutlines(const std::optional<Sketch>& sketch);
  SliceView* view() const { return view_; }
  /// Position and zoom of this view.
  Document* own() { return &own_; }

private:
  bool linked() const;
  void toDocument();
  void fromDocument();

  Document* document_;
  Document own_; ///< an empty sketch of the image's size
  SliceView* view_ = nullptr;
  bool following_ = false;
};

} // namespace cytosketch
