#include "entities/EastAsianNames.h"

#include "entities/NameContext.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chaperone::entities {
namespace {

using detect::Confidence;
using detect::Finding;

constexpr std::string_view kType = "pii.person";
constexpr std::string_view kDetector = "person_name";
constexpr size_t kMaxRun = 256; ///< characters of one run that are looked at together

/// A run of one kind of writing, by characters.
struct Run {
    std::string_view text;
    std::array<size_t, kMaxRun + 1> starts{};
    size_t count = 0;

    std::string_view part(size_t from, size_t to) const {
        return text.substr(starts[from], starts[to] - starts[from]);
    }
    size_t end() const { return starts[count]; }
};

bool isEastAsian(char32_t character) {
    const Script script = scriptOf(character);
    return script == Script::Han || script == Script::Kana || script == Script::Hangul;
}

Run readRun(std::string_view text, size_t at) {
    Run run;
    run.text = text;
    run.starts[0] = at;
    while (run.count < kMaxRun && at < text.size()) {
        const text::Decoded next = text::decode(text, at);
        if (!isEastAsian(next.character))
            break;
        at += next.size;
        run.starts[++run.count] = at;
    }
    return run;
}

/// What follows a name as a title or a word of respect.
constexpr std::string_view kAfter[] = {
    "先生",   "女士",   "小姐", "老师", "老師", "医生", "醫生", "教授", "经理", "經理", "同学",
    "同志",   "总监",   "总裁", "律师", "博士", "主任", "さん", "様",   "さま", "氏",   "君",
    "くん",   "ちゃん", "殿",   "社長", "部長", "課長", "係長", "主任", "医師", "씨",   "님",
    "선생님", "선생",   "대리", "과장", "부장", "팀장", "사장", "교수", "대표", "환자", "고객"};
/// What people do, after a name.
constexpr std::string_view kDoes[] = {
    "说",     "表示",   "告诉",     "认为",   "指出",   "出生",       "住在", "的电话",
    "的手机", "的邮箱", "的身份证", "的住址", "的地址", "，男",       "，女", "(男",
    "(女",    "（男",   "（女",     "今年",   "先後",   "说道",       "來自", "来自",
    "毕业",   "担任",   "は",       "の電話", "の住所", "と申します", "です"};
/// What stands right before one.
constexpr std::string_view kBefore[] = {
    "我叫",   "叫做",   "名叫",      "我是",   "姓名",   "客户",   "患者",   "病人",
    "联系人", "员工",   "同事",      "朋友",   "经理",   "医生",   "律师",   "收件人",
    "负责人", "先生",   "致",        "尊敬的", "亲爱的", "和",     "与",     "由",
    "给",     "请联系", "联系",      "担当",   "担当の", "担当者", "患者の", "名前は",
    "氏名",   "私は",   "제 이름은", "이름은", "저는",   "고객",   "환자",   "담당자"};

bool anyStartsAt(std::string_view text, std::string_view const* list, size_t count) {
    return std::any_of(list, list + count,
                       [&](std::string_view word) { return text.starts_with(word); });
}

bool endsWithAny(std::string_view text) {
    return std::any_of(std::begin(kBefore), std::end(kBefore),
                       [&](std::string_view word) { return text.ends_with(word); });
}

class RunReading {
public:
    RunReading(const Lexicon& lexicon, const Run& run) : m_lexicon(lexicon), m_run(run) {}

    void find(std::vector<Finding>& out) {
        for (size_t i = 0; i < m_run.count;) {
            const auto end = nameAt(i, out);
            i = end ? *end : i + 1;
        }
    }

private:
    Classes classes(size_t from, size_t to) const {
        return to <= m_run.count ? m_lexicon.classes(joinedHash(m_run.part(from, to))) : 0;
    }
    Script script(size_t i) const {
        return scriptOf(text::decode(m_run.text, m_run.starts[i]).character);
    }

    bool isHangulRun() const { return script(0) == Script::Hangul; }

    /// Characters of the longest surname that begins at i.
    size_t surname(size_t i) const {
        for (size_t length = std::min<size_t>(3, m_run.count - i); length > 0; --length) {
            if (classes(i, i + length) & bit(Class::Surname))
                return length;
        }
        return 0;
    }

    bool beginsFree(size_t i) const {
        return i == 0 ||
               endsWithAny(m_run.text.substr(m_run.starts[0], m_run.starts[i] - m_run.starts[0]));
    }
    bool cued(size_t i) {
        if (i == 0) {
            const size_t at = m_run.starts[0];
            m_cue = cueBefore(m_lexicon, m_run.text, at);
            return m_cue.kind == Cue::Kind::Field || m_cue.kind == Cue::Kind::Signature ||
                   m_cue.kind == Cue::Kind::Greeting || m_cue.kind == Cue::Kind::Role ||
                   endsWithAny(
                       m_run.text.substr(0, at - (charBefore(m_run.text, at) == ' ' ? 1 : 0)));
        }
        return endsWithAny(m_run.text.substr(0, m_run.starts[i]));
    }
    std::string_view rest(size_t i) const { return m_run.text.substr(m_run.starts[i]); }
    bool titled(size_t i) const {
        std::string_view after = rest(i);
        if (after.starts_with(' '))
            after.remove_prefix(1);
        return anyStartsAt(after, kAfter, std::size(kAfter));
    }
    bool acts(size_t i) const { return anyStartsAt(rest(i), kDoes, std::size(kDoes)); }

    std::optional<size_t> nameAt(size_t i, std::vector<Finding>& out) {
        if (i > 0 && isHangulRun()) // Korean parts its words with spaces
            return std::nullopt;
        const size_t family = surname(i);
        if (family == 0)
            return std::nullopt;
        return isHangulRun() ? korean(i, family, out) : chineseOrJapanese(i, family, out);
    }

    std::optional<size_t> korean(size_t i, size_t family, std::vector<Finding>& out) {
        if (i != 0)
            return std::nullopt;
        const bool known = (classes(i + family, i + family + 2) & bit(Class::Given)) != 0;
        const size_t end = i + family + 2;
        if (end > m_run.count)
            return std::nullopt;
        const bool title = titled(end);
        const bool label = cued(i);
        if (!known && !label && !(title && m_run.count <= end + 3))
            return std::nullopt;
        if (!known && m_run.count > end + 1 && !title)
            return std::nullopt;
        add(i, end, title || (label && known) ? Confidence::High : Confidence::Medium,
            title || label, out);
        return end;
    }

    std::optional<size_t> chineseOrJapanese(size_t i, size_t family, std::vector<Finding>& out) {
        // Most characters that are surnames too stand in other words: nothing that follows a
        // surname follows here.
        const Script next = i + family < m_run.count ? script(i + family) : Script::None;
        const bool given = next == Script::Han && (classes(i + family, i + family + 1) &
                                                   anyOf(Class::HanGiven, Class::Given));
        if (family == 1 && i > 0 && !given && !titled(i + family) && !couldBeGiven(i + family))
            return std::nullopt;
        const bool label = cued(i);
        // Japanese: a surname of the list and a given name of it, maybe after a space.
        for (size_t length = std::min<size_t>(3, m_run.count - i - family); length > 0; --length) {
            const size_t end = i + family + length;
            const Classes name = classes(i + family, end);
            if ((name & bit(Class::Given)) && (family > 1 || length > 1)) {
                add(i, end, label || titled(end) ? Confidence::High : Confidence::Medium,
                    label || titled(end), out);
                return end;
            }
        }
        const size_t surnameEnd = i + family;
        if (family >= 2 && script(i) == Script::Han) {
            if (surnameEnd == m_run.count && spacedGiven(surnameEnd, i, label, out))
                return surnameEnd;
            if (titled(surnameEnd)) {
                add(i, surnameEnd, Confidence::High, true, out);
                return surnameEnd;
            }
        }
        return chinese(i, family, label, out);
    }

    bool couldBeGiven(size_t i) const {
        return (classes(i, i + 2) | classes(i, i + 3)) & bit(Class::Given);
    }

    /// "田中 太郎", with a plain or an ideographic space.
    bool spacedGiven(size_t end, size_t i, bool label, std::vector<Finding>& out) const {
        size_t at = m_run.starts[end];
        if (charAt(m_run.text, at) == ' ') {
            at += 1;
        } else if (m_run.text.substr(at, 3) == "\xE3\x80\x80") {
            at += 3;
        } else {
            return false;
        }
        const Run given = readRun(m_run.text, at);
        for (size_t length = std::min<size_t>(4, given.count); length > 0; --length) {
            if (m_lexicon.classes(joinedHash(given.part(0, length))) & bit(Class::Given)) {
                out.push_back({kType, kDetector, m_run.starts[i], given.starts[length],
                               label ? Confidence::High : Confidence::Medium,
                               label ? "context" : "structure"});
                return true;
            }
        }
        if (label && given.count >= 1 && given.count <= 3) {
            out.push_back(
                {kType, kDetector, m_run.starts[i], given.end(), Confidence::High, "context"});
            return true;
        }
        return false;
    }

    std::optional<size_t> chinese(size_t i, size_t family, bool label,
                                  std::vector<Finding>& out) const {
        size_t given = 0;
        while (given < 2 && i + family + given < m_run.count &&
               (classes(i + family + given, i + family + given + 1) & bit(Class::HanGiven)))
            ++given;
        size_t end = i + family + given;
        const bool title = titled(i + family) || (given > 0 && titled(end));
        if (titled(i + family))
            end = i + family;
        if (given == 0 && !title) {
            // An unknown given name, where a label leaves no doubt.
            const size_t left = m_run.count - i - family;
            if (!(label && i == 0 && (left == 1 || left == 2) && m_cue.kind == Cue::Kind::Field))
                return std::nullopt;
            end = m_run.count;
        }
        const bool alone = i == 0 && end == m_run.count;
        if (title) {
            add(i, end, beginsFree(i) || given > 0 ? Confidence::High : Confidence::Low, true, out);
        } else if (label) {
            add(i, end, Confidence::High, true, out);
        } else if (given == 2 && (acts(end) || alone) &&
                   beginsFree(i)) { // NOLINT(bugprone-branch-clone)
            add(i, end, Confidence::Medium, false, out);
        } else if (given >= 1 && acts(end) && beginsFree(i)) {
            add(i, end, Confidence::Medium, false, out);
        } else {
            return std::nullopt;
        }
        return end;
    }

    void add(size_t from, size_t to, Confidence level, bool context,
             std::vector<Finding>& out) const {
        out.push_back({kType, kDetector, m_run.starts[from], m_run.starts[to], level,
                       context ? "context" : "structure"});
    }

    const Lexicon& m_lexicon;
    const Run& m_run;
    Cue m_cue;
};

} // namespace

size_t findEastAsianNames(const Lexicon& lexicon, std::string_view text, size_t at,
                          std::vector<Finding>& out) {
    const Run run = readRun(text, at);
    if (run.count > 1)
        RunReading(lexicon, run).find(out);
    return std::max(run.end(), at + 1);
}

} // namespace chaperone::entities
