#pragma once

#include <QBrush>
#include <QFont>
#include <QPen>
#include <QTransform>

#include <vtkContextDevice2D.h>

#include <vector>

class QPainter;

namespace cytosketch {

/// Lets VTK's charts paint through a QPainter: on a widget, an image or an SVG file, without OpenGL. VTK's y goes up
/// from the lower edge; here it is turned around, so that text stands upright. What charts of lines, points, bars and
/// areas do not use (textures, images, mathematical text) is not drawn.
class PainterDevice : public vtkContextDevice2D {
public:
  static PainterDevice* New();
  vtkTypeMacro(PainterDevice, vtkContextDevice2D)

      /// To be called before each use. @param width, height  of the area that is painted, in the painter's coordinates
      void setPainter(QPainter* painter, int width, int height);

  void DrawPoly(float* points, int n, unsigned char* colors, int components) override;
  void DrawLines(float* points, int n, unsigned char* colors, int components) override;
  void DrawPoints(float* points, int n, unsigned char* colors, int components) override;
  void DrawPointSprites(vtkImageData* sprite, float* points, int n, unsigned char* colors, int components) override;
  void DrawMarkers(int shape, bool highlight, float* points, int n, unsigned char* colors, int components) override;
  void DrawQuad(float* points, int n) override;
  void DrawQuadStrip(float* points, int n) override;
  void DrawColoredPolygon(float* points, int n, unsigned char* colors, int components) override;
  void DrawEllipseWedge(float x, float y, float outRx, float outRy, float inRx, float inRy, float start,
                        float stop) override;
  void DrawEllipticArc(float x, float y, float rx, float ry, float start, float stop) override;
  void DrawString(float* point, const vtkStdString& text) override;
  void DrawString(float* point, const vtkUnicodeString& text) override;
  void ComputeStringBounds(const vtkStdString& text, float bounds[4]) override;
  void ComputeStringBounds(const vtkUnicodeString& text, float bounds[4]) override;
  void ComputeJustifiedStringBounds(const char* text, float bounds[4]) override;
  void DrawMathTextString(float* point, const vtkStdString& text) override;
  void DrawImage(float point[2], float scale, vtkImageData* image) override;
  void DrawImage(const vtkRectf& place, vtkImageData* image) override;
  void SetColor4(unsigned char color[4]) override;
  void SetTexture(vtkImageData* image, int properties) override;
  void SetPointSize(float size) override;
  void SetLineWidth(float width) override;
  void SetLineType(int type) override;
  void SetMatrix(vtkMatrix3x3* matrix) override;
  void GetMatrix(vtkMatrix3x3* matrix) override;
  void MultiplyMatrix(vtkMatrix3x3* matrix) override;
  void PushMatrix() override;
  void PopMatrix() override;
  void SetClipping(int* rectangle) override;
  void EnableClipping(bool enable) override;

protected:
  PainterDevice();
  ~PainterDevice() override = default;

private:
  QPointF place(float x, float y) const;
  QPolygonF places(const float* points, int n) const;
  QPen pen() const;
  QBrush brush() const;
  QFont font() const;
  QSizeF textSize(const QString& text) const;
  void drawText(const float* point, const QString& text);

  QPainter* painter_ = nullptr;
  double height_ = 0.0;
  QTransform transform_;
  std::vector<QTransform> stack_;
  QRect clip_;
};

} // namespace cytosketch
