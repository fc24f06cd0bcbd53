#pragma once

#include "audit/AuditLog.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace SQLite {
class Database;
} // namespace SQLite

namespace chaperone::audit {

/// Which rows hold which words (SearchTerms.h), in `<log>-words` beside the log. All of it follows
/// from the log: it may be removed at any time and is then made anew, and what it says is checked
/// against the rows. Apart from the log so that no row waits for it: it follows on a thread of its
/// own, and rows that it has not come to yet are looked through one by one.
///
/// A trouble with it is never the log's: it gives up until the log is opened next, and searching
/// only takes longer.
class WordIndex {
public:
    /// `<log>-words`
    static std::filesystem::path fileOf(const std::filesystem::path& log);

    explicit WordIndex(std::filesystem::path log);
    ~WordIndex();
    WordIndex(const WordIndex&) = delete;
    WordIndex& operator=(const WordIndex&) = delete;

    /// There are rows up to this one. Any thread.
    void grown(int64_t lastSequence);

    /// Takes out what is known of rows that will be erased, before they are: it must never know
    /// more than the log. Any thread; waits for a batch that is being written.
    void forget(const std::vector<Row>& rows);

private:
    void run();
    bool follow();
    bool open();
    bool isOfThisLog() const;
    void begin();
    void remove();
    void add(const std::vector<Row>& rows);

    std::filesystem::path m_log;

    std::mutex m_fileMutex; // guards the database and who changes m_indexed
    std::unique_ptr<SQLite::Database> m_database;
    std::atomic<int64_t> m_indexed = 0;

    std::mutex m_mutex; // guards the next two
    std::condition_variable m_changed;
    int64_t m_last = 0;
    bool m_closing = false;

    std::thread m_thread; // last: it uses all of the above
};

/// What a reader finds in it.
class WordIndexReader {
public:
    /// Nothing when there is none that fits the log; `hashOf` gives the hash of a row of the log.
    static std::unique_ptr<WordIndexReader> open(const std::filesystem::path& log,
                                                 const std::function<std::string(int64_t)>& hashOf);
    ~WordIndexReader();
    WordIndexReader(const WordIndexReader&) = delete;
    WordIndexReader& operator=(const WordIndexReader&) = delete;

    /// The last row that it knows.
    int64_t indexed() const { return m_indexed; }
    /// Calls `take` with the rows after `after` that have all the words, until it gives false.
    /// Fails with "index_unreadable"; what was given before that is good.
    Result<void> each(const std::string& expression, int64_t after, bool newestFirst,
                      const std::function<bool(int64_t)>& take) const;

private:
    WordIndexReader(std::unique_ptr<SQLite::Database> database, int64_t indexed);
    std::unique_ptr<SQLite::Database> m_database;
    int64_t m_indexed;
};

} // namespace chaperone::audit
