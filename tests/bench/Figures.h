#pragma once

#include <cstdio>
#include <ctime>
#include <string>

namespace chaperone::bench {

/// Processor time of this program in microseconds: what others do on the machine does not count.
template<typename Work>
double timedUs(Work work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC;
}

/// The figures as one flat JSON object on standard output.
class Figures {
public:
    void add(const std::string& name, double value) {
        std::printf("%s\"%s\": %.2f", m_first ? "{" : ", ", name.c_str(), value);
        m_first = false;
    }
    void end() const { std::puts("}"); }

private:
    bool m_first = true;
};

} // namespace chaperone::bench
