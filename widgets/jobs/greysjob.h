#pragma once

#include "engine/sketch/measuredgreys.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <filesystem>

namespace cytosketch {

/// Measures the greys of a sketch's cells in a real image away from the window's thread. Another start() takes the
/// place of what runs.
class GreysJob : public QObject {
  Q_OBJECT
public:
  explicit GreysJob(QObject* parent = nullptr);

  /// @param image  a file of the sketch's size; its greys are stretched between its percentiles
  void start(const Sketch& sketch, const std::filesystem::path& image);

Q_SIGNALS:
  /// @param sketch  what was measured: the sketch in the window may have changed meanwhile
  void finished(const cytosketch::Sketch& sketch, const cytosketch::MeasuredGreys& greys);
  void failed(const cytosketch::JobError& error);

private:
  Worker worker_;
};

} // namespace cytosketch
