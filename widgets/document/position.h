#pragma once

#include "engine/image/extent.h"
#include "widgets/document/cursor.h"

#include <QObject>

#include <cstdint>

namespace cytosketch {

/// The voxel that all views show: the slices pass through it, the crosshair marks it. Always inside the sketch. What is
/// under the mouse is the Cursor's; it moves without any view showing another slice.
class Position : public QObject {
  Q_OBJECT
public:
  explicit Position(QObject* parent = nullptr) : QObject(parent) {}

  const Cursor::Voxel& voxel() const { return voxel_; }
  std::int64_t frame() const { return voxel_.t; }
  std::int64_t slice() const { return voxel_.z; }
  std::int64_t frameCount() const { return extent_.t; }
  std::int64_t sliceCount() const { return extent_.z; }
  /// Whether there is more than one slice or frame to page through.
  bool pages() const { return extent_.z > 1 || extent_.t > 1; }

  /// Size of the sketch; the voxel is brought inside.
  void setExtent(const Extent& extent);
  /// Brought inside the sketch, as all that follows.
  void set(const Cursor::Voxel& voxel);
  /// The place within the frame, as a click into a slice sets it.
  void setPlace(std::int64_t z, std::int64_t y, std::int64_t x) { set({voxel_.t, z, y, x}); }

public Q_SLOTS:
  void setFrame(std::int64_t frame) { set({frame, voxel_.z, voxel_.y, voxel_.x}); }
  void setSlice(std::int64_t slice) { set({voxel_.t, slice, voxel_.y, voxel_.x}); }
  /// Slices, or frames where there is one slice only: what the wheel and the page keys turn.
  void step(int steps) { extent_.z > 1 ? stepSlices(steps) : stepFrames(steps); }
  void stepFrames(int frames) { setFrame(voxel_.t + frames); }
  void stepSlices(int slices) { setSlice(voxel_.z + slices); }

Q_SIGNALS:
  /// Any coordinate changed, or the sketch's size.
  void changed();
  /// Frame or z changed (follows changed): the XY views show another picture.
  void sliceChanged();

private:
  Extent extent_;
  Cursor::Voxel voxel_;
};

} // namespace cytosketch
