#include "app/gui/importcontroller.h"

#include "app/gui/errortext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace cytosketch {

namespace {

const QString purpose = QStringLiteral("import");

QString textOf(const AnnotationNote& note) {
  const QString text = QCoreApplication::translate("Parameters", std::string(note.text).c_str());
  return text.contains(QLatin1String("%1")) ? text.arg(note.count) : text;
}

} // namespace

ImportController::ImportController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  ImportBar* const bar = parts_.bar;
  connect(bar, &ImportBar::pathEntered, this, &ImportController::open);
  connect(bar, &ImportBar::fileWanted, this, &ImportController::chooseFile);
  connect(bar, &ImportBar::folderWanted, this, &ImportController::chooseFolder);
  connect(bar, &ImportBar::imageWanted, this, &ImportController::chooseImage);
  connect(bar, &ImportBar::closed, this, &ImportController::close);
  connect(bar, &ImportBar::cancelRequested, &job_, &ImportJob::cancel);
  connect(bar, &ImportBar::openRequested, this, [this] {
    parts_.issues->clear();
    parts_.bar->setRunning(true);
    job_.read(parts_.bar->list(), parts_.bar->options());
  });
  connect(&job_, &ImportJob::listed, this, [this](const AnnotationList& list) {
    parts_.bar->setList(list);
    parts_.bar->takeFocus();
  });
  connect(&job_, &ImportJob::progressed, bar, &ImportBar::setProgress);
  connect(&job_, &ImportJob::finished, this, &ImportController::take);
  connect(&job_, &ImportJob::failed, this, [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&job_, &ImportJob::ended, this, [this] { parts_.bar->setRunning(false); });
}

ImportController::~ImportController() {
  job_.disconnect(this);
  job_.cancel();
}

void ImportController::begin() {
  parts_.bar->show();
  parts_.bar->takeFocus();
}

void ImportController::open(const QString& path) {
  if (path.isEmpty()) {
    return;
  }
  parts_.issues->clear();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  parts_.session->setFolder(purpose, QFileInfo(absolute).absolutePath());
  parts_.bar->setPath(absolute);
  parts_.bar->show();
  job_.look(absolute);
}

void ImportController::chooseFile() {
  const QString filter =
      tr("Annotations (%1)").arg(imagePatterns() + QStringLiteral(" *.npy *.zip *.roi *.json *.h5 *.hdf5")) +
      QStringLiteral(";;") + tr("All files (*)");
  open(QFileDialog::getOpenFileName(parts_.window, tr("Import Annotations"), parts_.session->folder(purpose), filter));
}

void ImportController::chooseFolder() {
  open(QFileDialog::getExistingDirectory(parts_.window, tr("Import Annotations from a Folder"),
                                         parts_.session->folder(purpose)));
}

void ImportController::chooseImage() {
  parts_.bar->setImage(QFileDialog::getOpenFileName(parts_.window, tr("The real image that was annotated"),
                                                    parts_.session->folder(purpose), readableImageFilter()));
}

void ImportController::close() {
  job_.cancel();
  parts_.bar->clearList();
  parts_.bar->setPath({});
  parts_.bar->hide();
}

void ImportController::take(const Annotation& annotation) {
  if (!parts_.files->openUnsaved(annotation.sketch)) {
    return; // the bar stays with what was chosen
  }
  close();
  if (!annotation.notes.empty()) {
    QStringList details;
    for (const AnnotationNote& note : annotation.notes) {
      details.append(textOf(note));
    }
    const QString first = details.takeFirst();
    parts_.issues->report(
        {Issue::Severity::Information, tr("Imported; note: %1.").arg(first), details.join(QLatin1Char('\n')), 0});
  }
}

} // namespace cytosketch
