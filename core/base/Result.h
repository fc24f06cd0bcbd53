#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace chaperone {

/// What went wrong, said to a person: what happened and, where there is one, what to do next.
/// `code` is a stable lower_snake_case name that programs may test; `message` is free to change.
struct Error {
    std::string code;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or the reason why there is none. Errors travel as values; nothing is thrown across a
/// module's border. Not thread-safe, as cheap to move as T.
template<typename T>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return assertOk(), std::get<0>(m_state); }
    const T& value() const& { return assertOk(), std::get<0>(m_state); }
    T&& value() && { return assertOk(), std::get<0>(std::move(m_state)); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    const Error& error() const {
        assert(!ok());
        return std::get<1>(m_state);
    }

private:
    void assertOk() const { assert(ok()); }

    std::variant<T, Error> m_state;
};

/// A Result without a value: `return {};` is success.
template<>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error& error() const {
        assert(!m_ok);
        return m_error;
    }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace chaperone
