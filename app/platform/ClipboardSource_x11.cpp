#include "platform/ClipboardSource_linux.h"
#include "platform/StagedClipboardSource.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <xcb/res.h>
#include <xcb/xcb.h>
#include <xcb/xfixes.h>

// ICCCM 2 describes selections, INCR transfers (2.7.2) and TARGETS; the X Fixes protocol, version
// 1, the notification; the X Resource protocol, version 1.2, the owner's process id.
namespace chaperone::platform {
namespace {

template<typename T>
struct Freed {
    void operator()(T* pointer) const { std::free(pointer); }
};
template<typename T>
using Owned = std::unique_ptr<T, Freed<T>>;

template<typename T>
Owned<T> owned(T* pointer) {
    return Owned<T>(pointer);
}

struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};
using Connection = std::unique_ptr<xcb_connection_t, Disconnect>;

constexpr uint32_t kMaxTargets = 1024;

std::string latin1ToUtf8(const std::string& latin1) {
    std::string utf8;
    utf8.reserve(latin1.size());
    for (const char c : latin1) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
        } else {
            utf8 += static_cast<char>(0xC0 | (byte >> 6));
            utf8 += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return utf8;
}

std::string programOf(uint32_t pid) {
    std::error_code failure;
    const auto link = std::filesystem::path("/proc") / std::to_string(pid) / "exe";
    return std::filesystem::read_symlink(link, failure).filename().string();
}

class X11ClipboardSource final : public StagedClipboardSource {
public:
    X11ClipboardSource(Connection connection, xcb_screen_t* screen, uint8_t firstXfixesEvent);

    Reach reach() const override { return m_lost ? Reach::NotConnected : Reach::Background; }
    void start() override;
    void announceCurrent() override;

protected:
    void fetchFormats() override;
    void fetch(const std::string& format, size_t maxBytes) override;
    void abandon() override;

private:
    /// One request to the owner. It has its own window: destroying that ends the request, also for
    /// an owner that is in the middle of a long answer.
    struct Request {
        xcb_window_t window = XCB_NONE;
        xcb_atom_t target = XCB_ATOM_NONE;
        size_t maxBytes = 0;
        bool incremental = false;
        bool latin1 = false;
        std::string bytes;
    };

    xcb_atom_t atom(const std::string& name);
    std::vector<std::string> namesOf(const std::vector<xcb_atom_t>& atoms);
    std::optional<uint32_t> processOf(xcb_window_t window);
    xcb_window_t createWindow();
    void request(xcb_atom_t target, size_t maxBytes);
    void takeEvents();
    void takeEvent(const xcb_generic_event_t& event);
    void takeOwner(xcb_window_t owner, xcb_timestamp_t time);
    void takeAnswer(const xcb_selection_notify_event_t& event);
    void takeChunk(const xcb_property_notify_event_t& event);
    void takeProperty();
    void takeTargets(const xcb_get_property_reply_t& reply);
    void finish(Status status);
    void lose();

    Connection m_connection;
    xcb_window_t m_root;
    xcb_window_t m_watcher;
    uint8_t m_firstXfixesEvent;
    std::map<std::string, xcb_atom_t> m_atoms;
    std::map<xcb_atom_t, std::string> m_names;
    xcb_timestamp_t m_ownedSince = XCB_CURRENT_TIME;
    std::optional<Request> m_request;
    std::unique_ptr<QSocketNotifier> m_readable;
    bool m_lost = false;
};

X11ClipboardSource::X11ClipboardSource(Connection connection, xcb_screen_t* screen,
                                       uint8_t firstXfixesEvent)
    : m_connection(std::move(connection))
    , m_root(screen->root)
    , m_watcher(createWindow())
    , m_firstXfixesEvent(firstXfixesEvent) {
    const int fd = xcb_get_file_descriptor(m_connection.get());
    m_readable = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { takeEvents(); });
}

void X11ClipboardSource::start() {
    const uint32_t events = XCB_XFIXES_SELECTION_EVENT_MASK_SET_SELECTION_OWNER |
                            XCB_XFIXES_SELECTION_EVENT_MASK_SELECTION_WINDOW_DESTROY |
                            XCB_XFIXES_SELECTION_EVENT_MASK_SELECTION_CLIENT_CLOSE;
    const auto cookie = xcb_xfixes_select_selection_input_checked(m_connection.get(), m_watcher,
                                                                  atom("CLIPBOARD"), events);
    // Waits for the server's answer: a copy right after this is not missed.
    if (owned(xcb_request_check(m_connection.get(), cookie)) != nullptr) {
        lose();
    }
    QMetaObject::invokeMethod(
        this, [this] { takeEvents(); }, Qt::QueuedConnection);
}

void X11ClipboardSource::announceCurrent() {
    const auto cookie = xcb_get_selection_owner(m_connection.get(), atom("CLIPBOARD"));
    const auto reply = owned(xcb_get_selection_owner_reply(m_connection.get(), cookie, nullptr));
    takeOwner(reply ? reply->owner : xcb_window_t{XCB_NONE}, XCB_CURRENT_TIME);
    if (!reply || reply->owner == XCB_NONE) {
        formatsKnown({});
    }
    QMetaObject::invokeMethod(
        this, [this] { takeEvents(); }, Qt::QueuedConnection);
}

xcb_atom_t X11ClipboardSource::atom(const std::string& name) {
    if (const auto known = m_atoms.find(name); known != m_atoms.end()) {
        return known->second;
    }
    const auto cookie =
        xcb_intern_atom(m_connection.get(), 0, static_cast<uint16_t>(name.size()), name.c_str());
    const auto reply = owned(xcb_intern_atom_reply(m_connection.get(), cookie, nullptr));
    const xcb_atom_t atom = reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    m_atoms[name] = atom;
    return atom;
}

std::vector<std::string> X11ClipboardSource::namesOf(const std::vector<xcb_atom_t>& atoms) {
    std::vector<std::pair<xcb_atom_t, xcb_get_atom_name_cookie_t>> asked;
    for (const xcb_atom_t atom : atoms) {
        if (m_names.find(atom) == m_names.end()) {
            asked.emplace_back(atom, xcb_get_atom_name(m_connection.get(), atom));
        }
    }
    for (const auto& [atom, cookie] : asked) {
        const auto reply = owned(xcb_get_atom_name_reply(m_connection.get(), cookie, nullptr));
        if (reply) {
            m_names[atom] =
                std::string(xcb_get_atom_name_name(reply.get()),
                            static_cast<size_t>(xcb_get_atom_name_name_length(reply.get())));
        }
    }
    std::vector<std::string> names;
    names.reserve(atoms.size());
    for (const xcb_atom_t atom : atoms) {
        names.push_back(m_names[atom]);
    }
    return names;
}

std::optional<uint32_t> X11ClipboardSource::processOf(xcb_window_t window) {
    if (window == XCB_NONE) {
        return std::nullopt; // XRes takes 0 for an unrelated client instead of refusing it
    }
    const xcb_res_client_id_spec_t wanted{window, XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID};
    const auto cookie = xcb_res_query_client_ids(m_connection.get(), 1, &wanted);
    const auto reply = owned(xcb_res_query_client_ids_reply(m_connection.get(), cookie, nullptr));
    if (!reply) {
        return std::nullopt;
    }
    auto ids = xcb_res_query_client_ids_ids_iterator(reply.get());
    for (; ids.rem > 0; xcb_res_client_id_value_next(&ids)) {
        if ((ids.data->spec.mask & XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID) != 0 &&
            xcb_res_client_id_value_value_length(ids.data) > 0) {
            return *xcb_res_client_id_value_value(ids.data);
        }
    }
    return std::nullopt;
}

xcb_window_t X11ClipboardSource::createWindow() {
    const xcb_window_t window = xcb_generate_id(m_connection.get());
    const uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_create_window(m_connection.get(), XCB_COPY_FROM_PARENT, window, m_root, -1, -1, 1, 1, 0,
                      XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK,
                      &events);
    return window;
}

void X11ClipboardSource::fetchFormats() {
    request(atom("TARGETS"), kMaxTargets * sizeof(xcb_atom_t));
}

void X11ClipboardSource::fetch(const std::string& format, size_t maxBytes) {
    request(atom(format), maxBytes);
}

void X11ClipboardSource::request(xcb_atom_t target, size_t maxBytes) {
    m_request = Request();
    m_request->window = createWindow();
    m_request->target = target;
    m_request->maxBytes = maxBytes;
    xcb_convert_selection(m_connection.get(), m_request->window, atom("CLIPBOARD"), target,
                          atom("CHAPERONE_TRANSFER"), m_ownedSince);
    xcb_flush(m_connection.get());
    QMetaObject::invokeMethod(
        this, [this] { takeEvents(); }, Qt::QueuedConnection);
}

void X11ClipboardSource::abandon() {
    if (m_request) {
        xcb_destroy_window(m_connection.get(), m_request->window);
        xcb_flush(m_connection.get());
        m_request.reset();
    }
}

void X11ClipboardSource::takeEvents() {
    while (const auto event = owned(xcb_poll_for_event(m_connection.get()))) {
        takeEvent(*event);
    }
    if (xcb_connection_has_error(m_connection.get()) != 0) {
        lose();
    }
}

void X11ClipboardSource::takeEvent(const xcb_generic_event_t& event) {
    const auto type = static_cast<uint8_t>(event.response_type & 0x7F);
    if (type == m_firstXfixesEvent + XCB_XFIXES_SELECTION_NOTIFY) {
        const auto& change = reinterpret_cast<const xcb_xfixes_selection_notify_event_t&>(event);
        takeOwner(change.owner, change.selection_timestamp);
    } else if (type == XCB_SELECTION_NOTIFY) {
        takeAnswer(reinterpret_cast<const xcb_selection_notify_event_t&>(event));
    } else if (type == XCB_PROPERTY_NOTIFY) {
        takeChunk(reinterpret_cast<const xcb_property_notify_event_t&>(event));
    }
}

void X11ClipboardSource::takeOwner(xcb_window_t owner, xcb_timestamp_t time) {
    if (owner == XCB_NONE) {
        ownerGone();
        return;
    }
    m_ownedSince = time;
    const auto pid = processOf(owner);
    const bool own = pid && *pid == static_cast<uint32_t>(getpid());
    ownerChanged(own, pid ? programOf(*pid) : std::string());
}

void X11ClipboardSource::takeAnswer(const xcb_selection_notify_event_t& event) {
    if (!m_request || event.requestor != m_request->window) {
        return;
    }
    if (event.property == XCB_NONE) {
        finish(Status::Gone);
        return;
    }
    takeProperty();
}

void X11ClipboardSource::takeChunk(const xcb_property_notify_event_t& event) {
    const bool ours = m_request && event.window == m_request->window && m_request->incremental;
    if (ours && event.state == XCB_PROPERTY_NEW_VALUE && event.atom == atom("CHAPERONE_TRANSFER")) {
        takeProperty();
    }
}

void X11ClipboardSource::takeProperty() {
    const size_t room = m_request->maxBytes - m_request->bytes.size();
    const auto cookie =
        xcb_get_property(m_connection.get(), 1, m_request->window, atom("CHAPERONE_TRANSFER"),
                         XCB_GET_PROPERTY_TYPE_ANY, 0, static_cast<uint32_t>(room / 4 + 1));
    const auto reply = owned(xcb_get_property_reply(m_connection.get(), cookie, nullptr));
    if (!reply) {
        finish(Status::Gone);
        return;
    }
    if (reply->type == atom("INCR")) { // deleting the property asked for the first chunk
        m_request->incremental = true;
        return;
    }
    if (m_request->target == atom("TARGETS")) {
        takeTargets(*reply);
        return;
    }
    const auto size = static_cast<size_t>(xcb_get_property_value_length(reply.get()));
    if (reply->bytes_after > 0 || size > room) {
        finish(Status::TooLarge);
        return;
    }
    m_request->latin1 = reply->type == XCB_ATOM_STRING;
    m_request->bytes.append(static_cast<const char*>(xcb_get_property_value(reply.get())), size);
    if (!m_request->incremental || size == 0) {
        finish(Status::Complete);
    }
}

void X11ClipboardSource::takeTargets(const xcb_get_property_reply_t& reply) {
    std::vector<xcb_atom_t> atoms;
    if (reply.format == 32) {
        const auto* first = static_cast<const xcb_atom_t*>(xcb_get_property_value(&reply));
        const auto count =
            static_cast<size_t>(xcb_get_property_value_length(&reply)) / sizeof(xcb_atom_t);
        atoms.assign(first, first + std::min<size_t>(count, kMaxTargets));
    }
    abandon();
    formatsKnown(namesOf(atoms));
}

void X11ClipboardSource::finish(Status status) {
    std::string bytes = std::exchange(m_request->bytes, {});
    const bool latin1 = m_request->latin1;
    abandon();
    if (status != Status::Complete) {
        bytes.clear();
    }
    fetched(status, latin1 ? latin1ToUtf8(bytes) : std::move(bytes));
}

void X11ClipboardSource::lose() {
    m_readable->setEnabled(false);
    if (!m_lost) {
        m_lost = true;
        ownerGone();
        Q_EMIT reachChanged();
    }
}

/// Number of the first XFixes event; nothing when the server has no XFixes.
std::optional<uint8_t> agreeOnExtensions(xcb_connection_t* connection) {
    const auto* xfixes = xcb_get_extension_data(connection, &xcb_xfixes_id);
    if (xfixes == nullptr || xfixes->present == 0) {
        return std::nullopt;
    }
    const auto version = xcb_xfixes_query_version(connection, 1, 0);
    owned(xcb_xfixes_query_version_reply(connection, version, nullptr));
    const auto resources = xcb_res_query_version(connection, 1, 2);
    owned(xcb_res_query_version_reply(connection, resources, nullptr));
    return xfixes->first_event;
}

} // namespace

std::unique_ptr<ClipboardSource> watchX11() {
    int screenNumber = 0;
    Connection connection(xcb_connect(nullptr, &screenNumber));
    if (xcb_connection_has_error(connection.get()) != 0) {
        return nullptr;
    }
    const auto firstEvent = agreeOnExtensions(connection.get());
    auto screens = xcb_setup_roots_iterator(xcb_get_setup(connection.get()));
    for (; screenNumber > 0 && screens.rem > 1; --screenNumber) {
        xcb_screen_next(&screens);
    }
    if (!firstEvent || screens.rem == 0) {
        return nullptr;
    }
    return std::make_unique<X11ClipboardSource>(std::move(connection), screens.data, *firstEvent);
}

} // namespace chaperone::platform
