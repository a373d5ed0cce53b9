#pragma once

#include "widgets/jobs/modelstore.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace cytosketch {

/// What is known about the model in use and the machine, for the Generate panel.
struct ModelState {
  std::vector<std::string> names; ///< as in the settings: one, or one per channel
  ModelCard card;                 ///< of the first
  bool tileExact = true;          ///< all of them
  QString device;                 ///< "CPU bf16"
  double predictedSeconds = -1.0; ///< of a run with the settings asked about; negative = unknown
};

/// Lists models, loads the chosen one and predicts the time of a run, away from the window's thread. Latest wins.
class ModelJob : public QObject {
  Q_OBJECT
public:
  explicit ModelJob(std::shared_ptr<ModelStore> store, QObject* parent = nullptr);

  /// Lists the models; listed() follows.
  void list();
  /// Loads the settings' models if they are not in memory and predicts a run over `extent`; ready() or failed()
  /// follows, unless a newer call comes first.
  void prepare(const GenerationSettings& settings, const Extent& extent);

Q_SIGNALS:
  void listed(const std::vector<cytosketch::ModelListEntry>& models);
  void ready(const cytosketch::ModelState& state);
  void failed(const cytosketch::JobError& error);

private:
  std::shared_ptr<ModelStore> store_;
  std::uint64_t run_ = 0;
  Worker lister_;
  Worker loader_;
};

} // namespace cytosketch
