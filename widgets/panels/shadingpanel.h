#pragma once

#include "engine/image/parameter.h"
#include "widgets/document/document.h"

#include <QWidget>

#include <deque>
#include <map>
#include <string>

class QCheckBox;
class QFormLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace cytosketch {

class ParameterEditor;

/// How light falls on the sketch: background, decays, nucleoli, membranes, from the engine's table of shading. Every
/// change shows on the canvas at once and can be undone; a drag of a slider is one step.
class ShadingPanel : public QWidget {
  Q_OBJECT
public:
  explicit ShadingPanel(Document& document, QWidget* parent = nullptr);

  QSize sizeHint() const override { return {300, 420}; }

public Q_SLOTS:
  /// New greys for the selected cells, or all: a dialog with a preview on the canvas.
  void askRelight();
  /// Nucleoli for the selected nuclei, or all: the same.
  void askNucleoli();
  void removeNucleoli();
  void clearPaintedLight();

Q_SIGNALS:
  void greysFromImageRequested();

private:
  QFormLayout* section(const QString& title);
  void addBackground();
  void addPaintedLight(QFormLayout* form);
  void addCells();
  void addMembranes();
  void addHint();
  /// @param place  row of the form; −1 = at its end
  ParameterEditor* addEditor(QFormLayout* form, const std::string& key, const Parameter& row, int place = -1);
  QToolButton* addButton(QFormLayout* form, const char* icon, const QString& text, const QString& tip);
  void apply(const std::string& key);
  void followExtent();
  void refresh();
  void refreshBrush();
  void setRowShown(const std::string& key, bool shown);

  Document& document_;
  QVBoxLayout* column_ = nullptr;
  QFormLayout* background_ = nullptr;
  std::deque<std::string> channelKeys_; ///< of the backgrounds of further channels
  std::deque<Parameter> channelRows_;
  struct Row {
    ParameterEditor* editor;
    QFormLayout* form;
  };
  std::map<std::string, Row> rows_;
  QWidget* hint_ = nullptr;
  QCheckBox* nucleoli_ = nullptr;
  QToolButton* centre_ = nullptr;
  QToolButton* paint_ = nullptr;
  QToolButton* clear_ = nullptr;
  ParameterEditor* brushRadius_ = nullptr;
  ParameterEditor* brushStrength_ = nullptr;
  quint64 gesture_ = 0; ///< while a slider is held
  Shading shown_;
  bool filled_ = false; ///< every editor has had a value
};

} // namespace cytosketch
