// What the Shading panel asks for in dialogs; shadingpanel.cpp holds the panel itself.
#include "engine/image/error.h"
#include "widgets/document/lightedits.h"
#include "widgets/panels/chancedialog.h"
#include "widgets/panels/shadingpanel.h"

#include <functional>
#include <memory>

namespace cytosketch {

namespace {

QString errorText(const Error& error) {
  return QString::fromStdString(error.problem()) + QStringLiteral(". ") + QString::fromStdString(error.remedy()) +
         QStringLiteral(".");
}

/// Opens a dialog whose values are tried out on the document at once; Cancel takes them back.
/// @param attempt  applies the values to the cells; what it returns is shown below them
void openWithPreview(ChanceDialog* dialog, Document& document,
                     const std::function<QString(LightEdits&, const std::set<CellId>&, quint64 gesture)>& attempt) {
  const auto edits = std::make_shared<LightEdits>(document);
  const quint64 gesture = document.newGesture();
  const std::set<CellId> selected = document.selection()->cells();
  const auto apply = [=, &document] {
    try {
      const std::set<CellId> cells = dialog->onlySelected() ? selected : LightEdits::allCells(document);
      dialog->setNote(attempt(*edits, cells, gesture), false);
    } catch (const Error& error) {
      dialog->setNote(errorText(error), true);
    }
  };
  QObject::connect(dialog, &ChanceDialog::changed, dialog, apply);
  QObject::connect(dialog, &QDialog::rejected, dialog, [edits, gesture] { edits->restore(gesture); });
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowModality(Qt::WindowModal); // the canvas stays in sight
  dialog->show();
  apply();
}

} // namespace

void ShadingPanel::askRelight() {
  static const std::vector<Parameter> rows = brightnessRows(0.5, 0.9);
  const int selected = static_cast<int>(document_.selection()->cells().size());
  auto* const dialog = new ChanceDialog(tr("Re-light Cells"), rows, {}, selected, this);
  dialog->setObjectName(QStringLiteral("relightDialog"));
  openWithPreview(dialog, document_, [dialog](LightEdits& edits, const std::set<CellId>& cells, quint64 gesture) {
    const ChanceDialog::Values values = dialog->values();
    edits.relight(cells,
                  {static_cast<float>(values.at("brightness.min")), static_cast<float>(values.at("brightness.max")),
                   static_cast<BrightnessLaw>(static_cast<int>(values.at("brightness.law")))},
                  dialog->seed(), gesture);
    return tr("%n cell(s) get new greys.", nullptr, static_cast<int>(cells.size()));
  });
}

void ShadingPanel::askNucleoli() {
  const int selected = static_cast<int>(document_.selection()->cells().size());
  const NucleoliLaw start = nucleoliFor(typicalNuclearRadius(document_.sketch()));
  ChanceDialog::Values values;
  for (const Parameter& row : nucleoliParameters()) {
    values[std::string(row.key)] = nucleoliValue(start, row.key);
  }
  auto* const dialog = new ChanceDialog(tr("Add Nucleoli"), nucleoliParameters(), values, selected, this);
  dialog->setObjectName(QStringLiteral("nucleoliDialog"));
  openWithPreview(dialog, document_, [dialog](LightEdits& edits, const std::set<CellId>& cells, quint64 gesture) {
    NucleoliLaw law;
    for (const auto& [key, value] : dialog->values()) {
      setNucleoliValue(law, key, value);
    }
    const std::size_t tooSmall = edits.addNucleoli(cells, law, dialog->seed(), gesture);
    return tooSmall == 0 ? tr("Nuclei get nucleoli in place of those they have.")
                         : tr("%n nucleus(es) are too small for nucleoli this far from the border.", nullptr,
                              static_cast<int>(tooSmall));
  });
}

} // namespace cytosketch
