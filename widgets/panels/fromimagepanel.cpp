#include "widgets/panels/fromimagepanel.h"

#include "widgets/forms/form.h"
#include "widgets/panels/parametereditor.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace cytosketch {

FromImagePanel::FromImagePanel(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(8, 8, 8, 8);
  auto* const top = new QWidget(this);
  QFormLayout* const form = formIn(top);
  addImage(form);
  addKind(form);
  outer->addWidget(top);
  scroll_ = new FormScroll(this);
  outer->addWidget(scroll_, 1);
  addResult();
  showKind();
  showNothing();
}

void FromImagePanel::addImage(QFormLayout* form) {
  choose_ = new QPushButton(tr("Choose Image…"), this);
  choose_->setObjectName(QStringLiteral("chooseImage"));
  choose_->setToolTip(tr("Choose a real image; the view on the right shows it with the outlines that are found."));
  form->addRow(choose_);
  file_ = new QLabel(tr("No image chosen yet."), this);
  file_->setWordWrap(true);
  file_->setForegroundRole(QPalette::PlaceholderText);
  form->addRow(file_);
  channel_ = new QSpinBox(this);
  channel_->setObjectName(QStringLiteral("imageChannel"));
  channel_->setMinimum(1);
  channel_->setAccessibleName(tr("Channel"));
  channel_->setToolTip(tr("Which channel of the image is segmented."));
  channelLabel_ = new QLabel(tr("Channel"), this);
  channelLabel_->setBuddy(channel_);
  form->addRow(channelLabel_, channel_);
  channel_->hide();
  channelLabel_->hide();
  connect(choose_, &QPushButton::clicked, this, &FromImagePanel::imageRequested);
  connect(channel_, &QSpinBox::valueChanged, this, &FromImagePanel::settingsChanged);
}

void FromImagePanel::addKind(QFormLayout* form) {
  kind_ = new QComboBox(this);
  kind_->setObjectName(QStringLiteral("imageKind"));
  kind_->setAccessibleName(tr("Shows"));
  kind_->setToolTip(tr("What is bright in the image: filled nuclei, or the membranes between cells."));
  kind_->addItem(tr("Nuclei"), int(SegmentationKind::Nuclei));
  kind_->addItem(tr("Membranes"), int(SegmentationKind::Membranes));
  auto* const label = new QLabel(tr("Shows"), this);
  label->setBuddy(kind_);
  form->addRow(label, kind_);
  connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
    last_[shown_] = settings();
    showKind();
    Q_EMIT settingsChanged();
  });
}

void FromImagePanel::addResult() {
  result_ = new QLabel(this);
  result_->setObjectName(QStringLiteral("imageResult"));
  result_->setWordWrap(true);
  layout()->addWidget(result_);
  progress_ = new QProgressBar(this);
  progress_->setAccessibleName(tr("Progress"));
  progress_->setRange(0, 100);
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(6);
  layout()->addWidget(progress_);
  make_ = new QPushButton(tr("Make Sketch"), this);
  make_->setObjectName(QStringLiteral("makeSketch"));
  make_->setMinimumHeight(32);
  make_->setToolTip(tr("Make editable cells of the outlines in place of this sketch; Undo brings this one back."));
  layout()->addWidget(make_);
  connect(make_, &QPushButton::clicked, this, &FromImagePanel::sketchRequested);
}

void FromImagePanel::showKind() {
  shown_ = SegmentationKind(kind_->currentData().toInt());
  SegmentationSettings before{shown_, {}};
  if (const auto kept = last_.find(shown_); kept != last_.end()) {
    before = kept->second;
  }
  qDeleteAll(editors_);
  editors_.clear();
  auto* const page = new QWidget;
  QFormLayout* const form = formIn(page);
  form->setRowWrapPolicy(QFormLayout::WrapAllRows); // a slider, a number and "auto" need the width
  for (const Parameter& row : segmentationParameters(shown_)) {
    auto* const editor = new ParameterEditor(
        row, isAutomatic(row) ? ParameterEditor::Style::Automatic : ParameterEditor::Style::Slider, page);
    editor->setValue(before.value(row.key));
    form->addRow(editor->label(), editor->field());
    connect(editor, &ParameterEditor::valueChanged, this, &FromImagePanel::settingsChanged);
    editors_.push_back(editor);
  }
  scroll_->setWidget(page); // deletes the one before
}

SegmentationSettings FromImagePanel::settings() const {
  SegmentationSettings settings{shown_, {}};
  for (const ParameterEditor* const editor : editors_) {
    settings.values[std::string(editor->parameter().key)] = editor->value().toDouble();
  }
  return settings;
}

std::int64_t FromImagePanel::channel() const {
  return channel_->value() - 1;
}

void FromImagePanel::setImage(const QString& name, std::int64_t channels) {
  file_->setText(name);
  const QSignalBlocker blocker(channel_);
  channel_->setMaximum(int(channels));
  channel_->setValue(1);
  channel_->setVisible(channels > 1);
  channelLabel_->setVisible(channels > 1);
}

void FromImagePanel::setProgress(double fraction) {
  progress_->setValue(int(100.0 * fraction));
  make_->setEnabled(false);
}

void FromImagePanel::showResult(const Segmentation& segmentation) {
  progress_->setValue(0);
  const QString size = QLocale().toString(segmentation.size, 'f', 1);
  if (segmentation.cells == 0) {
    result_->setText(tr("No cells found."));
  } else {
    result_->setText(
        tr("%n cell(s)", nullptr, int(segmentation.cells)) + QStringLiteral(", ") +
        (segmentation.sizeEstimated ? tr("diameter estimated as %1 px").arg(size) : tr("diameter %1 px").arg(size)));
  }
  for (ParameterEditor* const editor : editors_) {
    const std::string_view key = editor->parameter().key;
    if (key == "size") {
      editor->showAutomatic(segmentation.size);
    } else if (key == "depth") {
      editor->showAutomatic(segmentation.voxelDepth);
    }
  }
  make_->setEnabled(segmentation.cells > 0);
}

void FromImagePanel::showNothing() {
  progress_->setValue(0);
  result_->setText(QString());
  make_->setEnabled(false);
}

} // namespace cytosketch
