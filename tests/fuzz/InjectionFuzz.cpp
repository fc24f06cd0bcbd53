// Text for the model of attacks, and the model's own file: any bytes are read to the end, and what
// is found lies within them.
#include "injection/Injection.h"
#include "resources/Resources.h"

#include <cstdlib>

using namespace chaperone;

namespace {

const injection::Injection& analyser() {
    static const injection::Injection one = [] {
        auto lexicon =
            injection::Lexicon::parse("lexicon.toml", resources::text("injection/lexicon.toml"));
        auto model = injection::Model::read(resources::text("models/injection.bin"));
        if (!lexicon || !model)
            std::abort();
        return injection::Injection(std::move(*lexicon), std::move(*model));
    }();
    return one;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<detect::Finding> found;
    analyser().analyse(text, found);
    for (const auto& finding : found) {
        if (finding.start >= finding.end || finding.end > text.size())
            std::abort();
    }
    (void)injection::Model::read(text);
    return 0;
}
