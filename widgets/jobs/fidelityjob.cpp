#include "widgets/jobs/fidelityjob.h"

#include <memory>

namespace cytosketch {

FidelityJob::FidelityJob(QObject* parent) : QObject(parent) {}

void FidelityJob::request(const Sketch& sketch, const GenerationResultPtr& result) {
  worker_.run(
      [this, sketch, result](const std::stop_token& stop, const Worker::Tell& tell) {
        const auto scores =
            std::make_shared<const std::vector<CellFidelity>>(cellFidelity(sketch, result->image, stop));
        tell([this, scores] { Q_EMIT ready(scores); });
      },
      [this](const JobError& error) { Q_EMIT failed(error); });
}

void FidelityJob::cancel() {
  worker_.abandon();
}

} // namespace cytosketch
