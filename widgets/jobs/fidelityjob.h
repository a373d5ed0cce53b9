#pragma once

#include "engine/study/fidelity.h"
#include "widgets/jobs/generationjob.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <memory>
#include <vector>

namespace cytosketch {

using FidelityScores = std::shared_ptr<const std::vector<CellFidelity>>;

/// Judges, away from the window's thread, whether each cell is visible in a generated image. Only the last request
/// counts.
class FidelityJob : public QObject {
  Q_OBJECT
public:
  explicit FidelityJob(QObject* parent = nullptr);

  /// @param result  generated from `sketch`
  void request(const Sketch& sketch, const GenerationResultPtr& result);
  /// Nothing more is heard of what was requested.
  void cancel();

Q_SIGNALS:
  void ready(const cytosketch::FidelityScores& scores);
  void failed(const cytosketch::JobError& error);

private:
  Worker worker_;
};

} // namespace cytosketch
