#include "widgets/panels/modelchooser.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace cytosketch {

namespace {

const QString byChannelKey = QStringLiteral("\nby channel"); // no file has such a name

/// True if the model is made for such images. A time series of single slices suits both: frame by frame, or with time
/// as depth.
bool isFor(const ModelCard& card, const Extent& extent) {
  const bool volume = extent.z > 1;
  const bool series = extent.t > 1 && !volume;
  return card.channels == extent.c && (series || (card.dimensions == 3) == volume);
}

Extent ofOneChannel(Extent extent) {
  extent.c = 1;
  return extent;
}

} // namespace

ModelChooser::ModelChooser(QFormLayout* form, QWidget* parent) : QObject(parent), form_(form), parent_(parent) {
  together_ = addCombo(tr("Model"), tr("The trained network: it decides what kind of image the sketch becomes."));
  fill(together_, false);
  auto* const load = new QToolButton(parent);
  load->setIcon(QIcon::fromTheme(QStringLiteral("document-open")));
  load->setAutoRaise(true);
  load->setToolTip(tr("Use a model file from elsewhere."));
  load->setAccessibleName(tr("Load model"));
  auto* const row = new QHBoxLayout;
  row->addWidget(together_, 1);
  row->addWidget(load);
  auto* const label = new QLabel(tr("Model"), parent);
  label->setBuddy(together_);
  form->addRow(label, row);
  note_ = new QLabel(parent);
  note_->setWordWrap(true);
  note_->setForegroundRole(QPalette::PlaceholderText);
  noteRow_ = form->rowCount();
  form->addRow(note_);
  connect(load, &QToolButton::clicked, this, &ModelChooser::loadRequested);
}

QComboBox* ModelChooser::addCombo(const QString& name, const QString& tip) {
  auto* const combo = new QComboBox(parent_);
  combo->setAccessibleName(name);
  combo->setToolTip(tip);
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo->setMinimumContentsLength(10);
  connect(combo, &QComboBox::currentIndexChanged, this, [this] {
    showRows();
    Q_EMIT changed();
  });
  return combo;
}

void ModelChooser::fill(QComboBox* combo, bool single) const {
  const QSignalBlocker quiet(combo);
  const QString chosen = combo->currentData().toString();
  combo->clear();
  for (const ModelListEntry& entry : models_) {
    if (!single || entry.card.channels == 1) {
      combo->addItem(QString::fromStdString(entry.name), QString::fromStdString(entry.name));
      combo->setItemData(combo->count() - 1, QString::fromStdString(entry.card.summary), Qt::ToolTipRole);
    }
  }
  if (!single && !channels_.empty()) {
    combo->addItem(tr("One per channel"), byChannelKey);
    combo->setItemData(combo->count() - 1, tr("Each channel is made by a model of its own, one after the other."),
                       Qt::ToolTipRole);
  }
  if (combo->findData(chosen) < 0 && !chosen.isEmpty() && chosen != byChannelKey) {
    combo->addItem(QFileInfo(chosen).completeBaseName(), chosen);
  }
  combo->setCurrentIndex(std::max(combo->findData(chosen), 0));
}

void ModelChooser::select(QComboBox* combo, const std::string& model) {
  const QSignalBlocker quiet(combo);
  const QString key = QString::fromStdString(model);
  if (combo->findData(key) < 0) {
    combo->addItem(QFileInfo(key).completeBaseName(), key);
  }
  combo->setCurrentIndex(combo->findData(key));
}

bool ModelChooser::byChannel() const {
  return together_->currentData().toString() == byChannelKey;
}

std::vector<std::string> ModelChooser::chosen() const {
  if (!byChannel()) {
    return {together_->currentData().toString().toStdString()};
  }
  std::vector<std::string> models;
  for (const QComboBox* const combo : channels_) {
    models.push_back(combo->currentData().toString().toStdString());
  }
  return models;
}

void ModelChooser::setChosen(const std::vector<std::string>& models) {
  if (models.size() > 1 && models.size() == channels_.size()) {
    const QSignalBlocker quiet(together_);
    together_->setCurrentIndex(together_->findData(byChannelKey));
    for (std::size_t i = 0; i < models.size(); ++i) {
      select(channels_[i], models[i]);
      undecided_[i] = false;
    }
  } else {
    select(together_, models.front());
  }
  showRows();
}

void ModelChooser::setModels(const std::vector<ModelListEntry>& models) {
  models_ = models;
  fill(together_, false);
  for (QComboBox* const combo : channels_) {
    fill(combo, true);
  }
}

const ModelListEntry* ModelChooser::entryOf(const std::string& model) const {
  const auto found = std::ranges::find(models_, model, &ModelListEntry::name);
  return found == models_.end() ? nullptr : &*found;
}

const ModelListEntry* ModelChooser::bestFor(const Extent& extent, const std::string& name) const {
  const ModelListEntry* best = nullptr;
  std::ptrdiff_t likest = -1;
  for (const ModelListEntry& entry : models_) {
    const auto end = std::mismatch(name.begin(), name.end(), entry.name.begin(), entry.name.end()).first;
    if (isFor(entry.card, extent) && end - name.begin() > likest) {
      best = &entry;
      likest = end - name.begin();
    }
  }
  return best;
}

const ModelListEntry* ModelChooser::bestForChannel(const Extent& one, const QString& channel,
                                                   const std::string& chosen) const {
  constexpr std::ptrdiff_t telling = 3; // letters in common
  const std::string name = channel.toLower().toStdString();
  const ModelListEntry* const best = bestFor(one, name);
  const bool alike =
      best &&
      std::mismatch(name.begin(), name.end(), best->name.begin(), best->name.end()).first - name.begin() >= telling;
  return alike ? best : bestFor(one, chosen);
}

void ModelChooser::chooseFor(const Extent& extent, const QStringList& channelNames) {
  const std::vector<std::string> before = chosen();
  const std::size_t wanted = extent.c > 1 ? static_cast<std::size_t>(extent.c) : 0;
  const bool wasByChannel = byChannel();
  while (channels_.size() > wanted) {
    form_->removeRow(channels_.back());
    channels_.pop_back();
    channelLabels_.pop_back();
    undecided_.pop_back();
  }
  const Extent one = ofOneChannel(extent);
  for (std::size_t i = 0; i < wanted; ++i) {
    const QString name = channelNames.value(static_cast<qsizetype>(i));
    if (i == channels_.size()) {
      channels_.push_back(addCombo(tr("Model of %1").arg(name), tr("The network that makes this channel alone.")));
      channelLabels_.push_back(new QLabel(parent_));
      channelLabels_.back()->setBuddy(channels_.back());
      form_->insertRow(noteRow_ + static_cast<int>(i), channelLabels_.back(), channels_.back());
      fill(channels_.back(), true);
      undecided_.push_back(true);
    }
    channelLabels_[i]->setText(name);
    channels_[i]->setAccessibleName(tr("Model of %1").arg(name));
    const ModelListEntry* const now = entryOf(channels_[i]->currentData().toString().toStdString());
    const ModelListEntry* const best = bestForChannel(one, name, before.front());
    if (undecided_[i] || (now && !isFor(now->card, one) && best)) {
      select(channels_[i], best ? best->name : before.front());
      undecided_[i] = best == nullptr; // the models may not be known yet
    }
  }
  fill(together_, false);
  const std::string current = wasByChannel ? before.front() : together_->currentData().toString().toStdString();
  const ModelListEntry* const now = entryOf(current);
  const ModelListEntry* const best = bestFor(extent, current);
  if (wanted > 0 && wasByChannel) {
    const QSignalBlocker quiet(together_);
    together_->setCurrentIndex(together_->findData(byChannelKey));
  } else if (wasByChannel || (now && !isFor(now->card, extent))) {
    if (best) {
      select(together_, best->name);
    } else if (wanted > 0 && !models_.empty()) { // else they are not listed yet
      const QSignalBlocker quiet(together_);
      together_->setCurrentIndex(together_->findData(byChannelKey));
    } else {
      select(together_, current);
    }
  }
  showRows();
  if (chosen() != before) {
    Q_EMIT changed();
  }
}

void ModelChooser::showRows() {
  for (QComboBox* const combo : channels_) {
    form_->setRowVisible(combo, byChannel());
  }
}

void ModelChooser::showNote(const QString& text, const QString& tip) {
  note_->setText(text);
  note_->setToolTip(tip);
  note_->setVisible(!text.isEmpty());
}

} // namespace cytosketch
