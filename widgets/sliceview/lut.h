#pragma once

#include <QColor>
#include <QString>

#include <array>

namespace cytosketch {

/// Colour tables of a slice. Red and green are the two that an overlay adds up.
enum class Lut { Grey, Viridis, Magma, Green, Magenta, Red };

inline constexpr std::array selectableLuts{Lut::Grey, Lut::Viridis, Lut::Magma, Lut::Green, Lut::Magenta};

/// Name as people read it.
QString lutName(Lut lut);
/// Name as it stands in the session file, and back; Grey if it is not known.
QString lutKey(Lut lut);
Lut lutOfKey(const QString& key);

/// Colour of a value 0…1. Viridis and Magma (van der Walt and Smith 2015, CC0) as polynomials of degree 6 that differ
/// from the tables by at most 0.02.
QColor lutColour(Lut lut, double value);

} // namespace cytosketch
