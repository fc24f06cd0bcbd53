#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chaperone {

/// Bytes of a key: movable, never copied by accident, overwritten with zeros when they go.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(size_t sizeBytes) : m_bytes(sizeBytes) {}
    explicit SecretBytes(std::span<const uint8_t> bytes) : m_bytes(bytes.begin(), bytes.end()) {}
    SecretBytes(SecretBytes&& other) noexcept : m_bytes(std::move(other.m_bytes)) {}
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { wipe(); }

    SecretBytes clone() const { return SecretBytes(view()); }
    std::span<const uint8_t> view() const { return m_bytes; }
    std::span<uint8_t> bytes() { return m_bytes; }
    size_t size() const { return m_bytes.size(); }

private:
    void wipe() noexcept;

    std::vector<uint8_t> m_bytes;
};

} // namespace chaperone
