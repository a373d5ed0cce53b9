#include "app/gui/actions.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QMap>
#include <QSet>
#include <QTest>
#include <QWidget>

using namespace cytosketch;

class TestActions : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void noTwoActionsHaveOneKey() {
    QMap<QString, QString> owners;
    for (const ActionInfo& info : actionTable()) {
      for (const QKeySequence& key : defaultKeys(info)) {
        QVERIFY2(!key.isEmpty() && key[0].key() != Qt::Key_unknown, info.id);
        const QString text = key.toString(QKeySequence::PortableText);
        QVERIFY2(!owners.contains(text), qPrintable(text + ": " + owners.value(text) + " and " + info.id));
        owners.insert(text, QLatin1String(info.id));
      }
    }
    QVERIFY(owners.size() > 30);
  }

  void everyRowIsComplete() {
    QSet<QString> ids;
    for (const ActionInfo& info : actionTable()) {
      QVERIFY2(!ids.contains(info.id), info.id);
      ids.insert(info.id);
      QVERIFY2(!plainText(info).isEmpty(), info.id);
      QVERIFY2(QLatin1String(info.tip).endsWith(QLatin1Char('.')), info.id);
      QVERIFY2(*info.icon != '\0', info.id);
    }
  }

  void everyActionIsInAMenuOnce() {
    QMap<QString, int> uses;
    QSet<QString> known;
    for (const ActionInfo& info : actionTable()) {
      known.insert(info.id);
    }
    for (const MenuInfo& menu : menuTable()) {
      for (const char* const entry : menu.entries) {
        const QString id = QLatin1String(entry);
        if (id != "-" && !id.startsWith('@')) {
          QVERIFY2(known.contains(id), entry);
          ++uses[id];
        }
      }
    }
    for (const ActionInfo& info : actionTable()) {
      const QString id = QLatin1String(info.id);
      const bool inToolMenu = id.startsWith("tool.") && id != "tool.preserve";
      QVERIFY2(uses.value(id) == (inToolMenu ? 0 : 1), info.id);
    }
  }

  void mnemonicsOfAMenuDiffer() {
    QMap<QString, const ActionInfo*> byId;
    for (const ActionInfo& info : actionTable()) {
      byId.insert(info.id, &info);
    }
    for (const MenuInfo& menu : menuTable()) {
      QMap<QChar, QString> taken;
      for (const char* const entry : menu.entries) {
        if (!byId.contains(entry)) {
          continue;
        }
        const QString text = QLatin1String(byId[entry]->text);
        const qsizetype at = text.indexOf('&');
        if (at < 0) {
          continue;
        }
        const QChar letter = text.at(at + 1).toLower();
        QVERIFY2(!taken.contains(letter), qPrintable(QString(entry) + " and " + taken.value(letter)));
        taken.insert(letter, entry);
      }
    }
  }

  void keysCanBeChangedAndConflictsAreFound() {
    QWidget window;
    Actions actions(&window);
    QCOMPARE(actions["tool.brush"]->shortcut(), QKeySequence("B"));
    actions.setKeys("tool.brush", {QKeySequence("K")});
    QCOMPARE(actions["tool.brush"]->shortcut(), QKeySequence("K"));
    QVERIFY(actions["tool.brush"]->toolTip().contains("K"));
    QCOMPARE(actions.conflict("tool.eraser", {QKeySequence("K")})->id, "tool.brush");
    QVERIFY(!actions.conflict("tool.eraser", {QKeySequence("B")}));
  }

  void theKeyTableNamesEveryAction() {
    QWidget window;
    const Actions actions(&window);
    const QString html = keyTableHtml(actions);
    for (const ActionInfo& info : actionTable()) {
      QVERIFY2(html.contains(plainText(info).toHtmlEscaped()), info.id);
    }
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(actions, TestActions)
#include "test_actions.moc"
