#pragma once

#include <QObject>

#include <cstdint>

namespace cytosketch {

/// The voxel under the mouse, in whichever view it is; every view and the status bar follow it.
class Cursor : public QObject {
  Q_OBJECT
public:
  struct Voxel {
    std::int64_t t = 0;
    std::int64_t z = 0;
    std::int64_t y = 0;
    std::int64_t x = 0;
    bool operator==(const Voxel&) const = default;
  };

  explicit Cursor(QObject* parent = nullptr) : QObject(parent) {}

  /// False while the mouse is outside the image.
  bool inside() const { return inside_; }
  const Voxel& voxel() const { return voxel_; }

  void set(const Voxel& voxel) {
    if (inside_ && voxel == voxel_) {
      return;
    }
    voxel_ = voxel;
    inside_ = true;
    Q_EMIT changed();
  }
  void leave() {
    if (inside_) {
      inside_ = false;
      Q_EMIT changed();
    }
  }

Q_SIGNALS:
  void changed();

private:
  Voxel voxel_;
  bool inside_ = false;
};

} // namespace cytosketch
