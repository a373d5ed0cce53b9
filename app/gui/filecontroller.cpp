#include "app/gui/filecontroller.h"

#include "app/common/resultfile.h"
#include "app/gui/channelsdialog.h"
#include "app/gui/errortext.h"
#include "app/gui/newsketchdialog.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/sketchfile.h"
#include "widgets/jobs/joberror.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace cytosketch {

namespace {

const QString sketchPurpose = QStringLiteral("sketch");
const QString exportPurpose = QStringLiteral("export");

QString patterns(const std::vector<std::string>& suffixes) {
  QStringList list;
  for (const std::string& suffix : suffixes) {
    list.append(QStringLiteral("*") + QString::fromStdString(suffix));
  }
  return list.join(QLatin1Char(' '));
}

QString sketchFilter() {
  return FileController::tr("Sketches (*.cysk)");
}

QString withSuffix(const QString& path, const QString& suffix) {
  return QFileInfo(path).suffix().isEmpty() ? path + suffix : path;
}

} // namespace

QString imagePatterns() {
  return patterns(readableSuffixes());
}
QString readableImageFilter() {
  return FileController::tr("Images (%1)").arg(imagePatterns());
}
QString writableImageFilter() {
  return FileController::tr("Images (%1)").arg(patterns(writableSuffixes()));
}

FileController::FileController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {}

bool FileController::attempt(const std::function<void()>& action) {
  try {
    action();
    return true;
  } catch (...) {
    parts_.issues->report(issueOf(jobErrorOf(std::current_exception())));
    return false;
  }
}

bool FileController::mayLeave() {
  // Images of a sketch without file have no place to stay: they count as unsaved work too.
  const bool homelessRuns = parts_.document->filePath().isEmpty() && !parts_.runs->runs().empty();
  if (!parts_.document->isModified() && !homelessRuns) {
    return true;
  }
  QMessageBox box(QMessageBox::Question, tr("Save changes?"), tr("The sketch has changes that are not saved."),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parts_.window);
  box.setDefaultButton(QMessageBox::Save);
  switch (box.exec()) {
  case QMessageBox::Save:
    return save();
  case QMessageBox::Discard:
    parts_.autosave->discard();
    parts_.runs->discardUnsaved();
    return true;
  default:
    return false;
  }
}

void FileController::setSketch(const Sketch& sketch, const QString& path, bool modified) {
  parts_.issues->clear();
  parts_.runs->openFor(path);
  parts_.document->setSketch(sketch, path, modified);
  Q_EMIT opened();
}

void FileController::newSketch(const Extent& extent, const Spacing& spacing, const QStringList& channelNames) {
  attempt([&] {
    Sketch sketch(extent, spacing);
    std::vector<std::string> names;
    for (const QString& name : channelNames) {
      names.push_back(name.toStdString());
    }
    sketch.setChannelNames(std::move(names));
    setSketch(sketch, {}, false);
  });
}

void FileController::askNew() {
  if (!mayLeave()) {
    return;
  }
  Document& document = *parts_.document;
  NewSketchDialog dialog(document.sketch().extent(), document.sketch().spacing(), channelNamesOf(document),
                         channelColoursOf(document), parts_.window);
  if (dialog.exec() == QDialog::Accepted) {
    newSketch(dialog.extent(), dialog.spacing(), dialog.channelNames());
    showChannelColours(document, dialog.channelColours());
  }
}

QString FileController::askFile(const QString& title, const QString& purpose, const QString& filter) {
  const QString path = QFileDialog::getOpenFileName(parts_.window, title, parts_.session->folder(purpose), filter);
  if (!path.isEmpty()) {
    parts_.session->setFolder(purpose, QFileInfo(path).absolutePath());
  }
  return path;
}

void FileController::askOpen() {
  if (const QString path = askFile(tr("Open Sketch"), sketchPurpose, sketchFilter()); !path.isEmpty()) {
    openFile(path);
  }
}

bool FileController::openFile(const QString& path) {
  if (!mayLeave()) {
    return false;
  }
  return attempt([&] {
    const Sketch sketch = readSketch(path.toStdString()); // first: if it fails, all stays as it is
    setSketch(sketch, QFileInfo(path).absoluteFilePath(), false);
    parts_.session->addRecentFile(path);
  });
}

bool FileController::openSample(const QString& path) {
  if (!mayLeave()) {
    return false;
  }
  return attempt([&] { setSketch(readSketch(path.toStdString()), {}, false); });
}

void FileController::openAny(const QString& path) {
  if (path.endsWith(QStringLiteral(".cysk"), Qt::CaseInsensitive)) {
    openFile(path);
  } else {
    Q_EMIT importRequested(path);
  }
}

bool FileController::openUnsaved(const Sketch& sketch) {
  return mayLeave() && attempt([&] { setSketch(sketch, {}, true); });
}

bool FileController::save() {
  const QString path = parts_.document->filePath();
  return path.isEmpty() ? saveAs() : writeTo(path);
}

bool FileController::saveAs() {
  const QString current = parts_.document->filePath();
  const QString proposal = current.isEmpty() ? parts_.session->folder(sketchPurpose) + QLatin1Char('/') + tr("sketch") +
                                                   QStringLiteral(".cysk")
                                             : current;
  const QString path = QFileDialog::getSaveFileName(parts_.window, tr("Save Sketch"), proposal, sketchFilter());
  if (path.isEmpty()) {
    return false;
  }
  parts_.session->setFolder(sketchPurpose, QFileInfo(path).absolutePath());
  return writeTo(withSuffix(path, QStringLiteral(".cysk")));
}

bool FileController::writeTo(const QString& path) {
  return attempt([&] {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    parts_.document->save(absolute);
    parts_.session->addRecentFile(absolute);
    parts_.runs->sketchSavedAs(absolute);
  });
}

void FileController::askExport(int id) {
  if (!parts_.runs->find(id)) {
    parts_.issues->report({Issue::Severity::Information, tr("Generate an image first, then export it."), {}, 0});
    return;
  }
  const QString sketch = parts_.document->filePath();
  const QString name = sketch.isEmpty() ? tr("image") : QFileInfo(sketch).completeBaseName();
  const QString proposal = parts_.session->folder(exportPurpose) + QLatin1Char('/') + name + QStringLiteral(".tif");
  const QString path =
      QFileDialog::getSaveFileName(parts_.window, tr("Export Image and Labels"), proposal, writableImageFilter());
  if (!path.isEmpty()) {
    parts_.session->setFolder(exportPurpose, QFileInfo(path).absolutePath());
    exportRun(id, withSuffix(path, QStringLiteral(".tif")));
  }
}

bool FileController::exportRun(int id, const QString& path) {
  return attempt([&] {
    const Run& run = parts_.runs->load(id);
    const ResultFiles files = writeResult(*run.result, *run.sketch, path.toStdString());
    QStringList names{QString::fromStdString(files.image.filename().string())};
    for (const auto& labels : files.labels) {
      names.append(QString::fromStdString(labels.filename().string()));
    }
    names.append(QString::fromStdString(files.sketch.filename().string()));
    names.append(QString::fromStdString(files.sidecar.filename().string()));
    parts_.issues->report({Issue::Severity::Information, tr("Exported %1.").arg(names.join(QStringLiteral(", "))),
                           tr("In the folder %1").arg(QFileInfo(path).absolutePath()), 0});
    Q_EMIT exported(path);
  });
}

void FileController::offerRecovery() {
  const auto found = parts_.autosave->takeRecoverable();
  if (found.empty()) {
    return;
  }
  const RecoverableSketch& latest = found.front();
  const QString name =
      latest.originalFile.isEmpty() ? tr("A sketch without name") : QFileInfo(latest.originalFile).fileName();
  const QString text = tr("The program ended unexpectedly. %1 can be recovered as it was on %2.")
                           .arg(name, QLocale().toString(latest.saved, QLocale::ShortFormat));
  parts_.issues->reportWithAction(
      {Issue::Severity::Warning, text, {}, 0}, tr("Recover"), [this, latest] { recover(latest); }, tr("Discard"),
      [latest] { Autosave::remove(latest); });
}

void FileController::recover(const RecoverableSketch& sketch) {
  if (!mayLeave()) {
    return;
  }
  attempt([&] {
    setSketch(readSketch(sketch.safetyCopy.toStdString()), sketch.originalFile, true);
    if (sketch.originalFile.isEmpty() && !sketch.runsFolder.isEmpty()) {
      parts_.runs->adoptFolder(sketch.runsFolder);
    }
    // Its own copy first, then the old one may go.
    parts_.autosave->saveNow();
    parts_.autosave->wait();
    Autosave::remove(sketch);
    Q_EMIT opened();
  });
}

void FileController::fillRecentMenu(QMenu* menu) {
  menu->clear();
  for (const QString& path : parts_.session->recentFiles()) {
    QAction* const action = menu->addAction(QFileInfo(path).fileName().replace(QLatin1Char('&'), QStringLiteral("&&")));
    action->setEnabled(QFileInfo::exists(path));
    action->setToolTip(path);
    connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
  }
  menu->setToolTipsVisible(true);
  menu->addSeparator();
  QAction* const clear = menu->addAction(tr("Clear List"));
  clear->setEnabled(!parts_.session->recentFiles().isEmpty());
  connect(clear, &QAction::triggered, this, [this] { parts_.session->clearRecentFiles(); });
}

} // namespace cytosketch
