#include "host/Caller.h"
#include "host/Relay.h"

#include "protocol/Endpoint.h"

/// chaperone-host: what a browser starts to talk to Chaperone. It takes frames on stdin, gives
/// frames on stdout, and passes both between the browser and the agent.
int main(int argc, char** argv) {
    using namespace chaperone;
    const std::vector<std::string_view> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    const host::Invocation invocation = host::readArguments(arguments);
    return host::relay(invocation, currentEndpoint(invocation.profile));
}
