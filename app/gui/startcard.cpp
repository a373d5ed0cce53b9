#include "app/gui/startcard.h"

#include "app/gui/icons.h"
#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace cytosketch {

namespace {

constexpr int thumbnailEdge = 112;
constexpr int cardWidth = 148;
constexpr int columns = 4;

QPixmap framed(const QImage& picture) {
  QPixmap pixmap(thumbnailEdge, thumbnailEdge);
  pixmap.fill(QColor(43, 43, 43));
  QPainter painter(&pixmap);
  painter.drawImage(QPoint((thumbnailEdge - picture.width()) / 2, (thumbnailEdge - picture.height()) / 2), picture);
  return pixmap;
}

/// An icon in the middle of a plate of a thumbnail's size.
QIcon plate(const QString& icon) {
  QPixmap pixmap(thumbnailEdge, thumbnailEdge);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  constexpr int edge = 48;
  const QPixmap symbol = themedIcon(icon).pixmap(edge, edge);
  painter.drawPixmap((thumbnailEdge - edge) / 2, (thumbnailEdge - edge) / 2, symbol);
  return {pixmap};
}

QImage sketchPicture(const QString& path) {
  const Sketch sketch = readSketch(path.toStdString());
  const Extent& extent = sketch.extent();
  const Box box{extent.z / 2, 0, 0, extent.z / 2 + 1, extent.y, extent.x};
  const Image<float> grey = rasteriseGrey(sketch, 0, 0, box);
  QImage picture(int(extent.x), int(extent.y), QImage::Format_Grayscale8);
  constexpr float white = 255.0F;
  for (std::int64_t y = 0; y < extent.y; ++y) {
    uchar* const line = picture.scanLine(int(y));
    const float* const source = grey.data() + y * extent.x;
    std::transform(source, source + extent.x, line, [](float g) { return uchar(g * white + 0.5F); });
  }
  return picture.scaled(thumbnailEdge, thumbnailEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

/// What the samples that come along are called, by the names of their files.
QString knownTitle(const QString& name) {
  static constexpr std::array<std::pair<const char*, const char*>, 6> titles{{
      {"dense-culture", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Dense culture")},
      {"large-nuclei", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Large nuclei")},
      {"nuclei-in-3d", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Nuclei in 3D")},
      {"overlapping-cells", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Overlapping cells")},
      {"small-nuclei", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Small nuclei")},
      {"varying-background", QT_TRANSLATE_NOOP("cytosketch::StartCard", "Varying background")},
  }};
  const auto* const found =
      std::find_if(titles.begin(), titles.end(), [&name](const auto& t) { return name == QLatin1String(t.first); });
  return found == titles.end() ? QString() : StartCard::tr(found->second);
}

QString sampleTitle(const QString& path) {
  if (QString known = knownTitle(QFileInfo(path).completeBaseName()); !known.isEmpty()) {
    return known;
  }
  QString title = QFileInfo(path).completeBaseName().replace(QLatin1Char('-'), QLatin1Char(' '));
  title.replace(QLatin1Char('_'), QLatin1Char(' '));
  if (!title.isEmpty()) {
    title[0] = title[0].toUpper();
  }
  return title;
}

} // namespace

StartCard::StartCard(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  auto* const page = new QWidget;
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(32, 24, 32, 24);
  column->setSpacing(14);
  auto* const title = new QLabel(tr("Draw cells, get a realistic image with labels"), page);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.6);
  title->setFont(font);
  title->setWordWrap(true);
  column->addWidget(title);
  auto* const hint = new QLabel(tr("Begin with a sample to see what comes out, or with a sketch of your own."), page);
  hint->setForegroundRole(QPalette::PlaceholderText);
  hint->setWordWrap(true);
  column->addWidget(hint);
  auto* const centred = new QHBoxLayout;
  cards_ = new QGridLayout;
  cards_->setSpacing(12);
  centred->addLayout(cards_);
  centred->addStretch(1);
  column->addLayout(centred);
  recent_ = new QVBoxLayout;
  recent_->setSpacing(2);
  column->addLayout(recent_);
  column->addStretch(1);
  setWidget(page);

  connect(card(plate(QStringLiteral("document-new")), tr("Blank\n512 × 512"), tr("An empty sketch to draw on")),
          &QToolButton::clicked, this, &StartCard::blankRequested);
  connect(card(plate(QStringLiteral("document-open")), tr("Open a sketch…"), tr("Open a .cysk file")),
          &QToolButton::clicked, this, &StartCard::openRequested);
  connect(card(plate(QStringLiteral("document-import")), tr("Import\nannotations…"),
               tr("Make a sketch of label images, tracks, or what Cellpose, StarDist, ImageJ or COCO have annotated")),
          &QToolButton::clicked, this, &StartCard::importRequested);
}

QToolButton* StartCard::card(const QIcon& icon, const QString& text, const QString& tip) {
  auto* const button = new QToolButton(widget());
  button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
  button->setIcon(icon);
  button->setIconSize(QSize(thumbnailEdge, thumbnailEdge));
  button->setText(text);
  button->setToolTip(tip);
  button->setFixedWidth(cardWidth);
  button->setMinimumHeight(thumbnailEdge + 52);
  button->setAutoRaise(false);
  button->setAccessibleName(QString(text).replace(QLatin1Char('\n'), QLatin1Char(' ')));
  cards_->addWidget(button, count_ / columns, count_ % columns);
  ++count_;
  return button;
}

void StartCard::setSamples(const QStringList& paths) {
  for (const QString& path : paths) {
    try {
      auto* const button = card(QIcon(framed(sketchPicture(path))), tr("Sample:\n%1").arg(sampleTitle(path)),
                                tr("Open this sample and generate an image from it"));
      button->setObjectName(QStringLiteral("sample"));
      connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT sampleRequested(path); });
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): a sample that cannot be read is not offered
    }
  }
}

void StartCard::setRecent(const QStringList& paths) {
  while (QLayoutItem* const item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (paths.isEmpty()) {
    return;
  }
  constexpr int shown = 6;
  recent_->addWidget(new QLabel(tr("Recent"), widget()));
  for (const QString& path : paths.mid(0, shown)) {
    const QFileInfo file(path);
    auto* const button = new QToolButton(widget());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(themedIcon(QStringLiteral("document-open-recent")));
    button->setText(tr("%1   in %2").arg(file.fileName(), file.absolutePath()));
    button->setAutoRaise(true);
    button->setEnabled(file.exists());
    button->setToolTip(file.exists() ? path : tr("This file is gone"));
    connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT recentRequested(path); });
    recent_->addWidget(button);
  }
}

} // namespace cytosketch
