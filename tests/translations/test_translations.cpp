#include "engine/diffusion/settings.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace cytosketch;

namespace {

struct Message {
  QString context;
  QString source;
  QStringList translations; ///< one, or the forms of a plural
  QString state;            ///< empty = finished
  bool plural = false;
};

QList<Message> readTs(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return {};
  QList<Message> messages;
  QString context;
  QXmlStreamReader xml(&file);
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement)
      continue;
    if (xml.name() == QLatin1String("name")) {
      context = xml.readElementText();
    } else if (xml.name() == QLatin1String("message")) {
      messages.append({context, {}, {}, {}, xml.attributes().value("numerus") == QLatin1String("yes")});
    } else if (xml.name() == QLatin1String("source")) {
      messages.last().source = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      messages.last().state = xml.attributes().value("type").toString();
      if (!messages.last().plural)
        messages.last().translations = {xml.readElementText()};
    } else if (xml.name() == QLatin1String("numerusform")) {
      messages.last().translations.append(xml.readElementText());
    }
  }
  return xml.hasError() ? QList<Message>() : messages;
}

QStringList places(const QString& text) {
  static const QRegularExpression place("%(\\d|n|L\\d)");
  QStringList found;
  for (auto match = place.globalMatch(text); match.hasNext();)
    found << match.next().captured(0);
  found.removeDuplicates();
  found.sort();
  return found;
}

QString sourceFile(const QString& language) {
  return QString(CYTOSKETCH_SOURCE_DIR "/translations/cytosketch_%1.ts").arg(language);
}

} // namespace

class TestTranslations : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void everythingIsTranslated_data() { languages(); }
  void everythingIsTranslated();
  void placesAndMnemonicsAgree();
  void everyTextHasItsClass_data() { languages(); }
  void everyTextHasItsClass();
  void sourcesHaveNothingNew_data() { languages(); }
  void sourcesHaveNothingNew();
  void compiledFileTranslates();
  void everyParameterIsTranslated();
  void englishHasPlurals();

private:
  static void languages();
};

void TestTranslations::languages() {
  QTest::addColumn<QString>("language");
  QTest::newRow("German") << "de";
  QTest::newRow("English plurals") << "en";
}

void TestTranslations::everythingIsTranslated() {
  QFETCH(QString, language);
  const QList<Message> messages = readTs(sourceFile(language));
  QVERIFY(!messages.isEmpty());
  QStringList open;
  for (const Message& message : messages) {
    if (!message.state.isEmpty() || message.translations.size() != (message.plural ? 2 : 1) ||
        message.translations.contains(QString()))
      open << message.context + ": " + message.source;
  }
  QVERIFY2(open.isEmpty(), qPrintable("not translated:\n  " + open.join("\n  ")));
}

void TestTranslations::placesAndMnemonicsAgree() {
  QStringList wrong;
  for (const Message& message : readTs(sourceFile("de"))) {
    for (const QString& translation : message.translations) {
      const bool mnemonic = message.source.contains('&') == translation.contains('&');
      const bool lines = message.source.count('\n') == translation.count('\n');
      if (places(message.source) != places(translation) || !mnemonic || !lines)
        wrong << message.context + ": " + message.source + " → " + translation;
    }
  }
  QVERIFY2(wrong.isEmpty(), qPrintable("places, mnemonics or lines differ:\n  " + wrong.join("\n  ")));
}

void TestTranslations::everyTextHasItsClass() {
  // A tr() that lupdate finds outside a class lands in the context "cytosketch", where the program never looks for it.
  QFETCH(QString, language);
  QStringList lost;
  for (const Message& message : readTs(sourceFile(language))) {
    if (message.context == "cytosketch" || message.context.isEmpty())
      lost << message.source;
  }
  QVERIFY2(lost.isEmpty(), qPrintable("no class around:\n  " + lost.join("\n  ")));
}

void TestTranslations::sourcesHaveNothingNew() {
  QFETCH(QString, language);
  const QTemporaryDir folder;
  const QString copy = folder.filePath("cytosketch_" + language + ".ts");
  QVERIFY(QFile::copy(sourceFile(language), copy));
  QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
  QProcess update;
  update.start(CYTOSKETCH_CMAKE, {"-DLUPDATE=" CYTOSKETCH_LUPDATE, "-DSOURCES=" CYTOSKETCH_SOURCE_DIR,
                                  "-DSCRATCH=" + folder.filePath("scratch"), "-DTS_FILE=" + copy, "-P",
                                  CYTOSKETCH_SOURCE_DIR "/translations/update.cmake"});
  QVERIFY(update.waitForFinished());
  QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());
  QStringList fresh;
  for (const Message& message : readTs(copy)) {
    if (!message.state.isEmpty())
      fresh << message.context + ": " + message.source;
  }
  QVERIFY2(fresh.isEmpty(), qPrintable("new texts; build update_translations and translate:\n  " + fresh.join("\n  ")));
}

void TestTranslations::compiledFileTranslates() {
  QTranslator german;
  QVERIFY(german.load(QLocale("de_AT"), "cytosketch", "_", CYTOSKETCH_BINARY_DIR "/share/cytosketch/translations"));
  QCOMPARE(german.translate("Actions", "&Save"), "&Speichern");
  QCOMPARE(german.translate("cytosketch::CellsPanel", "%n cell(s)", nullptr, 1), "%n Zelle");
  QCOMPARE(german.translate("cytosketch::CellsPanel", "%n cell(s)", nullptr, 2), "%n Zellen");
}

void TestTranslations::everyParameterIsTranslated() {
  QTranslator german;
  QVERIFY(german.load(CYTOSKETCH_BINARY_DIR "/share/cytosketch/translations/cytosketch_de.qm"));
  const auto check = [&](std::string_view text) {
    return text.empty() || !german.translate("Parameters", std::string(text).c_str()).isEmpty();
  };
  for (const Parameter& parameter : generationParameters()) {
    const std::string key(parameter.key);
    QVERIFY2(check(parameter.label), key.c_str());
    QVERIFY2(check(parameter.help), key.c_str());
    QVERIFY2(check(parameter.unit), key.c_str());
    for (const std::string_view label : parameter.choiceLabels) // names such as bf16 and CUDA stay as they are
      QVERIFY2(check(label) || label.size() <= 4, key.c_str());
  }
}

void TestTranslations::englishHasPlurals() {
  QTranslator english;
  QVERIFY(english.load(QLocale("en_GB"), "cytosketch", "_", CYTOSKETCH_BINARY_DIR "/share/cytosketch/translations"));
  QCOMPARE(english.translate("cytosketch::CellsPanel", "%n cell(s)", nullptr, 1), "%n cell");
  QCOMPARE(english.translate("cytosketch::CellsPanel", "%n cell(s)", nullptr, 5), "%n cells");
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
