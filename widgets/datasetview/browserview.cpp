#include "widgets/datasetview/browserview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int listWidth = 240;
constexpr double largestGrey = 1e9;

QDoubleSpinBox* limitBox(const QString& name, const QString& tip, QWidget* parent) {
  auto* const box = new QDoubleSpinBox(parent);
  box->setRange(-largestGrey, largestGrey);
  box->setDecimals(2);
  box->setKeyboardTracking(false);
  box->setAccessibleName(name);
  box->setToolTip(tip);
  box->setMaximumWidth(100);
  return box;
}

} // namespace

BrowserView::BrowserView(QWidget* parent)
    : QWidget(parent), model_(new SampleModel(this)), filter_(new SampleFilter(this)) {
  filter_->setSourceModel(model_);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  auto* const top = new QHBoxLayout;
  title_ = new QLabel(tr("No dataset is open."), this);
  title_->setObjectName(QStringLiteral("browserTitle"));
  title_->setTextFormat(Qt::PlainText);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* const open = new QPushButton(tr("Open Dataset…"), this);
  open->setObjectName(QStringLiteral("browserOpen"));
  open->setToolTip(tr("Choose the folder of a dataset: one of this program's, or another's in one of its layouts."));
  top->addWidget(title_, 1);
  top->addWidget(open);
  column->addLayout(top);
  auto* const splitter = new QSplitter(Qt::Horizontal, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(makeList());
  splitter->addWidget(makePicture());
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({listWidth, 3 * listWidth});
  column->addWidget(splitter, 1);
  connect(open, &QPushButton::clicked, this, &BrowserView::openRequested);
  connectControls();
  sample_->setContent(nullptr, tr("Open the folder of a dataset to page through its images and labels."));
  updateButtons();
}

QWidget* BrowserView::makeList() {
  auto* const box = new QWidget(this);
  auto* const column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  auto* const row = new QHBoxLayout;
  filters_ = new QComboBox(box);
  filters_->setObjectName(QStringLiteral("browserFilter"));
  filters_->setAccessibleName(tr("Which samples"));
  filters_->setToolTip(tr("Show all samples, the flagged ones, those with problems, or one part of the dataset."));
  count_ = new QLabel(box);
  row->addWidget(filters_, 1);
  row->addWidget(count_);
  column->addLayout(row);
  list_ = new QListView(box);
  list_->setObjectName(QStringLiteral("browserList"));
  list_->setAccessibleName(tr("Samples"));
  list_->setModel(filter_);
  list_->setUniformItemSizes(true);
  list_->setIconSize({SampleModel::pictureEdge, SampleModel::pictureEdge});
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setSpacing(1);
  list_->setWordWrap(true);
  list_->installEventFilter(this);
  column->addWidget(list_, 1);
  const auto button = [&](const QString& text, const QString& tip, const QString& name) {
    auto* const made = new QPushButton(text, box);
    made->setToolTip(tip);
    made->setObjectName(name);
    return made;
  };
  auto* const buttons = new QHBoxLayout;
  flag_ = button(tr("Flag"), tr("Mark the chosen samples, to find them again (F)."), QStringLiteral("browserFlag"));
  remove_ =
      button(tr("Remove"),
             tr("Move the files of the chosen samples into the folder “removed”, and take them off the lists that "
                "the dataset has (Delete)."),
             QStringLiteral("browserRemove"));
  buttons->addWidget(flag_);
  buttons->addWidget(remove_);
  sketch_ = button(tr("Open as Sketch"),
                   tr("Make a sketch of the sample's labels, with greys measured in its image (Enter)."),
                   QStringLiteral("browserSketch"));
  column->addLayout(buttons);
  column->addWidget(sketch_);
  box->setMinimumWidth(200);
  return box;
}

QHBoxLayout* BrowserView::makeControls() {
  auto* const row = new QHBoxLayout;
  style_ = new QComboBox(this);
  style_->setObjectName(QStringLiteral("browserStyle"));
  style_->addItem(tr("Outlines"), int(LabelStyle::Outlines));
  style_->addItem(tr("Filled"), int(LabelStyle::Filled));
  style_->addItem(tr("No labels"), int(LabelStyle::Hidden));
  style_->setAccessibleName(tr("Labels"));
  style_->setToolTip(tr("How the labels lie over the image (L)."));
  channel_ = new QComboBox(this);
  channel_->setObjectName(QStringLiteral("browserChannel"));
  channel_->setAccessibleName(tr("Channel"));
  channel_->setToolTip(tr("Channel of the image that is shown."));
  autoContrast_ = new QCheckBox(tr("Auto contrast"), this);
  autoContrast_->setObjectName(QStringLiteral("browserAutoContrast"));
  autoContrast_->setChecked(true);
  autoContrast_->setToolTip(
      tr("Limits from each sample's own darkest and brightest voxels; without it the limits beside it "
         "hold for all samples, so that they can be compared."));
  black_ = limitBox(tr("Black"), tr("Value of the file that is shown black."), this);
  black_->setObjectName(QStringLiteral("browserBlack"));
  white_ = limitBox(tr("White"), tr("Value of the file that is shown white."), this);
  white_->setObjectName(QStringLiteral("browserWhite"));
  row->addWidget(style_);
  row->addWidget(channel_);
  row->addStretch(1);
  row->addWidget(autoContrast_);
  row->addWidget(black_);
  row->addWidget(new QLabel(QStringLiteral("–"), this));
  row->addWidget(white_);
  return row;
}

QWidget* BrowserView::makePicture() {
  auto* const box = new QWidget(this);
  auto* const column = new QVBoxLayout(box);
  column->setContentsMargins(4, 0, 0, 0);
  column->addLayout(makeControls());
  problems_ = new QLabel(box);
  problems_->setObjectName(QStringLiteral("browserProblems"));
  problems_->setWordWrap(true);
  problems_->setTextFormat(Qt::PlainText);
  QFont bold = problems_->font();
  bold.setBold(true);
  problems_->setFont(bold);
  problems_->hide();
  column->addWidget(problems_);
  sample_ = new SampleView(box);
  sample_->setObjectName(QStringLiteral("browserSample"));
  sample_->installEventFilter(this);
  column->addWidget(sample_, 1);
  const auto slider = [&](const QString& name, QSlider*& bar, QLabel*& text) {
    auto* const line = new QWidget(box);
    auto* const row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    bar = new QSlider(Qt::Horizontal, line);
    bar->setAccessibleName(name);
    text = new QLabel(line);
    text->setMinimumWidth(text->fontMetrics().horizontalAdvance(QStringLiteral("z 0000/0000")));
    row->addWidget(bar, 1);
    row->addWidget(text);
    column->addWidget(line);
    line->hide();
    return line;
  };
  sliceRow_ = slider(tr("Slice"), slice_, sliceText_);
  frameRow_ = slider(tr("Frame"), frame_, frameText_);
  slice_->setObjectName(QStringLiteral("browserSlice"));
  frame_->setObjectName(QStringLiteral("browserFrame"));
  pointed_ = new QLabel(QStringLiteral(" "), box);
  pointed_->setObjectName(QStringLiteral("browserPointed"));
  pointed_->setTextFormat(Qt::PlainText);
  pointed_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  column->addWidget(pointed_);
  return box;
}

void BrowserView::connectControls() {
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &BrowserView::onCurrentChanged);
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BrowserView::updateButtons);
  connect(filters_, &QComboBox::currentIndexChanged, this, [this] {
    const QVariantList chosen = filters_->currentData().toList();
    if (!chosen.isEmpty()) {
      filter_->show(SampleFilter::Kind(chosen[0].toInt()), chosen[1].toString());
    }
    updateButtons();
  });
  connect(flag_, &QPushButton::clicked, this, &BrowserView::toggleFlags);
  connect(remove_, &QPushButton::clicked, this, [this] { onKey(Qt::Key_Delete); });
  connect(sketch_, &QPushButton::clicked, this, [this] { onKey(Qt::Key_Return); });
  connect(list_, &QListView::doubleClicked, this, [this] { onKey(Qt::Key_Return); });
  connect(style_, &QComboBox::currentIndexChanged, this,
          [this] { sample_->setLabelStyle(LabelStyle(style_->currentData().toInt())); });
  connect(channel_, &QComboBox::currentIndexChanged, this, [this](int channel) { sample_->setChannel(channel); });
  connect(slice_, &QSlider::valueChanged, this, [this](int z) {
    sample_->setSlice(z);
    showPlace();
  });
  connect(frame_, &QSlider::valueChanged, this, [this](int t) {
    sample_->setFrame(t);
    showPlace();
  });
  connect(sample_, &SampleView::sliceChanged, slice_, &QSlider::setValue);
  connect(sample_, &SampleView::pointed, this,
          [this](const QString& text) { pointed_->setText(text.isEmpty() ? QStringLiteral(" ") : text); });
  connect(sample_, &SampleView::limitsChanged, this, [this] {
    const QSignalBlocker blackQuiet(black_), whiteQuiet(white_);
    const auto [low, high] = sample_->limits();
    const double step = std::max(1e-2, (high - low) / 50.0);
    for (QDoubleSpinBox* const box : {black_, white_}) {
      box->setSingleStep(step >= 1.0 ? std::round(step) : step);
      box->setEnabled(!autoContrast_->isChecked());
    }
    black_->setValue(low);
    white_->setValue(high);
  });
  const auto setLimits = [this] {
    sample_->setLimits(autoContrast_->isChecked() ? std::nullopt
                                                  : std::optional(std::pair(black_->value(), white_->value())));
  };
  connect(autoContrast_, &QCheckBox::toggled, this, setLimits);
  connect(black_, &QDoubleSpinBox::valueChanged, this, setLimits);
  connect(white_, &QDoubleSpinBox::valueChanged, this, setLimits);
}

void BrowserView::showFilters() {
  const QSignalBlocker quiet(filters_);
  filters_->clear();
  const auto add = [this](const QString& text, SampleFilter::Kind kind, const QString& split = {}) {
    filters_->addItem(text, QVariantList{int(kind), split});
  };
  add(tr("All samples"), SampleFilter::Kind::All);
  add(tr("Flagged"), SampleFilter::Kind::Flagged);
  add(tr("With problems"), SampleFilter::Kind::Problems);
  const std::set<QString> splits = model_->splits();
  for (const QString& split : splits) {
    if (splits.size() > 1) {
      add(split.isEmpty() ? tr("without split") : split, SampleFilter::Kind::Split, split);
    }
  }
  filter_->show(SampleFilter::Kind::All);
}

void BrowserView::begin(const QString& title, const QString& tip, const std::vector<DatasetItem>& items,
                        const std::set<std::string>& flags, std::size_t chosen) {
  title_->setText(title);
  title_->setToolTip(tip);
  sample_->setContent(nullptr, items.empty() ? tr("The dataset has no sample.") : QString());
  model_->reset(items, flags);
  showFilters();
  if (!items.empty()) {
    list_->setCurrentIndex(filter_->mapFromSource(model_->index(int(std::min(chosen, items.size() - 1)))));
    list_->setFocus();
  }
  updateButtons();
}

int BrowserView::current() const {
  const QModelIndex index = filter_->mapToSource(list_->currentIndex());
  return index.isValid() ? index.row() : -1;
}

std::vector<std::size_t> BrowserView::selected() const {
  std::vector<std::size_t> items;
  for (const QModelIndex& index : list_->selectionModel()->selectedIndexes()) {
    items.push_back(std::size_t(filter_->mapToSource(index).row()));
  }
  std::sort(items.begin(), items.end());
  return items;
}

void BrowserView::onCurrentChanged() {
  if (const int item = current(); item >= 0) {
    Q_EMIT sampleChosen(std::size_t(item));
  }
  updateButtons();
}

void BrowserView::setContent(std::size_t item, const std::shared_ptr<const SampleContent>& content) {
  if (int(item) != current()) {
    return;
  }
  QStringList problems;
  for (const SampleProblem& problem : content->problems) {
    problems.append(textOf(problem));
  }
  problems_->setText(problems.join(QLatin1Char('\n')));
  problems_->setVisible(!problems.isEmpty());
  sample_->setContent(content, problems.join(QLatin1Char('\n')));
  const Extent e = sample_->extent();
  {
    const QSignalBlocker sliceQuiet(slice_), frameQuiet(frame_), channelQuiet(channel_);
    slice_->setRange(0, std::max(0, int(e.z) - 1));
    slice_->setValue(sample_->slice());
    frame_->setRange(0, std::max(0, int(e.t) - 1));
    frame_->setValue(sample_->frame());
    channel_->clear();
    for (int c = 0; c < int(e.c); ++c) {
      channel_->addItem(tr("Channel %1").arg(c + 1));
    }
    channel_->setCurrentIndex(sample_->channel());
  }
  sliceRow_->setVisible(e.z > 1);
  frameRow_->setVisible(e.t > 1);
  channel_->setVisible(e.c > 1 && !content->image.empty());
  showPlace();
}

void BrowserView::showPlace() {
  sliceText_->setText(QStringLiteral("z %1/%2").arg(slice_->value()).arg(slice_->maximum()));
  frameText_->setText(QStringLiteral("t %1/%2").arg(frame_->value()).arg(frame_->maximum()));
}

void BrowserView::toggleFlags() {
  const std::vector<std::size_t> items = selected();
  const bool all = std::all_of(items.begin(), items.end(), [this](std::size_t item) { return model_->flagged(item); });
  for (const std::size_t item : items) {
    model_->setFlagged(item, !all);
  }
  if (!items.empty()) {
    Q_EMIT flagsChanged();
  }
  updateButtons();
}

void BrowserView::nextStyle() {
  style_->setCurrentIndex((style_->currentIndex() + 1) % style_->count());
}

bool BrowserView::onKey(int key) {
  switch (key) {
  case Qt::Key_F:
    toggleFlags();
    return true;
  case Qt::Key_L:
    nextStyle();
    return true;
  case Qt::Key_Delete:
    if (!busy_ && !selected().empty()) {
      Q_EMIT removeRequested(selected());
    }
    return true;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    if (!busy_ && current() >= 0) {
      Q_EMIT sketchRequested(std::size_t(current()));
    }
    return true;
  default:
    return false;
  }
}

/// The window has keys of its own for F and Delete; here they are the browser's.
bool BrowserView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
    auto* const key = static_cast<QKeyEvent*>(event);
    const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
    const bool ours = key->key() == Qt::Key_F || key->key() == Qt::Key_L || key->key() == Qt::Key_Delete ||
                      key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (plain && ours) {
      event->accept();
      return event->type() == QEvent::ShortcutOverride || onKey(key->key());
    }
  }
  return QWidget::eventFilter(watched, event);
}

void BrowserView::setBusy(bool busy) {
  busy_ = busy;
  updateButtons();
}

void BrowserView::updateButtons() {
  const std::vector<std::size_t> items = selected();
  const bool all = !items.empty() &&
                   std::all_of(items.begin(), items.end(), [this](std::size_t item) { return model_->flagged(item); });
  flag_->setText(all ? tr("Unflag") : tr("Flag"));
  flag_->setEnabled(!items.empty());
  remove_->setEnabled(!items.empty() && !busy_);
  sketch_->setEnabled(current() >= 0 && !busy_);
  count_->setText(items.size() > 1 ? tr("%1 chosen").arg(items.size())
                  : filter_->rowCount() > 0 && current() >= 0
                      ? tr("%1/%2").arg(list_->currentIndex().row() + 1).arg(filter_->rowCount())
                      : QString::number(filter_->rowCount()));
}

} // namespace cytosketch
