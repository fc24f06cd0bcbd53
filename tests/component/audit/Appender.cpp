#include "audit/AuditLog.h"

#include <iostream>
#include <string>

// A writer for the tests to kill: `audit_appender LOG` appends without end and prints the sequence
// of each row once it is acknowledged. `audit_appender LOG hold` appends one row and waits for its
// stdin to end. A log that does not open is said by its error's code, and exit 1.
using namespace chaperone;
using namespace chaperone::audit;

namespace {

void say(const std::string& word) {
    std::cout << word << std::endl; // flushed: what is printed has left the process
}

void acknowledge(const Result<Row>& row) {
    say(row ? std::to_string(row->sequence) : row.error().code);
}

Entry entry(uint64_t number) {
    return {number % 2 == 0 ? Kind::Verdict : Kind::Outcome, "i-" + std::to_string(number / 2),
            R"({"channel":"paste","findings":[)" + std::string(number % 700, ' ') + "]}"};
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        return 2;
    }
    const auto log = AuditLog::open(argv[1], std::make_shared<SystemClock>());
    if (!log) {
        say(log.error().code);
        return 1;
    }
    const bool hold = argc > 2;
    for (uint64_t number = 0; !hold || number == 0; ++number) {
        (*log)->append(entry(number), acknowledge);
        if (number % 5 == 4) { // small groups: more moments to be killed at
            (*log)->flush();
        }
    }
    (*log)->flush();
    std::string line;
    std::getline(std::cin, line);
    return 0;
}
