#include "app/gui/runstore.h"

#include "app/common/resultfile.h"
#include "engine/image/atomicfile.h"
#include "engine/image/normalisation.h"
#include "engine/sketch/sketchfile.h"
#include "widgets/document/display.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>
#include <vector>

namespace cytosketch {

namespace fs = std::filesystem;

namespace {

constexpr int thumbnailEdge = 128;
constexpr std::size_t imagesKept = 8; // in memory; older ones are read again when they are wanted
constexpr auto imageName = "image.tif";
constexpr auto sidecarName = "image.json";
constexpr auto noteName = "run.json";
constexpr auto thumbnailName = "thumbnail.png";

const ResultOptions runOptions{.networkValues = true, .labels = true, .sketch = true};

QString toQString(const fs::path& path) {
  return QString::fromStdString(path.string());
}

fs::path runsFolderOf(const QString& sketchFile) {
  const QFileInfo file(sketchFile);
  return fs::path(
      (file.absolutePath() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral(".runs")).toStdString());
}

std::string noteOf(const Run& run) {
  const QByteArray settings = QByteArray::fromStdString(toJson(run.requested));
  const QJsonObject note{{QStringLiteral("requested"), QJsonDocument::fromJson(settings).object()},
                         {QStringLiteral("seconds"), run.seconds}};
  return QJsonDocument(note).toJson().toStdString();
}

/// @throws Error if the folder holds no complete run
Run readRun(const fs::path& folder, int id) {
  QFile file(toQString(folder / noteName));
  if (!file.open(QIODevice::ReadOnly)) {
    throw FileError("the run is not complete", folder.string(), "");
  }
  const QJsonObject note = QJsonDocument::fromJson(file.readAll()).object();
  Run run;
  run.id = id;
  run.requested =
      settingsFromJson(QJsonDocument(note.value(QStringLiteral("requested")).toObject()).toJson().toStdString());
  run.seconds = note.value(QStringLiteral("seconds")).toDouble();
  run.thumbnail.load(toQString(folder / thumbnailName));
  return run;
}

/// Moves a folder, also to another disk.
void moveFolder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    fs::copy(from, to, fs::copy_options::recursive);
    fs::remove_all(from, error);
  }
}

} // namespace

QImage thumbnailOf(const Image<float>& image, int size) {
  if (image.empty()) {
    return {};
  }
  const Extent& extent = image.extent();
  QImage picture(int(extent.x), int(extent.y), QImage::Format_RGB32);
  picture.fill(Qt::black);
  for (std::int64_t channel = 0; channel < extent.c; ++channel) {
    const float* const first = image.channel(0, channel);
    const std::vector<float> values(first, first + extent.y * extent.x);
    const double low = percentile(values, defaultLowPercentile);
    const double high = std::max(percentile(values, defaultHighPercentile), low + 1e-3);
    const QColor colour = extent.c > 1 ? Display::defaultColour(channel) : QColor(Qt::white);
    for (std::int64_t y = 0; y < extent.y; ++y) {
      auto* const line = reinterpret_cast<QRgb*>(picture.scanLine(int(y)));
      for (std::int64_t x = 0; x < extent.x; ++x) {
        const double grey = std::clamp((values[std::size_t(y * extent.x + x)] - low) / (high - low), 0.0, 1.0);
        const auto sum = [grey](int before, int full) { return std::min(255, before + int(grey * full + 0.5)); };
        line[x] = qRgb(sum(qRed(line[x]), colour.red()), sum(qGreen(line[x]), colour.green()),
                       sum(qBlue(line[x]), colour.blue()));
      }
    }
  }
  return picture.scaled(size, size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

RunStore::RunStore(fs::path sessionFolder, QObject* parent)
    : QObject(parent), sessionFolder_(std::move(sessionFolder)) {
  writer_.setMaxThreadCount(1); // in order, and one at a time
  openFor({});
}

RunStore::~RunStore() {
  writer_.waitForDone();
}

QString RunStore::folder() const {
  return toQString(folder_);
}
void RunStore::wait() {
  writer_.waitForDone();
}

void RunStore::openFor(const QString& sketchFile) {
  wait();
  unsaved_ = sketchFile.isEmpty();
  folder_ = unsaved_ ? sessionFolder_ / (QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + ".runs")
                     : runsFolderOf(sketchFile);
  readFolder();
}

void RunStore::adoptFolder(const QString& folder) {
  wait();
  folder_ = folder.toStdString();
  readFolder();
}

void RunStore::readFolder() {
  runs_.clear();
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    bool isNumber = false;
    const int id = toQString(entry->path().filename()).toInt(&isNumber);
    if (!isNumber) {
      continue;
    }
    try {
      runs_[id] = readRun(entry->path(), id);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): a run cut off by a crash, or a foreign folder
    }
  }
  Q_EMIT reset();
}

void RunStore::sketchSavedAs(const QString& sketchFile) {
  const fs::path target = runsFolderOf(sketchFile);
  if (target == folder_) {
    return;
  }
  wait();
  try {
    std::error_code error;
    std::map<int, Run> renumbered;
    if (!runs_.empty()) {
      fs::create_directories(target);
    }
    int next = 1;
    for (fs::directory_iterator entry(target, error), end; !error && entry != end; entry.increment(error)) {
      next = std::max(next, toQString(entry->path().filename()).toInt() + 1);
    }
    for (auto& [id, run] : runs_) {
      const fs::path to = target / QStringLiteral("%1").arg(next, 4, 10, QLatin1Char('0')).toStdString();
      if (unsaved_) {
        moveFolder(folderOf(id), to);
      } else {
        fs::copy(folderOf(id), to, fs::copy_options::recursive);
      }
      run.id = next++;
    }
    if (unsaved_) {
      fs::remove_all(folder_, error);
    }
  } catch (const fs::filesystem_error& error) {
    Q_EMIT failed(
        {tr("The runs could not be put beside the sketch: %1").arg(QString::fromStdString(error.code().message())),
         toQString(target), tr("They stay in %1").arg(folder())});
    return;
  }
  folder_ = target;
  unsaved_ = false;
  readFolder();
}

void RunStore::discardUnsaved() {
  wait();
  if (unsaved_) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    runs_.clear();
    Q_EMIT reset();
  }
}

fs::path RunStore::folderOf(int id) const {
  return folder_ / QStringLiteral("%1").arg(id, 4, 10, QLatin1Char('0')).toStdString();
}

int RunStore::nextId() const {
  return runs_.empty() ? 1 : runs_.rbegin()->first + 1;
}

int RunStore::add(GenerationResultPtr result, const Sketch& sketch, const GenerationSettings& requested) {
  Run run;
  run.id = nextId();
  run.requested = requested;
  run.seconds = result->seconds;
  run.thumbnail = thumbnailOf(result->image, thumbnailEdge);
  run.result = std::move(result);
  run.sketch = sketch;
  const int id = run.id;
  runs_[id] = std::move(run);
  write(id);
  forgetOldImages();
  Q_EMIT added(id);
  return id;
}

void RunStore::write(int id) {
  writer_.start([this, run = runs_.at(id), folder = folderOf(id)] {
    try {
      fs::create_directories(folder);
      writeResult(*run.result, *run.sketch, folder / imageName, runOptions);
      run.thumbnail.save(toQString(folder / thumbnailName));
      writeFileAtomically(folder / noteName, noteOf(run)); // last: it says that the run is complete
    } catch (...) {
      const JobError error = jobErrorOf(std::current_exception());
      QMetaObject::invokeMethod(this, [this, error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    }
  });
}

void RunStore::forgetOldImages() {
  std::size_t kept = 0;
  for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
    std::error_code error;
    if (run->second.result && ++kept > imagesKept && fs::exists(folderOf(run->first) / noteName, error)) {
      run->second.result.reset();
      run->second.sketch.reset();
    }
  }
}

const Run* RunStore::find(int id) const {
  const auto run = runs_.find(id);
  return run == runs_.end() ? nullptr : &run->second;
}

const Run& RunStore::load(int id) {
  Run& run = runs_.at(id);
  if (!run.result) {
    forgetOldImages(); // before, or it would forget this one
    auto result = readResult(folderOf(id) / sidecarName);
    result.seconds = run.seconds;
    run.sketch = readSketch(readSidecar(folderOf(id) / sidecarName).sketch);
    run.result = std::make_shared<const GenerationResult>(std::move(result));
  }
  return run;
}

void RunStore::remove(int id) {
  wait();
  if (runs_.erase(id) == 0) {
    return;
  }
  if (!QFile::moveToTrash(toQString(folderOf(id)))) {
    std::error_code ignored;
    fs::remove_all(folderOf(id), ignored);
  }
  Q_EMIT removed(id);
}

} // namespace cytosketch
