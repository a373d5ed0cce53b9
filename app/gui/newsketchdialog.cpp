#include "app/gui/newsketchdialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSpinBox>

namespace cytosketch {

namespace {

constexpr int edgeMaximum = 16384;
constexpr double spacingMaximum = 100.0;

} // namespace

NewSketchDialog::NewSketchDialog(const Extent& extent, const Spacing& spacing, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("New Sketch"));
  const auto edge = [this](std::int64_t value, const QString& name) {
    auto* const box = new QSpinBox(this);
    box->setRange(16, edgeMaximum);
    box->setSingleStep(64);
    box->setSuffix(tr(" px"));
    box->setValue(int(value));
    box->setAccessibleName(name);
    return box;
  };
  width_ = edge(extent.x, tr("Width"));
  height_ = edge(extent.y, tr("Height"));
  spacing_ = new QDoubleSpinBox(this);
  spacing_->setRange(0.0, spacingMaximum);
  spacing_->setDecimals(4);
  spacing_->setSingleStep(0.05);
  spacing_->setSuffix(tr(" µm"));
  spacing_->setSpecialValueText(tr("unknown"));
  spacing_->setValue(spacing.x);
  spacing_->setAccessibleName(tr("Pixel size"));
  spacing_->setToolTip(tr("Edge of a pixel; it is written into exported images and drives the scale bar."));
  auto* const form = new QFormLayout(this);
  form->addRow(tr("Width"), width_);
  form->addRow(tr("Height"), height_);
  form->addRow(tr("Pixel size"), spacing_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

Extent NewSketchDialog::extent() const {
  return {1, 1, 1, height_->value(), width_->value()};
}

Spacing NewSketchDialog::spacing() const {
  const double edge = spacing_->value();
  return {edge, edge, edge};
}

} // namespace cytosketch
