#include "ui/EventsModel.h"

#include "ui/Wording.h"

#include <algorithm>

namespace chaperone::ui {

void EventsModel::setLines(std::vector<EventLine> lines) {
    beginResetModel();
    m_entries.clear();
    m_entries.reserve(lines.size());
    for (EventLine& line : lines) {
        m_entries.push_back(entryOf(std::move(line)));
    }
    endResetModel();
}

void EventsModel::put(EventLine line) {
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry& entry) { return entry.line.key == line.key; });
    if (known == m_entries.end()) {
        beginInsertRows({}, 0, 0);
        m_entries.insert(m_entries.begin(), entryOf(std::move(line)));
        endInsertRows();
        return;
    }
    const auto row = static_cast<int>(known - m_entries.begin());
    *known = entryOf(std::move(line));
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

bool EventsModel::mentions(int row, const QStringList& needle) const {
    const QString& haystack = m_entries[static_cast<size_t>(row)].haystack;
    return std::all_of(needle.begin(), needle.end(),
                       [&](const QString& word) { return haystack.contains(word); });
}

int EventsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QVariant EventsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const EventLine& shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return primary(shown, index.column());
    case SecondaryRole:
        return secondary(shown, index.column());
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString more = secondary(shown, index.column());
        const QString first = primary(shown, index.column());
        return more.isEmpty() ? first : first + QLatin1Char('\n') + more;
    }
    case ToneRole:
        return static_cast<int>(index.column() == Decided ? Wording::tone(shown) : Tone::Muted);
    default:
        return {};
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
    case Time:
        return tr("Time");
    case What:
        return tr("What");
    case Where:
        return tr("Where");
    case Decided:
        return tr("Decision");
    case Chosen:
        return tr("You chose");
    case Reason:
        return tr("Your reason");
    default:
        return {};
    }
}

EventsModel::Entry EventsModel::entryOf(EventLine line) {
    QStringList words{line.originHost, line.rule, line.undetermined};
    for (int column = Time; column < ColumnCount; ++column) {
        words << primary(line, column) << secondary(line, column);
    }
    return {std::move(line), words.join(QLatin1Char('\n')).toLower()};
}

QString EventsModel::primary(const EventLine& line, int column) {
    const bool notice = line.kind == EventLine::Kind::Notice;
    switch (column) {
    case Time:
        return Wording::timeOfDay(line.time);
    case What:
        return Wording::found(line);
    case Where:
        return line.app.isEmpty() ? line.host : line.app;
    case Decided:
        return notice ? QString() : Wording::action(line.action);
    case Chosen:
        return line.choice ? Wording::choice(*line.choice) : QString();
    case Reason:
        return line.reason;
    default:
        return {};
    }
}

QString EventsModel::secondary(const EventLine& line, int column) {
    if (column == What) {
        return line.kind == EventLine::Kind::Notice ? QString() : Wording::channel(line.channel);
    }
    if (column == Where) {
        return line.app.isEmpty() ? QString() : line.host;
    }
    return column == Chosen ? line.reason : QString();
}

EventsFilter::EventsFilter(EventsModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model) {
    setSourceModel(&model);
}

void EventsFilter::setGroup(EventGroup group) {
    m_group = group;
    invalidateFilter();
}

void EventsFilter::setWords(const QString& words) {
    m_words = words.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool EventsFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    return !sourceParent.isValid() && belongsTo(m_model.line(sourceRow), m_group) &&
           m_model.mentions(sourceRow, m_words);
}

} // namespace chaperone::ui
