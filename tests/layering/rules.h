#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

/// The files of the program, path from the repository root → content. Made-up ones in the tests of the rules
/// themselves.
using SourceTree = QMap<QString, QString>;

/// Reads every .h, .cpp and CMakeLists.txt under engine/, widgets/ and app/.
SourceTree readTree(const QString& root);

/// Folders that a folder may include besides itself: the arrows of ARCHITECTURE.md, stated once.
const QMap<QString, QStringList>& allowedEdges();

/// One line per offence, "path: what"; empty if the tree keeps the rule.
QStringList folderOffences(const SourceTree& tree); ///< includes against the arrows, unknown folders, relative paths
QStringList thirdPartyOffences(const SourceTree& tree); ///< libraries outside the folders that are their door
QStringList leakOffences(const SourceTree& tree);       ///< libraries reached through another folder's header
QStringList keywordOffences(const SourceTree& tree);    ///< Qt's lower-case keywords
QStringList linkOffences(const SourceTree& tree);       ///< CMake's link edges against arrows and includes
