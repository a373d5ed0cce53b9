#include "app/gui/newsketchdialog.h"

#include "app/gui/channelfields.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>

namespace cytosketch {

namespace {

constexpr int edgeMinimum = 16;
constexpr int edgeMaximum = 16384;
constexpr int slicesMaximum = 4096;
constexpr int framesMaximum = 10000;
constexpr double spacingMaximum = 100.0;

} // namespace

NewSketchDialog::NewSketchDialog(const Extent& extent, const Spacing& spacing, const QStringList& channels,
                                 const QList<QColor>& colours, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("New Sketch"));
  width_ = count(extent.x, edgeMinimum, edgeMaximum, tr("Width"), tr(" px"), {});
  height_ = count(extent.y, edgeMinimum, edgeMaximum, tr("Height"), tr(" px"), {});
  slices_ = count(extent.z, 1, slicesMaximum, tr("Slices"), {}, tr("Slices of a volume (z); 1 = a flat image"));
  frames_ = count(extent.t, 1, framesMaximum, tr("Frames"), {}, tr("Frames of a time series (t); 1 = none"));
  width_->setSingleStep(64);
  height_->setSingleStep(64);
  channels_ = new ChannelFields(channels, colours, this);
  connect(channels_, &ChannelFields::countChanged, this, [this] {
    refresh();
    adjustSize();
  });
  const QString purpose = tr("it is written into exported images, drives the scale bar and makes balls round.");
  edgeX_ = edge(spacing.x, tr("Pixel width (x)"), tr("Width of a pixel: %1").arg(purpose));
  edgeY_ = edge(spacing.y, tr("Pixel height (y)"), tr("Height of a pixel: %1").arg(purpose));
  edgeZ_ = edge(spacing.z, tr("Slice distance (z)"), tr("Distance of two slices: %1").arg(purpose));
  lastEdgeX_ = edgeX_->value();
  size_ = new QLabel(this);
  auto* const form = new QFormLayout(this);
  form->addRow(tr("Width"), width_);
  form->addRow(tr("Height"), height_);
  form->addRow(tr("Slices"), slices_);
  form->addRow(tr("Frames"), frames_);
  form->addRow(tr("Channels"), channels_);
  form->addRow(tr("Pixel width (x)"), edgeX_);
  form->addRow(tr("Pixel height (y)"), edgeY_);
  form->addRow(tr("Slice distance (z)"), edgeZ_);
  form->addRow(size_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(edgeX_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (edgeY_->value() == lastEdgeX_) {
      edgeY_->setValue(value);
    }
    lastEdgeX_ = value;
  });
  refresh();
}

QSpinBox* NewSketchDialog::count(std::int64_t value, int low, int high, const QString& name, const QString& unit,
                                 const QString& tip) {
  auto* const box = new QSpinBox(this);
  box->setRange(low, high);
  box->setSuffix(unit);
  box->setValue(int(value));
  box->setAccessibleName(name);
  box->setToolTip(tip);
  connect(box, &QSpinBox::valueChanged, this, &NewSketchDialog::refresh);
  return box;
}

QDoubleSpinBox* NewSketchDialog::edge(double value, const QString& name, const QString& tip) {
  auto* const box = new QDoubleSpinBox(this);
  box->setRange(0.0, spacingMaximum);
  box->setDecimals(4);
  box->setSingleStep(0.05);
  box->setSuffix(tr(" µm"));
  box->setSpecialValueText(tr("unknown"));
  box->setValue(value);
  box->setAccessibleName(name);
  box->setToolTip(tip);
  return box;
}

void NewSketchDialog::refresh() {
  if (!size_) {
    return; // while the fields are made
  }
  edgeZ_->setEnabled(slices_->value() > 1);
  const Extent wanted = extent();
  const auto bytes = wanted.voxels() * static_cast<std::int64_t>(sizeof(float));
  size_->setText(tr("One generated image takes %1.").arg(QLocale().formattedDataSize(bytes, 1)));
}

Extent NewSketchDialog::extent() const {
  return {frames_->value(), channels_->names().size(), slices_->value(), height_->value(), width_->value()};
}

QStringList NewSketchDialog::channelNames() const {
  return channels_->names();
}

QList<QColor> NewSketchDialog::channelColours() const {
  return channels_->colours();
}

Spacing NewSketchDialog::spacing() const {
  const double x = edgeX_->value();
  return {slices_->value() > 1 ? edgeZ_->value() : x, edgeY_->value(), x};
}

} // namespace cytosketch
