#include "widgets/sliceview/lut.h"

#include <QCoreApplication>

#include <algorithm>

namespace cytosketch {

namespace {

using Rgb = std::array<double, 3>;
using Polynomial = std::array<Rgb, 7>;

// Least-squares fits by M. Zucker (CC0).
constexpr Polynomial viridis{{{0.2777273272234177, 0.005407344544966578, 0.3340998053353061},
                              {0.1050930431085774, 1.404613529898575, 1.384590162594685},
                              {-0.3308618287255563, 0.214847559468213, 0.09509516302823659},
                              {-4.634230498983486, -5.799100973351585, -19.33244095627987},
                              {6.228269936347081, 14.17993336680509, 56.69055260068105},
                              {4.776384997670288, -13.74514537774601, -65.35303263337234},
                              {-5.435455855934631, 4.645852612178535, 26.3124352495832}}};
constexpr Polynomial magma{{{-0.002136485053939582, -0.000749655052795221, -0.005386127855323933},
                            {0.2516605407371642, 0.6775232436837668, 2.494026599312351},
                            {8.353717279216625, -3.577719514958484, 0.3144679030132573},
                            {-27.66873308576866, 14.26473078096533, -13.64921318813922},
                            {52.17613981234068, -27.94360607168351, 12.94416944238394},
                            {-50.76852536473588, 29.04658282127291, 4.23415299384598},
                            {18.65570506591883, -11.48977351997711, -5.601961508734096}}};

QColor colourOf(const Rgb& rgb) {
  return QColor::fromRgbF(float(std::clamp(rgb[0], 0.0, 1.0)), float(std::clamp(rgb[1], 0.0, 1.0)),
                          float(std::clamp(rgb[2], 0.0, 1.0)));
}

QColor evaluate(const Polynomial& polynomial, double value) {
  Rgb rgb{};
  for (auto coefficients = polynomial.rbegin(); coefficients != polynomial.rend(); ++coefficients) {
    for (std::size_t i = 0; i < rgb.size(); ++i) {
      rgb[i] = rgb[i] * value + (*coefficients)[i];
    }
  }
  return colourOf(rgb);
}

struct Entry {
  Lut lut;
  const char* key;
  const char* name;
};
constexpr std::array entries{Entry{Lut::Grey, "grey", QT_TRANSLATE_NOOP("Lut", "Grey")},
                             Entry{Lut::Viridis, "viridis", QT_TRANSLATE_NOOP("Lut", "Viridis")},
                             Entry{Lut::Magma, "magma", QT_TRANSLATE_NOOP("Lut", "Magma")},
                             Entry{Lut::Green, "green", QT_TRANSLATE_NOOP("Lut", "Green")},
                             Entry{Lut::Magenta, "magenta", QT_TRANSLATE_NOOP("Lut", "Magenta")},
                             Entry{Lut::Red, "red", QT_TRANSLATE_NOOP("Lut", "Red")}};

} // namespace

QString lutName(Lut lut) {
  return QCoreApplication::translate("Lut", entries[static_cast<std::size_t>(lut)].name);
}

QString lutKey(Lut lut) {
  return QString::fromLatin1(entries[static_cast<std::size_t>(lut)].key);
}

Lut lutOfKey(const QString& key) {
  const auto* const entry =
      std::find_if(entries.begin(), entries.end(), [&key](const Entry& e) { return key == QLatin1String(e.key); });
  return entry == entries.end() ? Lut::Grey : entry->lut;
}

QColor lutColour(Lut lut, double value) {
  const double v = std::clamp(value, 0.0, 1.0);
  switch (lut) {
  case Lut::Grey:
    return colourOf({v, v, v});
  case Lut::Viridis:
    return evaluate(viridis, v);
  case Lut::Magma:
    return evaluate(magma, v);
  case Lut::Green:
    return colourOf({0.0, v, 0.0});
  case Lut::Magenta:
    return colourOf({v, 0.0, v});
  case Lut::Red:
    return colourOf({v, 0.0, 0.0});
  }
  return {};
}

} // namespace cytosketch
