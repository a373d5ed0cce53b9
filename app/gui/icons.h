#pragma once

#include <QIcon>
#include <QString>

namespace cytosketch {

/// Makes icon names work on any desktop, also on one without icon theme: Breeze (or its dark variant, as the palette
/// asks) where the theme lacks a name. Call it again when the palette has changed.
void setUpIcons();

/// The icon of that name; names that begin with "cytosketch-" are our own, recoloured to the palette's text colour.
QIcon themedIcon(const QString& name);

} // namespace cytosketch
