#include "wlr-data-control-unstable-v1-client-protocol.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <unistd.h>

#include <wayland-client.h>

/// Owns the Wayland clipboard without a window, as a password manager might, and reports on stdout
/// each format that is asked of it: wayland_owner FORMAT=TEXT... ; "@N" as a text stands for N
/// bytes, "@never" for an answer that does not come.
namespace {

std::map<std::string, std::string> contents;
wl_seat* seat = nullptr;
zwlr_data_control_manager_v1* manager = nullptr;
bool lost = false;

void addGlobal(void*, wl_registry* registry, uint32_t name, const char* interface, uint32_t) {
    if (std::strcmp(interface, wl_seat_interface.name) == 0) {
        seat = static_cast<wl_seat*>(wl_registry_bind(registry, name, &wl_seat_interface, 1));
    } else if (std::strcmp(interface, zwlr_data_control_manager_v1_interface.name) == 0) {
        manager = static_cast<zwlr_data_control_manager_v1*>(
            wl_registry_bind(registry, name, &zwlr_data_control_manager_v1_interface, 1));
    }
}
void removeGlobal(void*, wl_registry*, uint32_t) {}

void send(void*, zwlr_data_control_source_v1*, const char* format, int fd) {
    std::printf("asked %s\n", format);
    std::fflush(stdout);
    const std::string& text = contents[format];
    if (text == "@never") {
        return; // and the pipe stays open
    }
    const std::string bytes =
        !text.empty() && text[0] == '@' ? std::string(std::stoul(text.substr(1)), 'x') : text;
    for (size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = write(fd, bytes.data() + sent, bytes.size() - sent);
        if (count <= 0) {
            break; // the reader has seen enough
        }
        sent += static_cast<size_t>(count);
    }
    close(fd);
}
void cancelled(void*, zwlr_data_control_source_v1*) {
    lost = true;
}

constexpr wl_registry_listener kRegistry{addGlobal, removeGlobal};
constexpr zwlr_data_control_source_v1_listener kSource{send, cancelled};

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    wl_display* display = wl_display_connect(nullptr);
    if (display == nullptr) {
        return 1;
    }
    wl_registry_add_listener(wl_display_get_registry(display), &kRegistry, nullptr);
    wl_display_roundtrip(display);
    if (manager == nullptr || seat == nullptr) {
        return 1;
    }
    auto* source = zwlr_data_control_manager_v1_create_data_source(manager);
    zwlr_data_control_source_v1_add_listener(source, &kSource, nullptr);
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const size_t split = argument.rfind('=');
        contents[argument.substr(0, split)] = argument.substr(split + 1);
        zwlr_data_control_source_v1_offer(source, argument.substr(0, split).c_str());
    }
    auto* device = zwlr_data_control_manager_v1_get_data_device(manager, seat);
    zwlr_data_control_device_v1_set_selection(device, source);
    wl_display_roundtrip(display);
    std::printf("owned\n");
    std::fflush(stdout);
    while (!lost && wl_display_dispatch(display) >= 0) {
    }
    return 0;
}
