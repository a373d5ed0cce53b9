#include "widgets/plots/detail/painterdevice.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <vtkBrush.h>
#include <vtkMarkerUtilities.h>
#include <vtkMatrix3x3.h>
#include <vtkObjectFactory.h>
#include <vtkPen.h>
#include <vtkStdString.h>
#include <vtkTextProperty.h>
#include <vtkUnicodeString.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

vtkStandardNewMacro(PainterDevice)

    namespace {

  QTransform toQt(const vtkMatrix3x3& m) {
    return {m.GetElement(0, 0), m.GetElement(1, 0), m.GetElement(2, 0), m.GetElement(0, 1), m.GetElement(1, 1),
            m.GetElement(2, 1), m.GetElement(0, 2), m.GetElement(1, 2), m.GetElement(2, 2)};
  }

  QColor toQt(const unsigned char* color) {
    return {color[0], color[1], color[2], color[3]};
  }

  QPainterPath markerPath(int shape, double size) {
    const double r = 0.5 * size;
    QPainterPath path;
    switch (shape) {
    case VTK_MARKER_CROSS:
      path.moveTo(-r, -r);
      path.lineTo(r, r);
      path.moveTo(-r, r);
      path.lineTo(r, -r);
      break;
    case VTK_MARKER_PLUS:
      path.moveTo(-r, 0.0);
      path.lineTo(r, 0.0);
      path.moveTo(0.0, -r);
      path.lineTo(0.0, r);
      break;
    case VTK_MARKER_SQUARE:
      path.addRect(-r, -r, size, size);
      break;
    case VTK_MARKER_DIAMOND:
      path.addPolygon(QPolygonF({{0.0, -1.3 * r}, {1.3 * r, 0.0}, {0.0, 1.3 * r}, {-1.3 * r, 0.0}, {0.0, -1.3 * r}}));
      break;
    default:
      path.addEllipse(QPointF(0.0, 0.0), r, r);
    }
    return path;
  }

} // namespace

PainterDevice::PainterDevice() = default;

void PainterDevice::setPainter(QPainter* painter, int width, int height) {
  painter_ = painter;
  height_ = height;
  Geometry[0] = width;
  Geometry[1] = height;
  transform_ = {};
  stack_.clear();
}

QPointF PainterDevice::place(float x, float y) const {
  const QPointF at = transform_.map(QPointF(x, y));
  return {at.x(), height_ - at.y()};
}

QPolygonF PainterDevice::places(const float* points, int n) const {
  QPolygonF polygon;
  for (int i = 0; i < n; ++i) {
    polygon << place(points[2 * i], points[2 * i + 1]);
  }
  return polygon;
}

QPen PainterDevice::pen() const {
  constexpr std::array styles{Qt::NoPen, Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
  const int type = std::clamp(Pen->GetLineType(), 0, static_cast<int>(styles.size()) - 1);
  QPen result(toQt(Pen->GetColor()), std::max(0.5, double(Pen->GetWidth())));
  result.setStyle(styles[static_cast<std::size_t>(type)]);
  result.setCapStyle(Qt::FlatCap);
  result.setJoinStyle(Qt::RoundJoin);
  return result;
}

QBrush PainterDevice::brush() const {
  return toQt(Brush->GetColor());
}

void PainterDevice::DrawPoly(float* points, int n, unsigned char*, int) {
  painter_->setPen(pen());
  painter_->setBrush(Qt::NoBrush);
  painter_->drawPolyline(places(points, n));
}

void PainterDevice::DrawLines(float* points, int n, unsigned char*, int) {
  painter_->setPen(pen());
  for (int i = 0; i + 1 < n; i += 2) {
    painter_->drawLine(place(points[2 * i], points[2 * i + 1]), place(points[2 * i + 2], points[2 * i + 3]));
  }
}

void PainterDevice::DrawPoints(float* points, int n, unsigned char* colors, int components) {
  DrawMarkers(VTK_MARKER_CIRCLE, false, points, n, colors, components);
}

void PainterDevice::DrawPointSprites(vtkImageData*, float* points, int n, unsigned char* colors, int components) {
  DrawMarkers(VTK_MARKER_CIRCLE, false, points, n, colors, components);
}

void PainterDevice::DrawMarkers(int shape, bool, float* points, int n, unsigned char*, int) {
  const QPainterPath path = markerPath(shape, Pen->GetWidth());
  const QColor colour = toQt(Pen->GetColor());
  const bool open = shape == VTK_MARKER_CROSS || shape == VTK_MARKER_PLUS;
  painter_->setPen(open ? QPen(colour, 1.5) : QPen(Qt::NoPen));
  painter_->setBrush(open ? QBrush(Qt::NoBrush) : QBrush(colour));
  for (int i = 0; i < n; ++i) {
    painter_->drawPath(path.translated(place(points[2 * i], points[2 * i + 1])));
  }
}

void PainterDevice::DrawQuad(float* points, int n) {
  for (int i = 0; i + 3 < n; i += 4) {
    DrawColoredPolygon(points + 2 * i, 4, nullptr, 0);
  }
}

void PainterDevice::DrawQuadStrip(float* points, int n) {
  for (int i = 0; i + 3 < n; i += 2) { // each quad is two corners of the one before and two new ones, crosswise
    const float* const p = points + 2 * i;
    std::array<float, 8> quad{p[0], p[1], p[2], p[3], p[6], p[7], p[4], p[5]};
    DrawColoredPolygon(quad.data(), 4, nullptr, 0);
  }
}

void PainterDevice::DrawColoredPolygon(float* points, int n, unsigned char*, int) {
  painter_->setPen(Qt::NoPen);
  painter_->setBrush(brush());
  // Areas come as many narrow pieces: smoothed edges would show as stripes between them.
  painter_->setRenderHint(QPainter::Antialiasing, false);
  painter_->drawPolygon(places(points, n));
  painter_->setRenderHint(QPainter::Antialiasing, true);
}

void PainterDevice::DrawEllipseWedge(float x, float y, float outRx, float outRy, float, float, float, float) {
  painter_->setPen(Qt::NoPen);
  painter_->setBrush(brush());
  painter_->drawEllipse(place(x, y), outRx, outRy);
}

void PainterDevice::DrawEllipticArc(float x, float y, float rx, float ry, float, float) {
  painter_->setPen(pen());
  painter_->setBrush(brush());
  painter_->drawEllipse(place(x, y), rx, ry);
}

QFont PainterDevice::font() const {
  QFont result = painter_ ? painter_->font() : QFont();
  result.setPointSizeF(TextProp->GetFontSize());
  result.setBold(TextProp->GetBold() != 0);
  result.setItalic(TextProp->GetItalic() != 0);
  return result;
}

QSizeF PainterDevice::textSize(const QString& text) const {
  const QFontMetricsF metrics(font(), painter_->device());
  return {metrics.horizontalAdvance(text), metrics.height()};
}

void PainterDevice::drawText(const float* point, const QString& text) {
  const QSizeF size = textSize(text);
  const double x = TextProp->GetJustification() == VTK_TEXT_CENTERED ? -0.5 * size.width()
                   : TextProp->GetJustification() == VTK_TEXT_RIGHT  ? -size.width()
                                                                     : 0.0;
  const int vertical = TextProp->GetVerticalJustification();
  const double y = vertical == VTK_TEXT_CENTERED ? -0.5 * size.height()
                   : vertical == VTK_TEXT_TOP    ? 0.0
                                                 : -size.height();
  double* const rgb = TextProp->GetColor();
  painter_->save();
  painter_->translate(place(point[0], point[1]));
  painter_->rotate(-TextProp->GetOrientation());
  const QFont used = font();
  painter_->setFont(used);
  painter_->setPen(QColor::fromRgbF(float(rgb[0]), float(rgb[1]), float(rgb[2]), float(TextProp->GetOpacity())));
  painter_->drawText(QPointF(x, y + QFontMetricsF(used, painter_->device()).ascent()), text);
  painter_->restore();
}

void PainterDevice::DrawString(float* point, const vtkStdString& text) {
  drawText(point, QString::fromStdString(text));
}

void PainterDevice::DrawString(float* point, const vtkUnicodeString& text) {
  drawText(point, QString::fromUtf8(text.utf8_str()));
}

void PainterDevice::ComputeStringBounds(const vtkStdString& text, float bounds[4]) {
  const QSizeF size = textSize(QString::fromStdString(text));
  // Of the turned text: axes ask how much room their upright labels need.
  const double angle = TextProp->GetOrientation() * 3.14159265358979 / 180.0;
  bounds[0] = bounds[1] = 0.0F;
  bounds[2] = float(std::abs(size.width() * std::cos(angle)) + std::abs(size.height() * std::sin(angle)));
  bounds[3] = float(std::abs(size.width() * std::sin(angle)) + std::abs(size.height() * std::cos(angle)));
}

void PainterDevice::ComputeStringBounds(const vtkUnicodeString& text, float bounds[4]) {
  ComputeStringBounds(vtkStdString(text.utf8_str()), bounds);
}

void PainterDevice::ComputeJustifiedStringBounds(const char* text, float bounds[4]) {
  ComputeStringBounds(vtkStdString(text), bounds);
}

void PainterDevice::DrawMathTextString(float* point, const vtkStdString& text) {
  DrawString(point, text);
}

void PainterDevice::DrawImage(float[2], float, vtkImageData*) {}
void PainterDevice::DrawImage(const vtkRectf&, vtkImageData*) {}
void PainterDevice::SetTexture(vtkImageData*, int) {}

void PainterDevice::SetColor4(unsigned char color[4]) {
  Pen->SetColor(color[0], color[1], color[2], color[3]);
}

void PainterDevice::SetPointSize(float size) {
  Pen->SetWidth(size);
}

void PainterDevice::SetLineWidth(float width) {
  Pen->SetWidth(width);
}

void PainterDevice::SetLineType(int type) {
  Pen->SetLineType(type);
}

void PainterDevice::SetMatrix(vtkMatrix3x3* matrix) {
  transform_ = toQt(*matrix);
}

void PainterDevice::GetMatrix(vtkMatrix3x3* matrix) {
  const std::array<double, 9> elements{transform_.m11(), transform_.m21(), transform_.m31(),
                                       transform_.m12(), transform_.m22(), transform_.m32(),
                                       transform_.m13(), transform_.m23(), transform_.m33()};
  matrix->DeepCopy(elements.data());
}

void PainterDevice::MultiplyMatrix(vtkMatrix3x3* matrix) {
  transform_ = toQt(*matrix) * transform_; // the new one is applied to a point first
}

void PainterDevice::PushMatrix() {
  stack_.push_back(transform_);
}

void PainterDevice::PopMatrix() {
  if (!stack_.empty()) {
    transform_ = stack_.back();
    stack_.pop_back();
  }
}

void PainterDevice::SetClipping(int* rectangle) {
  clip_ = QRect(rectangle[0], int(height_) - rectangle[1] - rectangle[3], rectangle[2], rectangle[3]);
  painter_->setClipRect(clip_);
}

void PainterDevice::EnableClipping(bool enable) {
  painter_->setClipping(enable);
}

} // namespace cytosketch
