#include "app/gui/importbar.h"

#include "app/gui/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int asTheFileSays = -1;
constexpr int fullProgress = 1000;

QString labelOf(AnnotationFormat format) {
  const auto formats = annotationFormats();
  const auto info = std::find_if(formats.begin(), formats.end(), [&](const auto& i) { return i.format == format; });
  QString label = QCoreApplication::translate("Parameters", std::string(info->label).c_str());
  label[0] = label[0].toUpper();
  return label;
}

/// Formats whose masks are label images, of which the labels may be disregarded.
bool hasLabelImages(AnnotationFormat format) {
  return format == AnnotationFormat::Labels || format == AnnotationFormat::Cellpose ||
         format == AnnotationFormat::StarDist || format == AnnotationFormat::Hdf5;
}

/// A list with its caption before it.
QComboBox* captioned(QHBoxLayout* row, const QString& caption, const QString& tip, QWidget* parent) {
  auto* const label = new QLabel(caption, parent);
  auto* const list = new QComboBox(parent);
  label->setBuddy(list);
  list->setToolTip(tip);
  list->setAccessibleName(QString(caption).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
  list->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  row->addWidget(label);
  row->addWidget(list);
  return list;
}

} // namespace

ImportBar::ImportBar(QWidget* parent) : QFrame(parent) {
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  setAccessibleName(tr("Import annotations"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 6, 8);
  column->setSpacing(6);
  buildSource();
  buildChoices();
  clearList();
  hide();
}

void ImportBar::buildSource() {
  auto* const row = new QHBoxLayout;
  auto* const title = new QLabel(tr("Annotations:"), this);
  path_ = new QLineEdit(this);
  path_->setPlaceholderText(tr("A file or folder: drop it here, choose it, or type its name"));
  path_->setToolTip(tr("Label images, the Cell Tracking Challenge, Cellpose, StarDist, ImageJ regions, COCO, HDF5"));
  path_->setAccessibleName(tr("File or folder of annotations"));
  title->setBuddy(path_);
  file_ = new QPushButton(themedIcon(QStringLiteral("document-open")), tr("&File…"), this);
  auto* const folder = new QPushButton(themedIcon(QStringLiteral("folder-open")), tr("F&older…"), this);
  for (QPushButton* const button : {file_, folder}) {
    button->setAutoDefault(true); // the Enter key presses what has the focus
  }
  auto* const close = new QToolButton(this);
  close->setIcon(QIcon::fromTheme(QStringLiteral("window-close")));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close without opening anything (Esc)"));
  close->setAccessibleName(tr("Close"));
  row->addWidget(title);
  row->addWidget(path_, 1);
  for (QWidget* const each : std::initializer_list<QWidget*>{file_, folder, close}) {
    row->addWidget(each);
  }
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(path_, &QLineEdit::returnPressed, this, [this] { Q_EMIT pathEntered(path()); });
  connect(file_, &QPushButton::clicked, this, &ImportBar::fileWanted);
  connect(folder, &QPushButton::clicked, this, &ImportBar::folderWanted);
  connect(close, &QToolButton::clicked, this, &ImportBar::closed);
}

void ImportBar::buildChoices() {
  choices_ = new QWidget(this);
  auto* const column = new QVBoxLayout(choices_);
  column->setContentsMargins(0, 0, 0, 0);
  auto* const first = new QHBoxLayout;
  auto* const second = new QHBoxLayout;
  column->addLayout(first);
  column->addLayout(second);
  format_ = new QLabel(choices_);
  QFont bold = format_->font();
  bold.setBold(true);
  format_->setFont(bold);
  first->addWidget(format_);
  first->addSpacing(12);
  item_ = captioned(first, tr("&Image:"), tr("Which of the annotated images or series becomes the sketch"), choices_);
  item_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  item_->setMinimumContentsLength(16);
  first->setStretchFactor(item_, 1);
  kind_ = captioned(second, tr("&Cells are:"), tr("What the outlines are outlines of"), choices_);
  second->addSpacing(8);
  greys_ = captioned(second, tr("&Greys:"), tr("Where each cell's grey comes from"), choices_);
  second->addSpacing(8);
  components_ = new QCheckBox(tr("&Every connected area is a cell"), choices_);
  components_->setToolTip(tr("For black and white masks: labels are disregarded, what is connected is one cell"));
  second->addWidget(components_);
  second->addStretch(1);
  progress_ = new QProgressBar(choices_);
  progress_->setRange(0, fullProgress);
  progress_->setFixedWidth(120);
  progress_->setAccessibleName(tr("Progress of reading"));
  open_ = new QPushButton(choices_);
  open_->setAutoDefault(true);
  second->addWidget(progress_);
  second->addWidget(open_);
  layout()->addWidget(choices_);
  connect(open_, &QPushButton::clicked, this, [this] { running_ ? Q_EMIT cancelRequested() : Q_EMIT openRequested(); });
  connect(item_, &QComboBox::currentIndexChanged, this, [this] { fillGreys(); });
  connect(greys_, &QComboBox::activated, this, [this] {
    if (greys_->currentData().toInt() == int(AnnotationGreys::File)) {
      Q_EMIT imageWanted();
    }
  });
}

void ImportBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT closed();
    return;
  }
  QFrame::keyPressEvent(event);
}

QString ImportBar::path() const {
  return QDir::fromNativeSeparators(path_->text().trimmed());
}

void ImportBar::setPath(const QString& path) {
  path_->setText(QDir::toNativeSeparators(path));
  image_.clear();
  clearList();
}

void ImportBar::clearList() {
  list_ = {};
  choices_->hide();
  setRunning(false);
}

void ImportBar::setList(const AnnotationList& list) {
  list_ = list;
  format_->setText(labelOf(list.format));
  const QSignalBlocker quiet(item_);
  item_->clear();
  for (const AnnotationItem& item : list.items) {
    item_->addItem(QString::fromStdString(item.name));
  }
  item_->setEnabled(list.items.size() > 1);
  kind_->clear();
  if (list.format == AnnotationFormat::Coco) {
    kind_->addItem(tr("As the file says"), asTheFileSays);
  }
  kind_->addItem(tr("Nuclei"), int(CellKind::Nucleus));
  kind_->addItem(tr("Cytoplasm"), int(CellKind::Cytoplasm));
  kind_->addItem(tr("Whole cells"), int(CellKind::WholeCell));
  components_->setChecked(false);
  components_->setVisible(hasLabelImages(list.format));
  fillGreys();
  choices_->show();
  setRunning(false);
}

bool ImportBar::itemHasImage() const {
  const int index = item_->currentIndex();
  return index >= 0 && list_.items[std::size_t(index)].hasImage;
}

void ImportBar::fillGreys() {
  greys_->clear();
  const bool drawn = list_.format == AnnotationFormat::Hdf5;
  greys_->addItem(drawn ? tr("As drawn in the file") : tr("By chance"), int(AnnotationGreys::Chance));
  if (itemHasImage()) {
    greys_->addItem(tr("Measured in its real image"), int(AnnotationGreys::OwnImage));
  }
  greys_->addItem(image_.isEmpty() ? tr("Measured in another image…")
                                   : tr("Measured in %1").arg(QFileInfo(image_).fileName()),
                  int(AnnotationGreys::File));
  const int preferred = !image_.isEmpty() ? greys_->count() - 1 : itemHasImage() && !drawn ? 1 : 0;
  greys_->setCurrentIndex(preferred);
}

void ImportBar::setImage(const QString& path) {
  image_ = path;
  fillGreys();
}

AnnotationOptions ImportBar::options() const {
  AnnotationOptions options;
  options.item = item_->currentText().toStdString();
  if (const int kind = kind_->currentData().toInt(); kind != asTheFileSays) {
    options.kind = CellKind(kind);
  }
  options.greys = AnnotationGreys(greys_->currentData().toInt());
  options.image = image_.toStdString();
  options.components = components_->isVisibleTo(this) && components_->isChecked();
  return options;
}

void ImportBar::setRunning(bool running) {
  running_ = running;
  open_->setText(running ? tr("Cancel") : tr("Open as &Sketch"));
  open_->setIcon(themedIcon(running ? QStringLiteral("process-stop") : QStringLiteral("document-import")));
  progress_->setVisible(running);
  progress_->setValue(0);
  for (QWidget* const each : std::initializer_list<QWidget*>{item_, kind_, greys_, components_}) {
    each->setEnabled(!running);
  }
  item_->setEnabled(!running && item_->count() > 1);
}

void ImportBar::setProgress(double fraction) {
  progress_->setValue(int(fraction * fullProgress));
}

void ImportBar::takeFocus() {
  choices_->isVisibleTo(this) ? open_->setFocus() : file_->setFocus();
}

} // namespace cytosketch
