#pragma once

#include <QColor>
#include <QPointF>
#include <QString>

class QPainter;
class QToolButton;
class QWidget;

namespace cytosketch {

/// Neutral, in both themes: colours beside an image would shift those of the image.
inline constexpr QColor viewSurround(43, 43, 43);

/// A text on a dark plate, its upper left corner at `corner`.
void paintCaption(QPainter& painter, const QPointF& corner, const QString& text);

/// A small button that lies on an image. @param name  accessible name
QToolButton* makeViewButton(QWidget* view, const QString& icon, const QString& name, const QString& tip);

} // namespace cytosketch
