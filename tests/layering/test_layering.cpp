#include "rules.h"

#include <QTest>

/// Fails when a folder includes or links against the allowed direction. Every rule is first shown to find an offence in
/// a made-up tree, so that a rule that has gone blind is noticed.
class TestLayering : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void rulesFindOffences_data();
  void rulesFindOffences();
  void rulesAcceptGoodTree();
  void edgesHaveNoCycle();
  void treeIsRead();
  void foldersIncludeDownwards();
  void thirdPartiesComeThroughTheirDoors();
  void publicHeadersHideThirdParties();
  void noQtKeywords();
  void linkEdgesAgree();

private:
  static void report(const QStringList& offences);
  SourceTree tree_ = readTree(CYTOSKETCH_SOURCE_DIR);
};

using Rule = QStringList (*)(const SourceTree&);

void TestLayering::report(const QStringList& offences) {
  QVERIFY2(offences.isEmpty(), qPrintable("\n  " + offences.join("\n  ")));
}

void TestLayering::rulesFindOffences_data() {
  QTest::addColumn<Rule>("rule");
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("content");
  const auto row = [](const char* name, Rule rule, const QString& path, const QString& content) {
    QTest::newRow(name) << rule << path << content;
  };
  row("upwards", folderOffences, "engine/image/a.h", "#include \"engine/sketch/sketch.h\"");
  row("sideways", folderOffences, "engine/diffusion/a.cpp", "#include \"engine/sketch/sketch.h\"");
  row("learning knows no sketch", folderOffences, "engine/learning/a.cpp", "#include \"engine/sketch/mask.h\"");
  row("engine knows no widgets", folderOffences, "engine/sketch/a.cpp", "#include \"widgets/document/document.h\"");
  row("widgets know no app", folderOffences, "widgets/panels/a.cpp", "#include \"app/gui/mainwindow.h\"");
  row("widgets know not each other", folderOffences, "widgets/canvas/a.cpp", "#include \"widgets/panels/panel.h\"");
  row("document knows no widget", folderOffences, "widgets/document/a.h", "#include \"widgets/canvas/canvas.h\"");
  row("cli knows no widgets", folderOffences, "app/cli/a.cpp", "#include \"widgets/document/document.h\"");
  row("spaces", folderOffences, "engine/image/a.h", "  #  include  \"engine/sketch/sketch.h\"");
  row("unknown folder", folderOffences, "engine/utils/a.h", "");
  row("relative include", folderOffences, "engine/image/a.cpp", "#include \"blur.h\"");
  row("private header", folderOffences, "app/cli/a.cpp", "#include \"engine/diffusion/detail/network.h\"");
  row("torch in sketch", thirdPartyOffences, "engine/sketch/a.cpp", "#include <torch/torch.h>");
  row("ATen in widgets", thirdPartyOffences, "widgets/jobs/a.cpp", "#include <ATen/Parallel.h>");
  row("ITK in sketch", thirdPartyOffences, "engine/sketch/a.cpp", "#include <itkImage.h>");
  row("VTK in engine", thirdPartyOffences, "engine/image/a.cpp", "#include <vtkImageData.h>");
  row("VTK in cli", thirdPartyOffences, "app/cli/a.cpp", "#include <vtkNew.h>");
  row("Qt in engine", thirdPartyOffences, "engine/metrics/a.cpp", "#include <QString>");
  row("Qt module in cli", thirdPartyOffences, "app/cli/a.cpp", "#include <QtGui/QImage>");
  row("HDF5 in diffusion", thirdPartyOffences, "engine/diffusion/a.cpp", "#include <hdf5.h>");
  row("slots", keywordOffences, "widgets/canvas/a.h", "public slots:\n  void f();");
  row("signals", keywordOffences, "widgets/canvas/a.h", "signals :\n  void f();");
  row("emit", keywordOffences, "widgets/canvas/a.cpp", "emit changed();");
  row("string connect", keywordOffences, "widgets/canvas/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));");
  row("link upwards", linkOffences, "engine/image/CMakeLists.txt",
      "cytosketch_library(NAME image PUBLIC cytosketch::sketch)");
  row("link missing", linkOffences, "engine/sketch/a.cpp", "#include \"engine/image/image.h\"");
}

void TestLayering::rulesFindOffences() {
  QFETCH(Rule, rule);
  QFETCH(QString, path);
  QFETCH(QString, content);
  const SourceTree good = {{"engine/image/image.h", ""},
                           {"engine/sketch/sketch.h", ""},
                           {"engine/sketch/CMakeLists.txt", "cytosketch_library(NAME sketch SOURCES sketch.cpp)"}};
  QVERIFY(rule(good).isEmpty());
  SourceTree bad = good;
  bad.insert(path, content);
  const QStringList offences = rule(bad);
  QCOMPARE(offences.size(), 1);
  QVERIFY2(offences.first().startsWith(path.section('/', 0, 1)), qPrintable(offences.first()));
}

void TestLayering::rulesAcceptGoodTree() {
  SourceTree tree = {
      {"engine/image/image.h", "#pragma once\n#include <vector>\n"},
      {"engine/diffusion/network.h", "#include <torch/torch.h>\n#include \"engine/image/image.h\"\n"},
      {"engine/image/CMakeLists.txt", "cytosketch_library(NAME image)"},
      {"engine/diffusion/CMakeLists.txt", "cytosketch_library(NAME diffusion PUBLIC cytosketch::image)"},
      {"engine/learning/trainer.cpp", "#include \"engine/diffusion/network.h\"\n// #include \"engine/sketch/a.h\"\n"},
      {"engine/learning/CMakeLists.txt", "cytosketch_library(NAME learning PUBLIC cytosketch::diffusion)"},
      {"widgets/canvas/canvas.h", "#include <QWidget>\nQ_SIGNALS:\nstd::signals::x;\n/* emit x; */"},
  };
  for (Rule rule : {folderOffences, thirdPartyOffences, leakOffences, keywordOffences, linkOffences})
    report(rule(tree));
  // The same network.h reached by someone who may not know torch.
  tree.insert("widgets/jobs/job.cpp", "#include \"engine/diffusion/network.h\"");
  QCOMPARE(leakOffences(tree).size(), 1);
}

void TestLayering::edgesHaveNoCycle() {
  // Folders are taken away once everything they know is gone; a cycle would be left.
  QMap<QString, QStringList> open = allowedEdges();
  bool progress = true;
  while (progress) {
    progress = false;
    for (const QString& folder : open.keys()) {
      const QStringList known = open.value(folder);
      const bool free = std::none_of(known.begin(), known.end(), [&](const QString& k) { return open.contains(k); });
      if (free) {
        open.remove(folder);
        progress = true;
      }
    }
  }
  QVERIFY2(open.isEmpty(), qPrintable(open.keys().join(' ')));
}

void TestLayering::treeIsRead() {
  QVERIFY(tree_.contains("engine/image/image.h"));
  QVERIFY(tree_.contains("engine/image/CMakeLists.txt"));
  QVERIFY(tree_.value("engine/image/image.h").contains("#pragma once"));
}

void TestLayering::foldersIncludeDownwards() {
  report(folderOffences(tree_));
}
void TestLayering::thirdPartiesComeThroughTheirDoors() {
  report(thirdPartyOffences(tree_));
}
void TestLayering::publicHeadersHideThirdParties() {
  report(leakOffences(tree_));
}
void TestLayering::noQtKeywords() {
  report(keywordOffences(tree_));
}
void TestLayering::linkEdgesAgree() {
  report(linkOffences(tree_));
}

QTEST_GUILESS_MAIN(TestLayering)
#include "test_layering.moc"
