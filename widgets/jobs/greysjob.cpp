#include "widgets/jobs/greysjob.h"

#include "engine/image/normalisation.h"
#include "engine/imageio/imagefile.h"

#include <memory>

namespace cytosketch {

GreysJob::GreysJob(QObject* parent) : QObject(parent) {}

void GreysJob::start(const Sketch& sketch, const std::filesystem::path& image) {
  worker_.run(
      [this, sketch, image](const std::stop_token&, const Worker::Tell& tell) {
        const Image<float> real = readImage(image);
        const auto greys =
            std::make_shared<const MeasuredGreys>(measuredGreys(sketch, normalised(real, percentileLimits(real))));
        tell([this, sketch, greys] { Q_EMIT finished(sketch, *greys); });
      },
      [this](const JobError& error) { Q_EMIT failed(error); });
}

} // namespace cytosketch
