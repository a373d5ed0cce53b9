#include "app/gui/helpdialogs.h"

#include "app/common/resources.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace cytosketch {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("Help", text);
}

/// The manual's page: index_de.html, index.html or the same in Markdown; empty if there is none.
QString manualFile() {
  const QDir folder(QString::fromStdString((resourceFolder() / "manual").string()));
  const QString language = QLocale().name().section(QLatin1Char('_'), 0, 0);
  for (const QString& stem : {QStringLiteral("index_") + language, QStringLiteral("index"),
                              QStringLiteral("manual_") + language, QStringLiteral("manual")}) {
    for (const QString& suffix : {QStringLiteral(".html"), QStringLiteral(".md")}) {
      if (folder.exists(stem + suffix)) {
        return folder.filePath(stem + suffix);
      }
    }
  }
  return {};
}

} // namespace

void showManual(const Actions& actions, QWidget* parent) {
  auto* const dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Manual"));
  dialog->resize(820, 640);
  auto* const column = new QVBoxLayout(dialog);
  column->setContentsMargins(0, 0, 0, 0);
  auto* const browser = new QTextBrowser(dialog);
  browser->setAccessibleName(tr("Manual"));
  browser->setOpenExternalLinks(true);
  browser->document()->setDocumentMargin(16);
  column->addWidget(browser);
  const QString path = manualFile();
  QFile file(path);
  QString html;
  if (!path.isEmpty() && file.open(QIODevice::ReadOnly)) {
    browser->setSearchPaths({QFileInfo(path).absolutePath()});
    const QString text = QString::fromUtf8(file.readAll());
    if (path.endsWith(QStringLiteral(".md"))) {
      browser->setMarkdown(text);
      html = browser->toHtml();
    } else {
      html = text;
    }
  } else {
    html = tr("<h1>CytoSketch</h1><p>The manual's pages are not installed. These are all commands and their keys:</p>");
  }
  const QString place = QStringLiteral("<!-- keys -->");
  const QString keys = QStringLiteral("<h2>%1</h2>%2").arg(tr("Keys").toHtmlEscaped(), keyTableHtml(actions));
  browser->setHtml(html.contains(place) ? html.replace(place, keys) : html + keys);
  dialog->show();
}

void showAbout(QWidget* parent) {
  QMessageBox::about(
      parent, tr("About CytoSketch"),
      tr("<h2>CytoSketch %1</h2><p>Draw cells, and a diffusion model turns the sketch into a realistic microscopy "
         "image that "
         "keeps every outline.</p><p>Method: Eschweiler et al., PLOS Computational Biology 20(2), 2024, e1011890.</p>"
         "<p>Apache License 2.0. Built with Qt, LibTorch, VTK, ITK and HDF5.</p>")
          .arg(QCoreApplication::applicationVersion()));
}

} // namespace cytosketch
