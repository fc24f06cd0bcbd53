#include "platform/ClipboardSource_linux.h"
#include "platform/StagedClipboardSource.h"

#include "ext-data-control-v1-client-protocol.h"
#include "wlr-data-control-unstable-v1-client-protocol.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <wayland-client.h>

namespace chaperone::platform {
namespace {

// The two protocols are alike message for message; these give their C functions one name.
struct Ext {
    using Manager = ext_data_control_manager_v1;
    using Device = ext_data_control_device_v1;
    using Offer = ext_data_control_offer_v1;
    using DeviceListener = ext_data_control_device_v1_listener;
    using OfferListener = ext_data_control_offer_v1_listener;
    static constexpr const wl_interface* kManager = &ext_data_control_manager_v1_interface;
    static constexpr auto device = ext_data_control_manager_v1_get_data_device;
    static constexpr auto listenDevice = ext_data_control_device_v1_add_listener;
    static constexpr auto listenOffer = ext_data_control_offer_v1_add_listener;
    static constexpr auto receive = ext_data_control_offer_v1_receive;
    static constexpr auto destroyOffer = ext_data_control_offer_v1_destroy;
    static constexpr auto destroyDevice = ext_data_control_device_v1_destroy;
    static constexpr auto destroyManager = ext_data_control_manager_v1_destroy;
};

struct Wlr {
    using Manager = zwlr_data_control_manager_v1;
    using Device = zwlr_data_control_device_v1;
    using Offer = zwlr_data_control_offer_v1;
    using DeviceListener = zwlr_data_control_device_v1_listener;
    using OfferListener = zwlr_data_control_offer_v1_listener;
    static constexpr const wl_interface* kManager = &zwlr_data_control_manager_v1_interface;
    static constexpr auto device = zwlr_data_control_manager_v1_get_data_device;
    static constexpr auto listenDevice = zwlr_data_control_device_v1_add_listener;
    static constexpr auto listenOffer = zwlr_data_control_offer_v1_add_listener;
    static constexpr auto receive = zwlr_data_control_offer_v1_receive;
    static constexpr auto destroyOffer = zwlr_data_control_offer_v1_destroy;
    static constexpr auto destroyDevice = zwlr_data_control_device_v1_destroy;
    static constexpr auto destroyManager = zwlr_data_control_manager_v1_destroy;
};

constexpr size_t kMaxFormats = 1024;

class FileDescriptor {
public:
    explicit FileDescriptor(int fd = -1) : m_fd(fd) {}
    ~FileDescriptor() { reset(); }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    int get() const { return m_fd; }
    void reset(int fd = -1) {
        if (m_fd >= 0) {
            close(m_fd);
        }
        m_fd = fd;
    }

private:
    int m_fd;
};

struct Disconnect {
    void operator()(wl_display* display) const { wl_display_disconnect(display); }
};
using Display = std::unique_ptr<wl_display, Disconnect>;

/// What the compositor has of what we need; names are those of its registry.
struct Globals {
    wl_seat* seat = nullptr;
    uint32_t ext = 0;
    uint32_t wlr = 0;

    static void add(void* data, wl_registry* registry, uint32_t name, const char* interface,
                    uint32_t version);
    static void remove(void*, wl_registry*, uint32_t) {}
};

void Globals::add(void* data, wl_registry* registry, uint32_t name, const char* interface,
                  uint32_t /*version*/) {
    auto* globals = static_cast<Globals*>(data);
    if (std::strcmp(interface, wl_seat_interface.name) == 0 && globals->seat == nullptr) {
        globals->seat =
            static_cast<wl_seat*>(wl_registry_bind(registry, name, &wl_seat_interface, 1));
    } else if (std::strcmp(interface, Ext::kManager->name) == 0) {
        globals->ext = name;
    } else if (std::strcmp(interface, Wlr::kManager->name) == 0) {
        globals->wlr = name;
    }
}

constexpr wl_registry_listener kRegistryListener{Globals::add, Globals::remove};

template<typename Protocol>
class WaylandClipboardSource final : public StagedClipboardSource {
public:
    WaylandClipboardSource(Display display, wl_seat* seat, typename Protocol::Manager* manager)
        : m_display(std::move(display))
        , m_seat(seat)
        , m_manager(manager) {}
    ~WaylandClipboardSource() override;

    Reach reach() const override { return m_lost ? Reach::NotConnected : Reach::Background; }
    void start() override;
    void announceCurrent() override;

protected:
    void fetchFormats() override { formatsKnown(m_formats); }
    void fetch(const std::string& format, size_t maxBytes) override;
    void abandon() override;

private:
    using Offer = typename Protocol::Offer;
    using Device = typename Protocol::Device;

    static WaylandClipboardSource* self(void* data) {
        return static_cast<WaylandClipboardSource*>(data);
    }
    static void takeNewOffer(void* data, Device* device, Offer* offer);
    static void takeFormat(void* data, Offer* offer, const char* format);
    static void takeSelection(void* data, Device* device, Offer* offer);
    static void takePrimary(void* data, Device* device, Offer* offer);
    static void takeFinished(void* data, Device* device) {
        (void)device;
        self(data)->lose();
    }
    static constexpr typename Protocol::DeviceListener kDeviceListener{takeNewOffer, takeSelection,
                                                                       takeFinished, takePrimary};
    static constexpr typename Protocol::OfferListener kOfferListener{takeFormat};

    void takeEvents();
    void takeBytes();
    void lose();

    Display m_display;
    wl_seat* m_seat;
    typename Protocol::Manager* m_manager;
    Device* m_device = nullptr;
    Offer* m_offer = nullptr;           ///< of the clipboard
    Offer* m_introduced = nullptr;      ///< named, its role not yet known
    std::vector<std::string> m_formats; ///< of m_offer
    std::vector<std::string> m_introducedFormats;
    FileDescriptor m_pipe;
    size_t m_maxBytes = 0;
    std::string m_bytes;
    std::unique_ptr<QSocketNotifier> m_pipeReadable;
    std::unique_ptr<QSocketNotifier> m_readable;
    bool m_announcing = false; ///< the first selection is what was copied before the start
    bool m_lost = false;
};

template<typename Protocol>
WaylandClipboardSource<Protocol>::~WaylandClipboardSource() {
    m_readable.reset();
    m_pipeReadable.reset();
    for (Offer* offer : {m_offer, m_introduced}) {
        if (offer != nullptr) {
            Protocol::destroyOffer(offer);
        }
    }
    if (m_device != nullptr) {
        Protocol::destroyDevice(m_device);
    }
    Protocol::destroyManager(m_manager);
    wl_seat_destroy(m_seat);
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::start() {
    m_device = Protocol::device(m_manager, m_seat);
    Protocol::listenDevice(m_device, &kDeviceListener, this);
    wl_display_roundtrip(m_display.get());
    m_announcing = true;
    m_readable = std::make_unique<QSocketNotifier>(wl_display_get_fd(m_display.get()),
                                                   QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { takeEvents(); });
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::announceCurrent() {
    if (m_offer == nullptr) {
        ownerGone();
        formatsKnown({});
        return;
    }
    ownerChanged(false, {});
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takeEvents() {
    if (wl_display_prepare_read(m_display.get()) == 0) {
        wl_display_read_events(m_display.get());
    }
    if (wl_display_dispatch_pending(m_display.get()) < 0) {
        lose();
        return;
    }
    wl_display_flush(m_display.get());
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takeNewOffer(void* data, Device* /*device*/, Offer* offer) {
    auto* source = self(data);
    if (source->m_introduced != nullptr) {
        Protocol::destroyOffer(source->m_introduced);
    }
    source->m_introduced = offer;
    source->m_introducedFormats.clear();
    Protocol::listenOffer(offer, &kOfferListener, data);
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takeFormat(void* data, Offer* offer, const char* format) {
    auto* source = self(data);
    if (offer == source->m_introduced && source->m_introducedFormats.size() < kMaxFormats) {
        source->m_introducedFormats.emplace_back(format);
    }
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takeSelection(void* data, Device* /*device*/, Offer* offer) {
    auto* source = self(data);
    source->abandon();
    if (source->m_offer != nullptr) {
        Protocol::destroyOffer(source->m_offer);
    }
    source->m_offer = offer;
    source->m_introduced = nullptr;
    source->m_formats = std::move(source->m_introducedFormats);
    source->m_introducedFormats.clear();
    if (offer == nullptr) {
        source->ownerGone();
    } else if (source->m_announcing) {
        source->ownerChanged(false, {});
    }
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takePrimary(void* data, Device* /*device*/, Offer* offer) {
    auto* source = self(data); // the selection under the mouse is nobody's paste yet
    if (offer != nullptr) {
        Protocol::destroyOffer(offer);
        source->m_introduced = nullptr;
    }
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::fetch(const std::string& format, size_t maxBytes) {
    std::array<int, 2> ends{-1, -1};
    if (m_offer == nullptr || pipe2(ends.data(), O_CLOEXEC) != 0) {
        fetched(Status::Gone, {});
        return;
    }
    m_pipe.reset(ends[0]);
    fcntl(m_pipe.get(), F_SETFL, O_NONBLOCK); // ours only: the writer may rely on blocking
    Protocol::receive(m_offer, format.c_str(), ends[1]);
    wl_display_flush(m_display.get());
    close(ends[1]);
    m_maxBytes = maxBytes;
    m_bytes.clear();
    m_pipeReadable = std::make_unique<QSocketNotifier>(m_pipe.get(), QSocketNotifier::Read);
    connect(m_pipeReadable.get(), &QSocketNotifier::activated, this, [this] { takeBytes(); });
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::abandon() {
    if (m_pipeReadable) {
        m_pipeReadable->setEnabled(false);
        m_pipeReadable.release()->deleteLater(); // we may be inside its signal
    }
    m_pipe.reset();
    m_bytes.clear();
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::takeBytes() {
    std::array<char, size_t{64} * 1024> chunk{};
    const ssize_t count = read(m_pipe.get(), chunk.data(), chunk.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (count > 0 && m_bytes.size() + static_cast<size_t>(count) <= m_maxBytes) {
        m_bytes.append(chunk.data(), static_cast<size_t>(count));
        return;
    }
    std::string bytes = std::move(m_bytes);
    abandon();
    if (count == 0) {
        fetched(Status::Complete, std::move(bytes));
    } else {
        fetched(count > 0 ? Status::TooLarge : Status::Gone, {});
    }
}

template<typename Protocol>
void WaylandClipboardSource<Protocol>::lose() {
    if (m_readable) {
        m_readable->setEnabled(false);
    }
    if (!m_lost) {
        m_lost = true;
        ownerGone();
        Q_EMIT reachChanged();
    }
}

template<typename Protocol>
std::unique_ptr<ClipboardSource> watch(Display display, wl_registry* registry, wl_seat* seat,
                                       uint32_t name) {
    auto* manager = static_cast<typename Protocol::Manager*>(
        wl_registry_bind(registry, name, Protocol::kManager, 1));
    wl_registry_destroy(registry);
    return std::make_unique<WaylandClipboardSource<Protocol>>(std::move(display), seat, manager);
}

} // namespace

std::unique_ptr<ClipboardSource> watchWayland() {
    Display display(wl_display_connect(nullptr));
    if (!display) {
        return nullptr;
    }
    Globals globals;
    wl_registry* registry = wl_display_get_registry(display.get());
    wl_registry_add_listener(registry, &kRegistryListener, &globals);
    wl_display_roundtrip(display.get());
    if (globals.seat != nullptr && globals.ext != 0) {
        return watch<Ext>(std::move(display), registry, globals.seat, globals.ext);
    }
    if (globals.seat != nullptr && globals.wlr != 0) {
        return watch<Wlr>(std::move(display), registry, globals.seat, globals.wlr);
    }
    if (globals.seat != nullptr) {
        wl_seat_destroy(globals.seat);
    }
    wl_registry_destroy(registry);
    return nullptr;
}

} // namespace chaperone::platform
