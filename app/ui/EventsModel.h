#pragma once

#include "ui/EventLine.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace chaperone::ui {

/// The events window's lines, newest first. Values in, nothing out; GUI thread.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, What, Where, Decided, Chosen, Reason, ColumnCount };
    enum Role { SecondaryRole = Qt::UserRole, ToneRole };

    explicit EventsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// Replaces everything; `lines` newest first.
    void setLines(std::vector<EventLine> lines);
    /// A new act goes to the top; one that is known by its key is replaced where it is.
    void put(EventLine line);

    const EventLine& line(int row) const { return m_entries[static_cast<size_t>(row)].line; }
    /// Does the line contain all words of `needle` (lower case)?
    bool mentions(int row, const QStringList& needle) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        EventLine line;
        QString haystack; ///< all that search looks at, lower case
    };
    static Entry entryOf(EventLine line);
    static QString primary(const EventLine& line, int column);
    static QString secondary(const EventLine& line, int column);

    std::vector<Entry> m_entries;
};

/// Narrows the lines to a group and to words.
class EventsFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit EventsFilter(EventsModel& model, QObject* parent = nullptr);
    void setGroup(EventGroup group);
    void setWords(const QString& words);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    EventsModel& m_model;
    EventGroup m_group = EventGroup::All;
    QStringList m_words;
};

} // namespace chaperone::ui
