#include "rules.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace {

/// A third-party library: what its includes look like and the folders that may include it.
struct Library {
  QString name;
  QRegularExpression include;
  QStringList doors; ///< a folder, or a prefix that ends in '/'
  bool mayLeak;      ///< may be reached through another folder's header
};

const QList<Library>& libraries() {
  static const QList<Library> all = {
      {"torch",
       QRegularExpression("^(torch|ATen|c10)/"),
       {"engine/diffusion", "engine/learning", "app/trainer"},
       false},
      {"ITK", QRegularExpression("^itk"), {"engine/imageio", "engine/simulation", "engine/segmentation"}, false},
      {"VTK", QRegularExpression("^vtk"), {"widgets/", "app/gui"}, true},
      {"HDF5",
       QRegularExpression("^(hdf5|H5)"),
       {"engine/hdf5", "engine/sketch", "engine/imageio", "engine/annotation"},
       false},
      {"nlohmann-json",
       QRegularExpression("^nlohmann/"),
       {"engine/diffusion", "engine/learning", "engine/sketch", "engine/imageio", "engine/metrics", "engine/annotation",
        "engine/study", "engine/simulation", "engine/dataset", "widgets/", "app/"},
       false},
      {"libtiff", QRegularExpression("^tiff"), {"engine/imageio"}, false},
      {"libpng", QRegularExpression("^png\\.h"), {"engine/imageio"}, false},
      {"libzip", QRegularExpression("^zip\\.h$"), {"engine/annotation"}, false},
      {"kissfft", QRegularExpression("^kissfft/"), {"engine/metrics"}, false},
      {"Random123",
       QRegularExpression("^Random123/"),
       {"engine/diffusion", "engine/learning", "engine/sketch", "engine/simulation", "engine/dataset"},
       false},
      {"CLI11", QRegularExpression("^CLI/"), {"app/cli"}, false},
      {"Qt", QRegularExpression("^(Q[A-Z][A-Za-z0-9]*|Qt[A-Z][A-Za-z]*/.*)$"), {"widgets/", "app/gui"}, true},
  };
  return all;
}

QString folderOf(const QString& path) {
  return path.section('/', 0, 1);
}

bool mayOpen(const QString& folder, const QStringList& doors) {
  for (const QString& door : doors) {
    if (door == folder || (door.endsWith('/') && folder.startsWith(door)))
      return true;
  }
  return false;
}

bool isSource(const QString& path) {
  return path.endsWith(".h") || path.endsWith(".cpp");
}

QString withoutComments(QString text) {
  static const QRegularExpression block("/\\*.*?\\*/", QRegularExpression::DotMatchesEverythingOption);
  static const QRegularExpression line("//[^\n]*");
  return text.remove(block).remove(line);
}

struct Includes {
  QStringList own;        ///< "engine/image/image.h"
  QStringList system;     ///< <...>
  QStringList suspicious; ///< "image.h": not from the repository root
};

Includes includesOf(const QString& text) {
  static const QRegularExpression pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])",
                                          QRegularExpression::MultilineOption);
  Includes found;
  for (auto match = pattern.globalMatch(withoutComments(text)); match.hasNext();) {
    const auto one = match.next();
    const QString name = one.captured(2);
    if (one.captured(1) == "<")
      found.system << name;
    else if (name.startsWith("engine/") || name.startsWith("widgets/") || name.startsWith("app/"))
      found.own << name;
    else if (!name.endsWith(".moc") && !name.startsWith("ui_"))
      found.suspicious << name;
  }
  return found;
}

/// Folder → libraries of ours that its CMakeLists.txt links, as folders.
QMap<QString, QSet<QString>> linkEdges(const SourceTree& tree) {
  static const QRegularExpression comment("#[^\n]*");
  static const QRegularExpression library("cytosketch_library\\(\\s*NAME\\s+([a-z]+)");
  static const QRegularExpression target("cytosketch::([a-z]+)");
  QMap<QString, QString> folderOfTarget; // image → engine/image; a folder may have more than one library
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    for (auto match = library.globalMatch(file.value()); match.hasNext();)
      folderOfTarget.insert(match.next().captured(1), folderOf(file.key()));
  }
  QMap<QString, QSet<QString>> edges;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    if (!file.key().endsWith("CMakeLists.txt"))
      continue;
    const QString folder = folderOf(file.key());
    const QString text = QString(file.value()).remove(comment);
    for (auto match = target.globalMatch(text); match.hasNext();) {
      const QString other = folderOfTarget.value(match.next().captured(1)); // empty: no library of ours
      if (!other.isEmpty() && other != folder)
        edges[folder].insert(other);
    }
  }
  return edges;
}

QSet<QString> closure(const QMap<QString, QSet<QString>>& edges, const QString& from) {
  QSet<QString> reached;
  QStringList open = {from};
  while (!open.isEmpty()) {
    const QSet<QString> next = edges.value(open.takeLast());
    for (const QString& folder : next) {
      if (!reached.contains(folder)) {
        reached.insert(folder);
        open << folder;
      }
    }
  }
  return reached;
}

} // namespace

SourceTree readTree(const QString& root) {
  SourceTree tree;
  for (const QString& top : {QString("engine"), QString("widgets"), QString("app")}) {
    QDirIterator files(root + "/" + top, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString path = files.next();
      const QString relative = QDir(root).relativeFilePath(path);
      if ((!isSource(path) && !path.endsWith("CMakeLists.txt")) || relative.count('/') < 2)
        continue;
      QFile file(path);
      if (file.open(QIODevice::ReadOnly))
        tree.insert(relative, QString::fromUtf8(file.readAll()));
    }
  }
  return tree;
}

QStringList folderOffences(const SourceTree& tree) {
  QStringList offences;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    if (!isSource(file.key()))
      continue;
    const QString folder = folderOf(file.key());
    if (!allowedEdges().contains(folder)) {
      offences << file.key() + ": its folder is not in the table of tests/layering/edges.cpp";
      continue;
    }
    const Includes includes = includesOf(file.value());
    for (const QString& name : includes.own) {
      const QString other = folderOf(name);
      if (other != folder && !allowedEdges().value(folder).contains(other))
        offences << file.key() + ": includes " + name + " against the arrows";
      // What lies in detail/ is a folder's own; only the trainer's folder looks at the networks themselves.
      const bool trainer = folder == "engine/learning" && other == "engine/diffusion";
      if (other != folder && name.contains("/detail/") && !trainer)
        offences << file.key() + ": includes " + name + ", which is private";
    }
    for (const QString& name : includes.suspicious)
      offences << file.key() + ": includes \"" + name + "\", not from the repository's root";
  }
  return offences;
}

QStringList thirdPartyOffences(const SourceTree& tree) {
  QStringList offences;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    const Includes includes = includesOf(file.value());
    for (const QString& name : includes.system + includes.suspicious) {
      for (const Library& library : libraries()) {
        if (library.include.match(name).hasMatch() && !mayOpen(folderOf(file.key()), library.doors))
          offences << file.key() + ": includes " + name + "; " + library.name + "'s door is " +
                          library.doors.join(", ");
      }
    }
  }
  return offences;
}

QStringList leakOffences(const SourceTree& tree) {
  QMap<QString, QSet<QString>> graph; // file → files of ours that it includes
  QMap<QString, QStringList> system;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    const Includes includes = includesOf(file.value());
    graph[file.key()] = QSet<QString>(includes.own.begin(), includes.own.end());
    system[file.key()] = includes.system;
  }
  QStringList offences;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    const QString folder = folderOf(file.key());
    for (const QString& reached : closure(graph, file.key())) {
      if (folderOf(reached) == folder)
        continue;
      for (const QString& name : system.value(reached)) {
        for (const Library& library : libraries()) {
          // The trainer's folder builds on the networks themselves: torch passes from diffusion to learning.
          const bool trainer = library.name == "torch" && mayOpen(folder, library.doors);
          // The doors of HDF5 share the owners of its identifiers.
          const bool handles =
              library.name == "HDF5" && folderOf(reached) == "engine/hdf5" && mayOpen(folder, library.doors);
          if (!library.mayLeak && !trainer && !handles && library.include.match(name).hasMatch())
            offences << file.key() + ": reaches " + name + " through " + reached;
        }
      }
    }
  }
  return offences;
}

QStringList keywordOffences(const SourceTree& tree) {
  static const QRegularExpression keyword("\\b(?:(?:public|protected|private)\\s+slots|signals)\\s*:(?!:)"
                                          "|\\bemit\\s+[A-Za-z_]|\\bforeach\\s*\\(|\\b(?:SIGNAL|SLOT)\\s*\\(");
  QStringList offences;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    if (!isSource(file.key()))
      continue;
    const auto match = keyword.match(withoutComments(file.value()));
    if (match.hasMatch())
      offences << file.key() + ": uses \"" + match.captured(0) + "\"";
  }
  return offences;
}

QStringList linkOffences(const SourceTree& tree) {
  const auto links = linkEdges(tree);
  QStringList offences;
  for (auto folder = links.begin(); folder != links.end(); ++folder) {
    for (const QString& other : folder.value()) {
      if (!allowedEdges().value(folder.key()).contains(other))
        offences << folder.key() + "/CMakeLists.txt: links " + other + " against the arrows";
    }
  }
  QMap<QString, QSet<QString>> used; // folders of headers alone link nothing
  QSet<QString> compiled;
  for (auto file = tree.begin(); file != tree.end(); ++file) {
    if (!isSource(file.key()))
      continue;
    if (file.key().endsWith(".cpp"))
      compiled.insert(folderOf(file.key()));
    for (const QString& name : includesOf(file.value()).own) {
      if (folderOf(name) != folderOf(file.key()))
        used[folderOf(file.key())].insert(folderOf(name));
    }
  }
  for (auto folder = used.begin(); folder != used.end(); ++folder) {
    if (!compiled.contains(folder.key()))
      continue;
    const QSet<QString> missing = folder.value() - closure(links, folder.key());
    for (const QString& other : missing)
      offences << folder.key() + "/CMakeLists.txt: does not link " + other + ", which its sources include";
  }
  return offences;
}
