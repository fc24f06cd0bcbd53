#include "../Figures.h"
#include "detect/LiteralIndex.h"
#include "detect/Scanner.h"
#include "evaluate/OrdinaryText.h"
#include "Patterns.h"
#include "resources/Detectors.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#if CHAPERONE_HYPERSCAN
#include <hs/hs.h>
#endif

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

/// Runs the engines that others build on over the same text, with our own patterns, in the same run
/// as our scanner: RE2::Set, FilteredRE2 over our literal index, and Hyperscan with offsets where
/// it is installed. All work in pieces of 4 KB on one core and say where each match begins and
/// ends.
namespace {

using namespace chaperone;

constexpr size_t kPiece = 4096;

struct Peer {
    std::vector<double> perPieceUs;
    size_t matches = 0;

    void report(bench::Figures& figures, const std::string& name) {
        if (perPieceUs.empty())
            return;
        double all = 0;
        for (const double us : perPieceUs)
            all += us;
        std::sort(perPieceUs.begin(), perPieceUs.end());
        const double bytes = static_cast<double>(perPieceUs.size() * kPiece);
        figures.add(name + "_mib_s", bytes / (1 << 20) / (all / 1e6));
        figures.add(name + "_4k_p50_us", perPieceUs[perPieceUs.size() / 2]);
        figures.add(name + "_4k_p99_us", perPieceUs[perPieceUs.size() * 99 / 100]);
    }
};

template<typename Scan>
Peer measure(const std::string& text, Scan scan) {
    Peer peer;
    for (size_t at = 0; at + kPiece <= text.size(); at += kPiece) {
        const std::string_view piece = std::string_view(text).substr(at, kPiece);
        peer.perPieceUs.push_back(bench::timedUs([&] { peer.matches += scan(piece); }));
    }
    return peer;
}

/// Where a pattern matches, from a first look that says only that it does.
size_t locate(const re2::RE2& expression, std::string_view text) {
    size_t found = 0;
    re2::StringPiece match;
    size_t from = 0;
    while (from < text.size() && expression.Match({text.data(), text.size()}, from, text.size(),
                                                  re2::RE2::UNANCHORED, &match, 1)) {
        ++found;
        from = static_cast<size_t>(match.data() - text.data()) + std::max<size_t>(match.size(), 1);
    }
    return found;
}

Peer measureSet(const std::vector<std::string>& patterns, const std::string& text) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(int64_t{256} << 20);
    re2::RE2::Set set(options, re2::RE2::UNANCHORED);
    std::vector<std::unique_ptr<re2::RE2>> each;
    for (const std::string& pattern : patterns) {
        if (set.Add(pattern, nullptr) >= 0)
            each.push_back(std::make_unique<re2::RE2>(pattern, options));
    }
    if (!set.Compile())
        return {};
    return measure(text, [&](std::string_view piece) {
        std::vector<int> hits;
        set.Match({piece.data(), piece.size()}, &hits);
        size_t found = 0;
        for (const int hit : hits)
            found += locate(*each[static_cast<size_t>(hit)], piece);
        return found;
    });
}

Peer measureFiltered(const std::vector<std::string>& patterns, const std::string& text) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    re2::FilteredRE2 filtered(3);
    for (const std::string& pattern : patterns) {
        int id = 0;
        filtered.Add(pattern, options, &id);
    }
    std::vector<std::string> atoms;
    filtered.Compile(&atoms);
    detect::LiteralIndex index;
    std::vector<detect::LiteralIndex::Literal> literals;
    for (size_t i = 0; i < atoms.size(); ++i)
        literals.push_back({atoms[i], true, static_cast<uint32_t>(i)});
    index.build(std::move(literals));
    return measure(text, [&](std::string_view piece) {
        std::vector<int> seen;
        index.scan(piece, 0, piece.size(), [&](const detect::LiteralIndex::Hit& hit) {
            seen.push_back(static_cast<int>(hit.detector));
            return true;
        });
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        std::vector<int> hits;
        filtered.AllMatches({piece.data(), piece.size()}, seen, &hits);
        size_t found = 0;
        for (const int hit : hits)
            found += locate(filtered.GetRE2(hit), piece);
        return found;
    });
}

#if CHAPERONE_HYPERSCAN

int count(unsigned /*id*/, unsigned long long /*from*/, unsigned long long /*to*/,
          unsigned /*flags*/, void* matches) {
    ++*static_cast<size_t*>(matches);
    return 0;
}

/// Some of our patterns are too large for it when it must say where they begin: they are left out.
bool takenByHyperscan(const std::string& pattern) {
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    const bool taken = hs_compile(pattern.c_str(), HS_FLAG_SOM_LEFTMOST, HS_MODE_BLOCK, nullptr,
                                  &database, &error) == HS_SUCCESS;
    hs_free_database(database);
    if (error)
        hs_free_compile_error(error);
    return taken;
}

Peer measureHyperscan(const std::vector<std::string>& patterns, const std::string& text) {
    std::vector<const char*> expressions;
    for (const std::string& pattern : patterns) {
        if (takenByHyperscan(pattern))
            expressions.push_back(pattern.c_str());
    }
    const std::vector<unsigned> flags(expressions.size(), HS_FLAG_SOM_LEFTMOST);
    std::vector<unsigned> ids(expressions.size());
    std::iota(ids.begin(), ids.end(), 0);
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), ids.data(),
                         static_cast<unsigned>(expressions.size()), HS_MODE_BLOCK, nullptr,
                         &database, &error) != HS_SUCCESS) {
        std::fprintf(stderr, "Hyperscan: %s\n", error->message);
        hs_free_compile_error(error);
        return {};
    }
    hs_scratch_t* scratch = nullptr;
    hs_alloc_scratch(database, &scratch);
    Peer peer = measure(text, [&](std::string_view piece) {
        size_t matches = 0;
        hs_scan(database, piece.data(), static_cast<unsigned>(piece.size()), 0, scratch, count,
                &matches);
        return matches;
    });
    hs_free_scratch(scratch);
    hs_free_database(database);
    return peer;
}

#endif

} // namespace

int main() {
    const std::string text = evaluate::ordinaryText(size_t{8} << 20);
    const std::string some = text.substr(0, size_t{1} << 20); // enough for the slow ones
    const std::vector<std::string> patterns = bench::patternsOfDetectors();
    bench::Figures figures;
    figures.add("peer_patterns", static_cast<double>(patterns.size()));
    auto rules = detect::RuleSet::build(resources::detectorFiles());
    if (!rules)
        return 1;
    const detect::Scanner scanner(std::move(rules).value());
    measure(text, [&](std::string_view piece) {
        return scanner.scan(piece).findings.size();
    }).report(figures, "peer_none_ours");
    measureSet(patterns, some).report(figures, "peer_re2_set");
    measureFiltered(patterns, some).report(figures, "peer_filtered_re2");
#if CHAPERONE_HYPERSCAN
    measureHyperscan(patterns, text).report(figures, "peer_hyperscan");
#endif
    figures.end();
    return 0;
}
