#include "widgets/panels/celleditor.h"

#include "engine/image/grey.h"
#include "widgets/document/celledits.h"
#include "widgets/panels/cellsmodel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int sliderSteps = 100;

QDoubleSpinBox* unitSpinBox(const QString& name, const QString& tip) {
  auto* box = new QDoubleSpinBox;
  box->setRange(0.0, 1.0);
  box->setSingleStep(0.05);
  box->setDecimals(2);
  box->setKeyboardTracking(false);
  box->setAccessibleName(name);
  box->setToolTip(tip);
  return box;
}

} // namespace

CellEditor::CellEditor(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  build();
  connect(slider_, &QSlider::sliderPressed, this, [this] { gesture_ = document_.newGesture(); });
  connect(slider_, &QSlider::sliderReleased, this, &CellEditor::endGesture);
  connect(slider_, &QSlider::valueChanged, this,
          [this](int value) { setGrey(static_cast<float>(value) / static_cast<float>(sliderSteps)); });
  connect(grey_, &QDoubleSpinBox::valueChanged, this, [this](double value) { setGrey(static_cast<float>(value)); });
  connect(brightness_, &QDoubleSpinBox::valueChanged, this,
          [this](double value) { setGrey(greyOfBrightness(static_cast<float>(value))); });
  connect(kind_, &QComboBox::activated, this, &CellEditor::setKind);
  connect(channel_, &QComboBox::activated, this, &CellEditor::setChannel);
  slider_->installEventFilter(this);

  connect(&document, &Document::selectionChanged, this, [this] {
    endGesture();
    refresh();
  });
  connect(&document, &Document::cellsChanged, this, &CellEditor::refresh);
  connect(&document, &Document::extentChanged, this, &CellEditor::refreshChannels);
  connect(document.drawing(), &Drawing::changed, this, &CellEditor::refresh);
  connect(document.position(), &Position::sliceChanged, this, &CellEditor::refresh);
  refreshChannels();
}

void CellEditor::build() {
  title_ = new QLabel;
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  const QString help = tr("How bright the cells are in the sketch, and so in the generated image");
  slider_ = new QSlider(Qt::Horizontal);
  slider_->setRange(0, sliderSteps);
  slider_->setAccessibleName(tr("Grey"));
  slider_->setToolTip(help + tr(" (double click: default)"));
  grey_ = unitSpinBox(tr("Grey, 0 to 1"), help + tr(": 0 is black, 1 is white"));
  brightness_ = unitSpinBox(tr("Brightness, 0 to 1"),
                            tr("The same as a brightness: 0 is the darkest that a stained cell gets (grey 0.15)"));
  kind_ = new QComboBox;
  for (const CellKind kind : {CellKind::Nucleus, CellKind::Cytoplasm, CellKind::WholeCell}) {
    kind_->addItem(CellsModel::kindName(kind), static_cast<int>(kind));
  }
  kind_->setAccessibleName(tr("Kind of cell"));
  kind_->setToolTip(tr("What the outline stands for; each kind has a label image of its own"));
  channel_ = new QComboBox;
  channel_->setAccessibleName(tr("Channel"));
  channel_->setToolTip(tr("Channel of the image that the cells show in; each channel has label images of its own"));

  auto* numbers = new QHBoxLayout;
  auto* brightnessLabel = new QLabel(tr("&Brightness"));
  brightnessLabel->setBuddy(brightness_);
  numbers->addWidget(grey_);
  numbers->addStretch(1);
  numbers->addWidget(brightnessLabel);
  numbers->addWidget(brightness_);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setColumnStretch(1, 1);
  auto* greyLabel = new QLabel(tr("&Grey"));
  greyLabel->setBuddy(grey_);
  auto* kindLabel = new QLabel(tr("&Kind"));
  kindLabel->setBuddy(kind_);
  layout->addWidget(title_, 0, 0, 1, 2);
  layout->addWidget(greyLabel, 1, 0);
  layout->addWidget(slider_, 1, 1);
  layout->addLayout(numbers, 2, 1);
  layout->addWidget(kindLabel, 3, 0);
  layout->addWidget(kind_, 3, 1);
  channelLabel_ = new QLabel(tr("C&hannel"));
  channelLabel_->setBuddy(channel_);
  layout->addWidget(channelLabel_, 4, 0);
  layout->addWidget(channel_, 4, 1);
}

QString CellEditor::title() const {
  const std::set<CellId>& cells = document_.selection()->cells();
  if (cells.empty()) {
    return tr("Cells drawn next");
  }
  return cells.size() == 1 ? tr("Cell %1").arg(*cells.begin())
                           : tr("%n selected cell(s)", nullptr, static_cast<int>(cells.size()));
}

void CellEditor::refresh() {
  const CellPtr current = document_.sketch().find(document_.selection()->current());
  const float grey = current ? current->greyAt(document_.position()->frame()) : document_.drawing()->newCellGrey();
  const CellKind kind = current ? current->kind : document_.drawing()->newCellKind();
  const QSignalBlocker quietSlider(slider_);
  const QSignalBlocker quietGrey(grey_);
  const QSignalBlocker quietBrightness(brightness_);
  title_->setText(title());
  slider_->setValue(static_cast<int>(std::lround(grey * static_cast<float>(sliderSteps))));
  grey_->setValue(static_cast<double>(grey));
  brightness_->setValue(static_cast<double>(brightnessOfGrey(grey)));
  kind_->setCurrentIndex(kind_->findData(static_cast<int>(kind)));
  const std::int32_t channel = current ? current->channel : document_.drawing()->newCellChannel();
  channel_->setCurrentIndex(std::min(static_cast<int>(channel), channel_->count() - 1));
}

void CellEditor::refreshChannels() {
  const auto count = static_cast<int>(document_.sketch().extent().c);
  channel_->clear();
  for (int channel = 0; channel < count; ++channel) {
    channel_->addItem(document_.channelName(channel));
  }
  channel_->setVisible(count > 1);
  channelLabel_->setVisible(count > 1);
  refresh();
}

void CellEditor::setGrey(float grey) {
  const std::set<CellId>& cells = document_.selection()->cells();
  if (cells.empty()) {
    document_.drawing()->setNewCellGrey(grey);
    return;
  }
  if (gesture_ == 0) {
    gesture_ = document_.newGesture();
  }
  CellEdits(document_).setGrey(cells, grey, gesture_);
}

void CellEditor::setKind(int index) {
  const auto kind = static_cast<CellKind>(kind_->itemData(index).toInt());
  const std::set<CellId>& cells = document_.selection()->cells();
  if (cells.empty()) {
    document_.drawing()->setNewCellKind(kind);
  } else {
    CellEdits(document_).setKind(cells, kind);
  }
}

void CellEditor::setChannel(int index) {
  document_.drawing()->setNewCellChannel(index);
  if (const std::set<CellId>& cells = document_.selection()->cells(); !cells.empty()) {
    CellEdits(document_).setChannel(cells, index);
  }
}

bool CellEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched == slider_ && event->type() == QEvent::MouseButtonDblClick) {
    setGrey(Cell::greyDefault);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace cytosketch
