#include "detect/RuleSet.h"

#include "detect/Characters.h"
#include "detect/Compiled.h"
#include "detect/Examples.h"

#include <algorithm>
#include <set>

namespace chaperone::detect {
namespace {

Error refused(const DetectorSpec& spec, const std::string& why) {
    return {"bad_detector", spec.file + ":" + std::to_string(spec.line) + ": The detector \"" +
                                spec.id + "\" " + why};
}

bool isDottedName(std::string_view text) {
    const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
        return isLower(c) || isDigit(c) || c == '_' || c == '.' || c == '+' || c == '#' || c == '-';
    });
    return letters && !text.empty() && isLower(text.front()) && text.back() != '.' &&
           text.find("..") == std::string_view::npos;
}

bool isKnownType(std::string_view type) {
    static constexpr std::string_view kFamilies[] = {
        "pii.",    "business.", "fin.",   "phi.",        "secret.",    "net.",
        "device.", "geo.",      "code.",  "marking.",    "injection.", "hidden.",
        "reply.",  "custom.",   "exact.", "fingerprint."};
    return isDottedName(type) &&
           std::any_of(std::begin(kFamilies), std::end(kFamilies),
                       [&](std::string_view f) { return type.starts_with(f); });
}

/// What starts the detector must be there, once, and fit its matcher.
Result<void> checkTrigger(const DetectorSpec& spec, const Matcher* matcher) {
    const bool literals = !spec.literals.empty();
    const bool shapes = !spec.shapes.empty();
    if (literals && shapes)
        return refused(spec, "has literals and shapes; make it two.");
    const Trigger wanted = matcher    ? matcher->trigger
                           : literals ? Trigger::Literal
                                      : Trigger::Shape;
    if (wanted == Trigger::Literal && !literals)
        return refused(spec, "needs literals to start from.");
    if (wanted == Trigger::Shape && !shapes)
        return refused(spec, "needs literals, shapes or a matcher that knows where to look.");
    for (const std::string& literal : spec.literals) {
        if (literal.size() < 3)
            return refused(spec, "has a literal under three bytes: too common to look for.");
    }
    if (!spec.prefixes.empty() && !shapes)
        return refused(spec, "has prefixes without shapes.");
    return {};
}

/// A shape without checksum or context never reaches medium (CONTRACT.md, finding types).
Result<void> checkLevels(const DetectorSpec& spec, const Matcher* matcher,
                         const Validator* validator) {
    const bool literalWithStructure =
        !spec.literals.empty() && (!spec.pattern.empty() || spec.type.starts_with("marking."));
    const bool proves =
        (validator && validator->proves) || (matcher && matcher->proves) || literalWithStructure;
    const bool context =
        !spec.contextGroups.empty() || !spec.contextWords.empty() || !spec.contextGeneral.empty();
    if (!proves && spec.base > Confidence::Low) {
        return refused(spec, "is a shape alone; without a checksum, a vendor's prefix or context "
                             "its base stays low.");
    }
    if (!validator && (spec.checked || spec.grouped)) {
        return refused(spec, "has a level for a check, but no validator.");
    }
    if (!context && (spec.context || spec.contextRequired)) {
        return refused(spec, "has a level for context, but no context words.");
    }
    if (!proves && spec.context.value_or(Confidence::Low) > Confidence::Medium) {
        return refused(spec, "is a shape; with context alone it is medium at most.");
    }
    return {};
}

Result<void> checkDescription(const DetectorSpec& spec, std::set<std::string>& ids) {
    if (!isDottedName(spec.id) || spec.id.find('.') != std::string::npos) {
        return refused(spec, "needs an id in lower case, without dots.");
    }
    if (!ids.insert(spec.id).second)
        return refused(spec, "has an id that is taken.");
    if (!isKnownType(spec.type))
        return refused(spec, "has a type that is none of the known families.");
    if (spec.name.empty() || spec.source.empty())
        return refused(spec, "needs a name and a source.");
    const auto isMatch = [](const ExampleSpec& example) { return example.matches; };
    const auto matches = std::count_if(spec.examples.begin(), spec.examples.end(), isMatch);
    const bool oneSided = matches == 0 || matches == static_cast<ptrdiff_t>(spec.examples.size());
    if (oneSided && !spec.tried) {
        return refused(spec, "needs an example that matches and one that is clean.");
    }
    for (const std::string& prefix : spec.prefixes) {
        if (prefix.find_first_not_of("0123456789-") != std::string::npos) {
            return refused(spec, "has a prefix that is no number or range of numbers.");
        }
    }
    return {};
}

/// Puts the parts together; the groups of context words are numbered as they come.
class Compiler {
public:
    explicit Compiler(RuleSet::Compiled& out) : m_out(out) {}

    Result<void> add(DetectorFile file) {
        for (DetectorSpec& spec : file.detectors)
            m_specs.push_back(std::move(spec));
        for (const ContextGroupSpec& group : file.contexts) {
            if (m_groups.contains(group.id)) {
                return Error{"bad_detector", "The context \"" + group.id + "\" is there twice."};
            }
            const ContextIndex::Group number = groupNumber(group.id);
            for (const std::string& word : group.words)
                m_out.context.add(number, word);
        }
        return {};
    }

    Result<void> finish() {
        std::set<std::string> ids;
        for (DetectorSpec& spec : m_specs) {
            if (Result<void> fine = checkDescription(spec, ids); !fine)
                return fine;
            if (Result<void> added = compile(std::move(spec)); !added)
                return added;
        }
        m_out.literals.build(std::move(m_literals));
        return {};
    }

private:
    ContextIndex::Group groupNumber(const std::string& id) {
        return m_groups.emplace(id, static_cast<ContextIndex::Group>(m_groups.size()))
            .first->second;
    }

    Result<void> compile(DetectorSpec spec) {
        Detector detector;
        detector.matcher = findMatcher(spec.matcher);
        detector.validator = findValidator(spec.validator);
        if (!spec.matcher.empty() && !detector.matcher)
            return refused(spec, "names a matcher that does not exist.");
        if (!spec.validator.empty() && !detector.validator)
            return refused(spec, "names a validator that does not exist.");
        if (Result<void> fine = checkTrigger(spec, detector.matcher); !fine)
            return fine;
        if (Result<void> fine = checkLevels(spec, detector.matcher, detector.validator); !fine)
            return fine;
        detector.pattern = LazyPattern(spec.pattern);
        detector.rejectPattern = LazyPattern(spec.rejectPattern);
        if (!spec.tried) {
            for (const LazyPattern* pattern : {&detector.pattern, &detector.rejectPattern}) {
                if (Result<void> fine = pattern->check(); !fine)
                    return refused(spec, fine.error().message);
            }
        }
        detector.secret = spec.type.starts_with("secret.");
        detector.generic = spec.type == "secret.password" || spec.type.ends_with(".generic");
        detector.spec = std::move(spec);
        if (Result<void> fine = linkContext(detector); !fine)
            return fine;
        return link(std::move(detector));
    }

    Result<void> linkContext(Detector& detector) {
        const DetectorSpec& spec = detector.spec;
        std::vector<std::string> country;
        if (!spec.contextCountry.empty())
            country.push_back(spec.contextCountry);
        using Link = std::pair<const std::vector<std::string>*, std::vector<ContextIndex::Group>*>;
        for (const auto& [ids, groups] :
             {Link{&spec.contextGroups, &detector.context},
              Link{&spec.contextGeneral, &detector.general}, Link{&country, &detector.country},
              Link{&spec.against, &detector.against}}) {
            for (const std::string& id : *ids) {
                if (!m_groups.contains(id))
                    return refused(spec, "names the context \"" + id + "\", which does not exist.");
                groups->push_back(m_groups[id]);
            }
        }
        if (!spec.contextWords.empty()) {
            const ContextIndex::Group own = groupNumber("detector:" + spec.id);
            for (const std::string& word : spec.contextWords)
                m_out.context.add(own, word);
            detector.context.push_back(own);
        }
        if (spec.contextRequired) {
            detector.neededMask = 0;
            for (const auto* groups : {&detector.context, &detector.general}) {
                for (const ContextIndex::Group group : *groups)
                    detector.neededMask |= ContextWindow::bit(group);
            }
        }
        return {};
    }

    Result<void> link(Detector detector) {
        const auto index = static_cast<uint32_t>(m_out.detectors.size());
        const Trigger trigger = detector.matcher               ? detector.matcher->trigger
                                : detector.spec.shapes.empty() ? Trigger::Literal
                                                               : Trigger::Shape;
        switch (trigger) {
        case Trigger::Literal:
            linkLiterals(detector.spec, index);
            break;
        case Trigger::Shape:
            if (Result<void> fine = linkShapes(detector, index); !fine)
                return fine;
            break;
        case Trigger::At:
            m_out.atMatchers.push_back(index);
            break;
        case Trigger::Number:
            m_out.numberMatchers.push_back(index);
            break;
        case Trigger::NonAscii:
            m_out.nonAsciiMatchers.push_back(index);
            break;
        }
        m_out.detectors.push_back(std::move(detector));
        return {};
    }

    void linkLiterals(const DetectorSpec& spec, uint32_t index) {
        for (std::string literal : spec.literals) {
            if (spec.ignoreCase)
                std::transform(literal.begin(), literal.end(), literal.begin(), toLower);
            m_literals.push_back({std::move(literal), spec.ignoreCase, index});
        }
    }

    static MixedTable::Extent extentOf(const Detector& detector) {
        if (detector.matcher)
            return MixedTable::Extent::Begins;
        const bool bounded = detector.spec.left != Boundary::None &&
                             detector.spec.right != Boundary::None && detector.pattern.empty();
        return bounded ? MixedTable::Extent::Word : MixedTable::Extent::Free;
    }

    Result<void> linkShapes(const Detector& detector, uint32_t index) {
        for (const std::string& text : detector.spec.shapes) {
            Result<Shape> shape = Shape::parse(text);
            if (!shape)
                return refused(detector.spec, "has a bad shape: " + shape.error().message);
            const auto number = static_cast<uint32_t>(m_out.shapes.size());
            const ShapeRef ref{index,
                               number,
                               detector.spec.left,
                               detector.spec.contextRequired,
                               detector.neededMask,
                               0};
            if (shape->isNumber() && !detector.matcher) {
                m_out.numbers.add(*shape, ref);
            } else {
                m_out.mixed.add(*shape, ref, extentOf(detector));
            }
            m_out.shapes.push_back(std::move(shape).value());
        }
        return {};
    }

    RuleSet::Compiled& m_out;
    std::vector<DetectorSpec> m_specs;
    std::vector<LiteralIndex::Literal> m_literals;
    std::unordered_map<std::string, ContextIndex::Group> m_groups;
};

} // namespace

RuleSet::RuleSet(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
RuleSet::~RuleSet() = default;

Result<std::shared_ptr<const RuleSet>> RuleSet::build(std::span<const DetectorSource> sources) {
    auto compiled = std::make_unique<Compiled>();
    Compiler compiler(*compiled);
    for (const DetectorSource& source : sources) {
        Result<DetectorFile> file =
            parseDetectorFile(source.name, source.toml, source.examples == Examples::Skip);
        if (!file)
            return file.error();
        if (Result<void> added = compiler.add(std::move(file).value()); !added)
            return added.error();
    }
    if (Result<void> finished = compiler.finish(); !finished)
        return finished.error();
    if (Result<void> passed = runExamples(*compiled); !passed)
        return passed.error();
    return std::shared_ptr<const RuleSet>(new RuleSet(std::move(compiled)));
}

std::vector<DetectorDescription> RuleSet::detectors() const {
    std::vector<DetectorDescription> out;
    for (const Detector& detector : m_compiled->detectors) {
        const DetectorSpec& spec = detector.spec;
        out.push_back({spec.id, spec.type, spec.name, spec.source, spec.file, spec.line});
    }
    return out;
}

} // namespace chaperone::detect
