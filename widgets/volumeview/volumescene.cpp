#include "widgets/volumeview/volumescene.h"

#include <vtkCamera.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr std::array background{43.0 / 255.0, 43.0 / 255.0, 43.0 / 255.0}; // the slices' surround
constexpr double frameGrey = 0.5;
constexpr double sideways = 30.0; // degrees from which the scene is seen at first
constexpr double fromAbove = 25.0;
constexpr double closeUp = 1.03; // ResetCamera leaves room for any rotation

void style(vtkActor& actor, vtkPolyDataMapper& mapper, double red, double green, double blue) {
  actor.SetMapper(&mapper);
  actor.GetProperty()->SetColor(red, green, blue);
  actor.GetProperty()->LightingOff();
  actor.GetProperty()->SetLineWidth(1.0F);
  actor.PickableOff();
}

} // namespace

VolumeScene::VolumeScene(vtkRenderWindow* window) : surfaces_(renderer_) {
  renderer_->SetBackground(background.data());
  window->AddRenderer(renderer_);
  renderer_->AddVolume(image_.prop());
  vtkNew<vtkPolyDataMapper> frameMapper;
  frameMapper->SetInputConnection(frame_->GetOutputPort());
  style(*frameActor_, *frameMapper, frameGrey, frameGrey, frameGrey);
  renderer_->AddActor(frameActor_);
  // The colours of the planes' crosshair: x red, y green, z blue.
  constexpr std::array<std::array<double, 3>, 3> colours{{{1.0, 0.42, 0.42}, {0.45, 0.9, 0.45}, {0.5, 0.65, 1.0}}};
  for (std::size_t axis = 0; axis < lines_.size(); ++axis) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputConnection(lines_[axis]->GetOutputPort());
    style(*lineActors_[axis], *mapper, colours[axis][0], colours[axis][1], colours[axis][2]);
    renderer_->AddActor(lineActors_[axis]);
  }
  for (const auto& plane : plane_) {
    planes_->AddItem(plane);
  }
}

void VolumeScene::setExtent(const Extent& extent, const Spacing& spacing) {
  extent_ = extent;
  spacing_ = spacing;
  setClip(Box::whole(extent));
}

void VolumeScene::setClip(const Box& box) {
  clip_ = box.intersected(Box::whole(extent_));
  const std::array low{(double(clip_.x0) - 0.5) * spacing_.x, (double(clip_.y0) - 0.5) * spacing_.y,
                       (double(clip_.z0) - 0.5) * spacing_.z};
  const std::array high{(double(clip_.x1) - 0.5) * spacing_.x, (double(clip_.y1) - 0.5) * spacing_.y,
                        (double(clip_.z1) - 0.5) * spacing_.z};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    std::array<double, 3> origin{};
    std::array<double, 3> normal{};
    origin[axis] = low[axis];
    normal[axis] = 1.0;
    plane_[2 * axis]->SetOrigin(origin.data());
    plane_[2 * axis]->SetNormal(normal.data());
    origin[axis] = high[axis];
    normal[axis] = -1.0;
    plane_[2 * axis + 1]->SetOrigin(origin.data());
    plane_[2 * axis + 1]->SetNormal(normal.data());
  }
  frame_->SetBounds(low[0], high[0], low[1], high[1], low[2], high[2]);
  surfaces_.setClip(clip_ == Box::whole(extent_) ? nullptr : planes_.Get());
  image_.setClip(clip_);
}

void VolumeScene::setCrosshair(std::int64_t z, std::int64_t y, std::int64_t x) {
  const std::array at{double(x) * spacing_.x, double(y) * spacing_.y, double(z) * spacing_.z};
  const std::array edge{double(extent_.x) * spacing_.x, double(extent_.y) * spacing_.y, double(extent_.z) * spacing_.z};
  const std::array half{0.5 * spacing_.x, 0.5 * spacing_.y, 0.5 * spacing_.z};
  for (std::size_t axis = 0; axis < lines_.size(); ++axis) {
    std::array<double, 3> end = at;
    end[axis] = -half[axis];
    lines_[axis]->SetPoint1(end.data());
    end[axis] = edge[axis] - half[axis];
    lines_[axis]->SetPoint2(end.data());
  }
}

void VolumeScene::showCrosshair(bool on) {
  for (const auto& actor : lineActors_) {
    actor->SetVisibility(on ? 1 : 0);
  }
}

void VolumeScene::show(bool image, bool cells) {
  constexpr double seeThrough = 0.35;
  image_.prop()->SetVisibility(image && !image_.empty() ? 1 : 0);
  surfaces_.setVisible(cells);
  surfaces_.setOpacity(image && !image_.empty() ? seeThrough : 1.0);
}

void VolumeScene::resetCamera() {
  vtkCamera* const camera = renderer_->GetActiveCamera();
  const std::array middle{0.5 * double(extent_.x) * spacing_.x, 0.5 * double(extent_.y) * spacing_.y,
                          0.5 * double(extent_.z) * spacing_.z};
  camera->SetFocalPoint(middle.data());
  camera->SetPosition(middle[0], middle[1], middle[2] - 1.0); // looks along +z, as one looks at a slice
  camera->SetViewUp(0.0, -1.0, 0.0);                          // rows of an image go down
  camera->Azimuth(sideways);
  camera->Elevation(fromAbove);
  camera->OrthogonalizeViewUp();
  // By the frame, which is always there: cells come one by one.
  std::array<double, 6> bounds{-0.5 * spacing_.x, (double(extent_.x) - 0.5) * spacing_.x,
                               -0.5 * spacing_.y, (double(extent_.y) - 0.5) * spacing_.y,
                               -0.5 * spacing_.z, (double(extent_.z) - 0.5) * spacing_.z};
  renderer_->ResetCamera(bounds.data());
  zoom(closeUp);
}

void VolumeScene::turn(double right, double up) {
  vtkCamera* const camera = renderer_->GetActiveCamera();
  camera->Azimuth(-right);
  camera->Elevation(up);
  camera->OrthogonalizeViewUp();
  renderer_->ResetCameraClippingRange();
}

void VolumeScene::zoom(double factor) {
  renderer_->GetActiveCamera()->Dolly(factor);
  renderer_->ResetCameraClippingRange();
}

VoxelRay VolumeScene::rayAt(const QPointF& display) const {
  const auto voxelAt = [&](double depth) {
    std::array<double, 4> world{};
    renderer_->SetDisplayPoint(display.x(), display.y(), depth);
    renderer_->DisplayToWorld();
    renderer_->GetWorldPoint(world.data());
    for (std::size_t i = 0; i < 3; ++i) {
      world[i] /= world[3];
    }
    return std::array{world[2] / spacing_.z, world[1] / spacing_.y, world[0] / spacing_.x};
  };
  const auto near = voxelAt(0.0);
  const auto far = voxelAt(1.0);
  return {near, {far[0] - near[0], far[1] - near[1], far[2] - near[2]}};
}

QPointF VolumeScene::displayOf(std::int64_t z, std::int64_t y, std::int64_t x) const {
  renderer_->SetWorldPoint(double(x) * spacing_.x, double(y) * spacing_.y, double(z) * spacing_.z, 1.0);
  renderer_->WorldToDisplay();
  std::array<double, 3> display{};
  renderer_->GetDisplayPoint(display.data());
  return {display[0], display[1]};
}

} // namespace cytosketch
