#pragma once

#include "app/gui/fourup.h"
#include "widgets/canvas/canvas.h"
#include "widgets/document/document.h"
#include "widgets/sliceview/sliceview.h"

#include <QString>
#include <QWidget>

class QSplitter;

namespace cytosketch {

class RealImageView;

enum class ViewMode { SideBySide, Overlay, Noisy, Generated, Compare, Volume, FourUp, Real };

/// The middle of the window: the canvas and the views of images, arranged by mode.
class ViewPage : public QWidget {
  Q_OBJECT
public:
  explicit ViewPage(Document* document, QWidget* parent = nullptr);

  Canvas* canvas() const { return canvas_; }
  /// Generated images; in the modes Overlay and Generated it is alone, in Compare it is the right one.
  SliceView* image() const { return image_; }
  SliceView* noisy() const { return noisy_; }
  /// The left one of Compare.
  SliceView* other() const { return other_; }
  /// The real image that a sketch is made of; mode Real shows it beside the canvas.
  RealImageView* realImage() const { return real_; }

  /// The three planes and the 3D view, of which Volume shows the 3D view alone. Made when it is first asked for.
  FourUp* fourUp();

  /// Marks cells that the generated image shows badly, in it and in the sketch.
  void setFlagged(const std::set<CellId>& cells);

  ViewMode mode() const { return mode_; }
  /// Volume and FourUp need a sketch with several slices; without, the mode stays.
  void setMode(ViewMode mode);
  bool volumeMode() const { return mode_ == ViewMode::Volume || mode_ == ViewMode::FourUp; }
  /// Shows the noisy image in the place of the generated one for a while, as when its slider is held.
  void setNoisePeek(bool on);
  /// True if the noisy image can be seen.
  bool noisyVisible() const { return mode_ == ViewMode::Noisy || peek_; }

Q_SIGNALS:
  void modeChanged(cytosketch::ViewMode mode);
  void noisyShown();
  /// Names and number of the channels are to be changed.
  void channelsRequested();

private:
  void arrange();
  void onExtent();
  void onEnlarged();

  Document* document_;
  QSplitter* splitter_ = nullptr;
  Canvas* canvas_ = nullptr;
  SliceView* other_ = nullptr;
  SliceView* image_ = nullptr;
  SliceView* noisy_ = nullptr;
  RealImageView* real_ = nullptr;
  FourUp* fourUp_ = nullptr;
  ViewMode mode_ = ViewMode::SideBySide;
  bool peek_ = false;
};

} // namespace cytosketch
