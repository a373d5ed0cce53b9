#include "engine/diffusion/settings.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace cytosketch;

/// Keeps the manual true. Its tables of parameters are made from the engine's table: after a change of that one run
/// this test with CYTOSKETCH_UPDATE_MANUAL=1 and it rewrites them.
class TestManual : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase();
  void parameterTableIsUpToDate_data() { pages(); }
  void parameterTableIsUpToDate();
  void linksAndPicturesExist_data() { pages(); }
  void linksAndPicturesExist();
  void languagesHaveTheSameParts();

private:
  static void pages();
  static QString path(const QString& page) { return CYTOSKETCH_SOURCE_DIR "/resources/manual/" + page; }
  static QString read(const QString& page);
  QString parameterTable(bool german) const;
  QTranslator german_;
};

namespace {

QString number(double value, const QLocale& locale) {
  return locale.toString(value, 'g', 10);
}

QStringList captures(const QString& text, const char* pattern) {
  const QRegularExpression expression(pattern);
  QStringList found;
  for (auto match = expression.globalMatch(text); match.hasNext();)
    found << match.next().captured(1);
  return found;
}

} // namespace

void TestManual::initTestCase() {
  QVERIFY(german_.load(CYTOSKETCH_BINARY_DIR "/share/cytosketch/translations/cytosketch_de.qm"));
}

void TestManual::pages() {
  QTest::addColumn<QString>("page");
  QTest::newRow("English") << "index.html";
  QTest::newRow("German") << "index_de.html";
}

QString TestManual::read(const QString& page) {
  QFile file(path(page));
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString TestManual::parameterTable(bool german) const {
  const auto text = [&](std::string_view english) {
    const std::string source(english);
    const QString translated = german ? german_.translate("Parameters", source.c_str()) : QString();
    return (translated.isEmpty() ? QString::fromStdString(source) : translated).toHtmlEscaped();
  };
  const auto plain = [](std::string_view word) { return QString::fromStdString(std::string(word)).toHtmlEscaped(); };
  QLocale locale(german ? QLocale::German : QLocale::English);
  locale.setNumberOptions(QLocale::OmitGroupSeparator);
  const QStringList head = german
                               ? QStringList{"Parameter", "Option", "Vorgabe", "Bereich", "Was er am Bild ändert"}
                               : QStringList{"Parameter", "Option", "Default", "Range", "What it does to the picture"};
  QString table =
      "<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n<tr><th>" + head.join("</th><th>") + "</th></tr>\n";
  for (const Parameter& row : generationParameters()) {
    QString fallback = "auto";
    QString range;
    if (row.type == ParameterType::Choice) {
      fallback = plain(row.choices.at(std::size_t(row.fallback)));
      QStringList names;
      for (const std::string_view choice : row.choices)
        names << plain(choice);
      range = names.join(", ");
    } else if (row.type == ParameterType::Boolean) {
      fallback = row.fallback != 0.0 ? "true" : "false";
      range = "true, false";
    } else if (row.type != ParameterType::Text) {
      fallback = number(row.fallback, locale);
      range = number(row.minimum, locale) + " – " + number(row.maximum, locale);
      if (!row.unit.empty())
        range += " " + text(row.unit);
    }
    table += QString("<tr><td>%1</td><td><tt>--%2</tt></td><td>%3</td><td>%4</td><td>%5</td></tr>\n")
                 .arg(text(row.label), plain(row.key), fallback, range, text(row.help));
  }
  return table + "</table>\n";
}

void TestManual::parameterTableIsUpToDate() {
  QFETCH(QString, page);
  const QString begin = "<!-- parameters:begin -->\n";
  QString html = read(page);
  const qsizetype from = html.indexOf(begin) + begin.size();
  const qsizetype to = html.indexOf("<!-- parameters:end -->");
  QVERIFY(from >= begin.size() && to >= from);
  const QString table = parameterTable(page.contains("_de"));
  if (qEnvironmentVariableIsSet("CYTOSKETCH_UPDATE_MANUAL")) {
    QFile file(path(page));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(html.replace(from, to - from, table).toUtf8());
    return;
  }
  QVERIFY2(html.mid(from, to - from) == table, "run this test with CYTOSKETCH_UPDATE_MANUAL=1");
}

void TestManual::linksAndPicturesExist() {
  QFETCH(QString, page);
  const QString html = read(page);
  const QStringList pictures = captures(html, "<img src=\"([^\"]+)\"");
  QVERIFY(!pictures.isEmpty());
  for (const QString& picture : pictures)
    QVERIFY2(QFile::exists(path(picture)), qPrintable(picture + " is missing: packaging/manual-pictures.sh"));
  const QStringList anchors = captures(html, "<a name=\"([^\"]+)\"");
  for (const QString& target : captures(html, "href=\"#([^\"]+)\""))
    QVERIFY2(anchors.contains(target), qPrintable(target));
  QVERIFY2(html.contains("<!-- keys -->"), "the place that the window fills with its keys");
}

void TestManual::languagesHaveTheSameParts() {
  const QString english = read("index.html");
  const QString german = read("index_de.html");
  for (const char* part : {"<a name=\"([^\"]+)\"", "<img src=\"([^\"]+)\"", "(<li>)", "(<h2>)", "(<p>)"})
    QCOMPARE(captures(german, part), captures(english, part));
}

QTEST_GUILESS_MAIN(TestManual)
#include "test_manual.moc"
