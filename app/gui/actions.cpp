#include "app/gui/actions.h"

#include "app/gui/icons.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace cytosketch {

namespace {

QString translated(const char* text) {
  return QCoreApplication::translate("Actions", text);
}

QString withoutMnemonic(QString text) {
  // Only a single & marks a mnemonic; menu texts of ours have no literal one.
  return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

QString keyText(const QList<QKeySequence>& keys) {
  return QKeySequence::listToString(keys, QKeySequence::NativeText).replace(QStringLiteral("; "), QStringLiteral(", "));
}

} // namespace

QList<QKeySequence> defaultKeys(const ActionInfo& info) {
  const QString keys = QString::fromLatin1(info.keys);
  return keys.isEmpty() ? QList<QKeySequence>() : QKeySequence::listFromString(keys, QKeySequence::PortableText);
}

QString plainText(const ActionInfo& info) {
  return withoutMnemonic(translated(info.text));
}

Actions::Actions(QWidget* window) : QObject(window) {
  for (const ActionInfo& info : actionTable()) {
    auto* const action = new QAction(translated(info.text), this);
    action->setObjectName(QLatin1String(info.id));
    action->setIconText(plainText(info));
    action->setStatusTip(translated(info.tip));
    action->setCheckable(info.checkable);
    if (*info.icon != '\0') {
      action->setIcon(themedIcon(QLatin1String(info.icon)));
    }
    window->addAction(action);
    byId_.insert(action->objectName(), action);
    ordered_.append(action);
    setKeys(action->objectName(), defaultKeys(info));
  }
}

QAction* Actions::operator[](const QString& id) const {
  QAction* const action = byId_.value(id);
  Q_ASSERT_X(action, "Actions", qPrintable(id));
  return action;
}

void Actions::setKeys(const QString& id, const QList<QKeySequence>& keys) {
  (*this)[id]->setShortcuts(keys);
  setObstacle(id, {});
}

void Actions::setObstacle(const QString& id, const QString& reason) {
  QAction* const action = (*this)[id];
  const QList<QKeySequence> keys = action->shortcuts();
  QString tip = QStringLiteral("<b>%1</b>%2<br>%3")
                    .arg(action->iconText().toHtmlEscaped(),
                         keys.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(keyText(keys).toHtmlEscaped()),
                         action->statusTip().toHtmlEscaped());
  if (!reason.isEmpty()) {
    tip += QStringLiteral("<br><i>%1</i>").arg(reason.toHtmlEscaped());
  }
  action->setToolTip(tip);
}

const ActionInfo* Actions::conflict(const QString& id, const QList<QKeySequence>& keys) const {
  for (const ActionInfo& info : actionTable()) {
    if (id == QLatin1String(info.id)) {
      continue;
    }
    const QList<QKeySequence> others = (*this)[QLatin1String(info.id)]->shortcuts();
    if (std::any_of(keys.begin(), keys.end(), [&others](const QKeySequence& key) { return others.contains(key); })) {
      return &info;
    }
  }
  return nullptr;
}

QString keyTableHtml(const Actions& actions) {
  QString html = QStringLiteral("<table cellpadding='4'>");
  for (const MenuInfo& menu : menuTable()) {
    html += QStringLiteral("<tr><th align='left' colspan='3'>%1</th></tr>")
                .arg(withoutMnemonic(translated(menu.title)).toHtmlEscaped());
    for (const ActionInfo& info : actionTable()) {
      const QString id = QLatin1String(info.id);
      const bool tool = id.startsWith(QLatin1String("tool.")) && id != QLatin1String("tool.preserve");
      const bool here = std::any_of(menu.entries.begin(), menu.entries.end(), [&](const char* entry) {
        return id == QLatin1String(entry) || (tool && QLatin1String(entry) == QLatin1String("@tools"));
      });
      if (here) {
        html += QStringLiteral("<tr><td>%1</td><td><b>%2</b></td><td>%3</td></tr>")
                    .arg(plainText(info).toHtmlEscaped(), keyText(actions[id]->shortcuts()).toHtmlEscaped(),
                         translated(info.tip).toHtmlEscaped());
      }
    }
  }
  return html + QStringLiteral("</table>");
}

} // namespace cytosketch
