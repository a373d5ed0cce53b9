#include "widgets/panels/shadingpanel.h"

#include "engine/sketch/shadingparameters.h"
#include "widgets/document/lightedits.h"
#include "widgets/forms/form.h"
#include "widgets/panels/parametereditor.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

const Parameter& brushRadiusRow() {
  static const Parameter row{.key = "light.radius",
                             .fallback = 60,
                             .minimum = Drawing::lightRadiusMinimum,
                             .maximum = Drawing::lightRadiusMaximum,
                             .usefulMinimum = 8,
                             .usefulMaximum = 256,
                             .step = 1,
                             .unit = CYTOSKETCH_TRANSLATE("px"),
                             .label = CYTOSKETCH_TRANSLATE("Size of the brush"),
                             .help = CYTOSKETCH_TRANSLATE("Radius of the soft brush that paints light.")};
  return row;
}

const Parameter& brushStrengthRow() {
  static const Parameter row{.key = "light.strength",
                             .fallback = 0.1,
                             .minimum = 0.01,
                             .maximum = 1,
                             .usefulMinimum = 0.01,
                             .usefulMaximum = 0.5,
                             .step = 0.01,
                             .label = CYTOSKETCH_TRANSLATE("Strength"),
                             .help = CYTOSKETCH_TRANSLATE("Grey that one stroke adds to the background.")};
  return row;
}

} // namespace

ShadingPanel::ShadingPanel(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(8, 8, 8, 8);
  auto* const scroll = new FormScroll(this);
  auto* const page = new QWidget(scroll);
  column_ = new QVBoxLayout(page);
  column_->setContentsMargins(0, 0, 4, 0);
  addHint();
  outer->addWidget(hint_);
  addBackground();
  addCells();
  addMembranes();
  column_->addStretch(1);
  scroll->setWidget(page);
  outer->addWidget(scroll, 1);
  connect(&document, &Document::sketchChanged, this, [this] {
    if (!(shown_ == document_.sketch().shading())) {
      refresh();
    }
  });
  connect(&document, &Document::extentChanged, this, &ShadingPanel::followExtent);
  connect(document.drawing(), &Drawing::changed, this, &ShadingPanel::refreshBrush);
  connect(document.display(), &Display::changed, this, &ShadingPanel::refreshBrush);
  followExtent();
  refreshBrush();
}

void ShadingPanel::addHint() {
  hint_ = new QWidget(this);
  auto* const row = new QHBoxLayout(hint_);
  row->setContentsMargins(0, 0, 0, 0);
  auto* const text = new QLabel(tr("Colours cover the greys of the cells."), hint_);
  text->setWordWrap(true);
  text->setForegroundRole(QPalette::PlaceholderText);
  auto* const button = new QToolButton(hint_);
  button->setObjectName(QStringLiteral("showGreys"));
  button->setText(tr("Show greys"));
  button->setToolTip(tr("Show the cells in their greys instead of in colours"));
  connect(button, &QToolButton::clicked, this, [this] { document_.display()->setColouring(CellColouring::Grey); });
  row->addWidget(text, 1);
  row->addWidget(button);
}

QFormLayout* ShadingPanel::section(const QString& title) {
  auto* const label = new QLabel(title);
  QFont bold = label->font();
  bold.setBold(true);
  label->setFont(bold);
  column_->addWidget(label);
  auto* const form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form->setVerticalSpacing(4);
  column_->addLayout(form);
  return form;
}

ParameterEditor* ShadingPanel::addEditor(QFormLayout* form, const std::string& key, const Parameter& row, int place) {
  const bool isPlace = row.unit == shadingParameter("centre.x").unit;
  auto* const editor =
      new ParameterEditor(row, isPlace ? ParameterEditor::Style::Plain : ParameterEditor::Style::Slider, this);
  form->insertRow(place, editor->label(), editor->field());
  connect(editor, &ParameterEditor::valueChanged, this, [this, key] { apply(key); });
  connect(editor, &ParameterEditor::dragging, this,
          [this](bool held) { gesture_ = held ? document_.newGesture() : 0; });
  rows_[key] = {editor, form};
  return editor;
}

QToolButton* ShadingPanel::addButton(QFormLayout* form, const char* icon, const QString& text, const QString& tip) {
  auto* const button = new QToolButton;
  button->setIcon(QIcon::fromTheme(QLatin1String(icon)));
  button->setText(text);
  button->setToolTip(tip);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  form->addRow(button);
  return button;
}

void ShadingPanel::addBackground() {
  background_ = section(tr("Background"));
  for (const char* const key : {"background", "illumination.linear", "illumination.angle", "illumination.radial",
                                "illumination.centre.x", "illumination.centre.y", "illumination.radius"}) {
    addEditor(background_, key, shadingParameter(key));
  }
  addPaintedLight(background_);
}

void ShadingPanel::addPaintedLight(QFormLayout* form) {
  paint_ = addButton(form, "draw-brush", tr("Paint Light"),
                     tr("Lighten the background with a soft brush on the canvas; the right button darkens it (L)"));
  paint_->setObjectName(QStringLiteral("paintLight"));
  paint_->setCheckable(true);
  connect(paint_, &QToolButton::toggled, this, [this](bool on) {
    if (on != (document_.drawing()->tool() == ToolId::Light)) {
      document_.drawing()->setTool(on ? ToolId::Light : ToolId::Select);
    }
  });
  brushRadius_ = new ParameterEditor(brushRadiusRow(), ParameterEditor::Style::Slider, this);
  brushStrength_ = new ParameterEditor(brushStrengthRow(), ParameterEditor::Style::Slider, this);
  for (ParameterEditor* const editor : {brushRadius_, brushStrength_}) {
    form->addRow(editor->label(), editor->field());
  }
  connect(brushRadius_, &ParameterEditor::valueChanged, this,
          [this] { document_.drawing()->setLightRadius(brushRadius_->value().toDouble()); });
  connect(brushStrength_, &ParameterEditor::valueChanged, this,
          [this] { document_.drawing()->setLightStrength(brushStrength_->value().toDouble()); });
  clear_ = addButton(form, "edit-clear-all", tr("Clear Painted Light"), tr("Take away all light that was painted"));
  clear_->setObjectName(QStringLiteral("clearLight"));
  connect(clear_, &QToolButton::clicked, this, &ShadingPanel::clearPaintedLight);
}

void ShadingPanel::addCells() {
  QFormLayout* const form = section(tr("Cells"));
  QToolButton* const relight =
      addButton(form, "roll", tr("Re-light Cells…"), tr("Draw new greys for the selected cells, or all, by chance"));
  relight->setObjectName(QStringLiteral("relight"));
  connect(relight, &QToolButton::clicked, this, &ShadingPanel::askRelight);
  QToolButton* const measure = addButton(form, "document-import", tr("Greys from Real Image…"),
                                         tr("Every cell takes its mean grey in a real image, and the background too"));
  connect(measure, &QToolButton::clicked, this, &ShadingPanel::greysFromImageRequested);
  for (const char* const key :
       {"overlap-darkening", "z-decay", "centre-decay", "centre.x", "centre.y", "centre.z", "centre.extent"}) {
    addEditor(form, key, shadingParameter(key));
  }
  centre_ = addButton(form, "crosshairs", tr("Centre of the Cells"),
                      tr("Put the centre in the middle of all cells, and the extent as far as they reach"));
  connect(centre_, &QToolButton::clicked, this,
          [this] { document_.changeShading(withCentreOfCells(document_.sketch().shading(), document_.sketch())); });
  const Parameter& row = shadingParameter("nucleoli");
  nucleoli_ = new QCheckBox(parameterText(row.label));
  nucleoli_->setObjectName(QStringLiteral("nucleoli"));
  nucleoli_->setToolTip(parameterText(row.help));
  form->addRow(nucleoli_);
  connect(nucleoli_, &QCheckBox::toggled, this, [this](bool on) {
    Shading shading = document_.sketch().shading();
    shading.nucleoli = on;
    document_.changeShading(shading, 0, on ? tr("Show nucleoli") : tr("Hide nucleoli"));
  });
  QToolButton* const add =
      addButton(form, "list-add", tr("Add Nucleoli…"), tr("Give the selected nuclei, or all, dark nucleoli by chance"));
  add->setObjectName(QStringLiteral("addNucleoli"));
  connect(add, &QToolButton::clicked, this, &ShadingPanel::askNucleoli);
  QToolButton* const remove = addButton(form, "list-remove", tr("Remove Nucleoli"),
                                        tr("Take the nucleoli of the selected nuclei, or all, away"));
  remove->setObjectName(QStringLiteral("removeNucleoli"));
  connect(remove, &QToolButton::clicked, this, &ShadingPanel::removeNucleoli);
}

void ShadingPanel::addMembranes() {
  QFormLayout* const form = section(tr("Membranes"));
  for (const char* const key : {"membrane.thickness", "membrane.grey"}) {
    addEditor(form, key, shadingParameter(key));
  }
}

void ShadingPanel::apply(const std::string& key) {
  Shading shading = document_.sketch().shading();
  const double value = rows_.at(key).editor->value().toDouble();
  const bool decayBegins = key == "centre-decay" && shading.radialDecay == 0.0F;
  if (decayBegins && shading.radialExtent == Shading().radialExtent) { // never placed
    shading = withCentreOfCells(shading, document_.sketch());
  }
  setShadingValue(shading, key, value);
  document_.changeShading(shading, gesture_);
}

/// One background per channel; rows that mean nothing in this sketch are hidden.
void ShadingPanel::followExtent() {
  const Extent& extent = document_.sketch().extent();
  const auto further = static_cast<std::size_t>(std::min<std::int64_t>(extent.c, 16)) - 1;
  while (channelKeys_.size() < further) {
    const std::size_t channel = channelKeys_.size() + 1;
    channelKeys_.push_back("background." + std::to_string(channel));
    channelRows_.push_back(shadingParameter("background"));
    channelRows_.back().key = channelKeys_.back();
    filled_ = false;
    addEditor(background_, channelKeys_.back(), channelRows_.back(), static_cast<int>(channel))
        ->label()
        ->setText(tr("Background, channel %1").arg(channel + 1));
  }
  for (std::size_t i = 0; i < channelKeys_.size(); ++i) {
    setRowShown(channelKeys_[i], i < further);
  }
  setRowShown("z-decay", extent.z > 1);
  refresh();
}

void ShadingPanel::setRowShown(const std::string& key, bool shown) {
  const Row& row = rows_.at(key);
  row.form->setRowVisible(row.editor->field(), shown);
}

void ShadingPanel::refresh() {
  const Sketch& sketch = document_.sketch();
  const Shading before = std::exchange(shown_, sketch.shading());
  for (const auto& [key, row] : rows_) {
    const double value = shadingValue(shown_, key);
    if (value != shadingValue(before, key) || !filled_) { // setting one costs more than looking
      row.editor->setValue(value);
    }
  }
  filled_ = true;
  setRowShown("illumination.angle", shown_.illuminationLinear != 0.0F);
  for (const char* const key : {"illumination.centre.x", "illumination.centre.y", "illumination.radius"}) {
    setRowShown(key, shown_.illuminationRadial != 0.0F);
  }
  const bool decays = shown_.radialDecay > 0.0F;
  for (const char* const key : {"centre.x", "centre.y", "centre.extent"}) {
    setRowShown(key, decays);
  }
  setRowShown("centre.z", decays && sketch.extent().z > 1);
  centre_->setVisible(decays);
  setRowShown("membrane.grey", shown_.membraneThickness > 0.0);
  const QSignalBlocker quiet(nucleoli_);
  nucleoli_->setChecked(shown_.nucleoli);
  clear_->setEnabled(!shown_.illuminationMap.empty());
}

void ShadingPanel::refreshBrush() {
  const Drawing& drawing = *document_.drawing();
  const QSignalBlocker quiet(paint_);
  paint_->setChecked(drawing.tool() == ToolId::Light);
  brushRadius_->setValue(drawing.lightRadius());
  brushStrength_->setValue(drawing.lightStrength());
  hint_->setVisible(document_.display()->colouring() == CellColouring::OwnColour);
}

void ShadingPanel::clearPaintedLight() {
  Shading shading = document_.sketch().shading();
  shading.illuminationMap = {};
  document_.changeShading(shading, 0, tr("Clear painted light"));
}

void ShadingPanel::removeNucleoli() {
  LightEdits(document_).removeNucleoli(LightEdits::selectedOrAll(document_));
}

} // namespace cytosketch
