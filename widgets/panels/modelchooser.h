#pragma once

#include "engine/diffusion/model.h"
#include "engine/image/extent.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QWidget;

namespace cytosketch {

/// The rows of a form in which models are chosen: one model that makes all channels, or one for each.
class ModelChooser : public QObject {
  Q_OBJECT
public:
  /// Adds its rows at the end of `form`.
  ModelChooser(QFormLayout* form, QWidget* parent);

  /// One, or one per channel.
  std::vector<std::string> chosen() const;
  /// Shows these; does not signal.
  void setChosen(const std::vector<std::string>& models);
  /// Models to choose from. The ones chosen stay so even if they are not among them.
  void setModels(const std::vector<ModelListEntry>& models);
  /// For sketches of this extent. If the chosen model is known not to be for them, chooses the one that is and whose
  /// name is most like it (nuclei-3d for nuclei-2d); where none makes several channels together, one for each channel,
  /// whose name is most like the channel's.
  void chooseFor(const Extent& extent, const QStringList& channelNames);
  /// Whether each channel has a model of its own.
  bool byChannel() const;
  void showNote(const QString& text, const QString& tip = {});

Q_SIGNALS:
  void changed();
  void loadRequested();

private:
  QComboBox* addCombo(const QString& name, const QString& tip);
  void fill(QComboBox* combo, bool single) const;
  void select(QComboBox* combo, const std::string& model);
  void showRows();
  /// The listed model for such images whose name begins most like `name`; nullptr if there is none.
  const ModelListEntry* bestFor(const Extent& extent, const std::string& name) const;
  /// For a channel alone: the model whose name is like the channel's, else like the chosen model's.
  const ModelListEntry* bestForChannel(const Extent& one, const QString& channel, const std::string& chosen) const;
  /// nullptr if it is not listed.
  const ModelListEntry* entryOf(const std::string& model) const;

  QFormLayout* form_;
  QWidget* parent_;
  std::vector<ModelListEntry> models_;
  QComboBox* together_ = nullptr;
  std::vector<QComboBox*> channels_; ///< as many as the sketch has, if there are several
  std::vector<QLabel*> channelLabels_;
  std::vector<bool> undecided_; ///< per channel: nobody has chosen yet, since no fitting model was known
  QLabel* note_ = nullptr;
  int noteRow_ = 0;
};

} // namespace cytosketch
