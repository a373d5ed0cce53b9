#include "widgets/jobs/fidelityjob.h"

#include "engine/image/error.h"

#include <exception>
#include <utility>

namespace cytosketch {

FidelityJob::FidelityJob(QObject* parent) : QObject(parent) {}

void FidelityJob::request(const Sketch& sketch, const GenerationResultPtr& result) {
  const std::uint64_t run = ++run_;
  worker_.start([this, run, sketch, result](const std::stop_token& stop) {
    const auto post = [&](std::function<void()> message) {
      worker_.post([this, run, message = std::move(message)] {
        if (run == run_) {
          message();
        }
      });
    };
    try {
      const auto scores = std::make_shared<const std::vector<CellFidelity>>(cellFidelity(sketch, result->image, stop));
      post([this, scores] { Q_EMIT ready(scores); });
    } catch (const Cancelled&) { // NOLINT(bugprone-empty-catch): nobody waits for it
    } catch (...) {
      post([this, error = jobErrorOf(std::current_exception())] { Q_EMIT failed(error); });
    }
  });
}

void FidelityJob::cancel() {
  ++run_;
  worker_.stop();
}

} // namespace cytosketch
