#include "document/Xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>
#include <new>

namespace chaperone::document {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;
/// Of elements; Office documents need some forty, and a push parser has no limit of its own.
constexpr size_t kMaxDepth = 500;

std::string_view view(const xmlChar* text) {
    return reinterpret_cast<const char*>(text);
}

std::string_view view(const xmlChar* text, size_t size) {
    return {reinterpret_cast<const char*>(text), size};
}

struct State {
    explicit State(XmlHandler& to) : handler(to) {}

    XmlHandler& handler;
    xmlParserCtxtPtr parser = nullptr;
    XmlAttributes attributes;
    size_t depth = 0;
    bool hostile = false;

    void stop() {
        hostile = true;
        xmlStopParser(parser);
    }
};

State& stateOf(void* context) {
    return *static_cast<State*>(context);
}

void onStart(void* context, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* /*uri*/,
             int /*namespaces*/, const xmlChar** /*namespaceList*/, int count, int /*defaulted*/,
             const xmlChar** list) {
    State& state = stateOf(context);
    if (++state.depth > kMaxDepth)
        return state.stop();
    state.attributes.clear();
    for (int i = 0; i < count; ++i, list += 5) // name, prefix, URI, begin and end of the value
        state.attributes.add(view(list[0]), view(list[3], static_cast<size_t>(list[4] - list[3])));
    state.handler.start(view(name), state.attributes);
}

void onEnd(void* context, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* /*uri*/) {
    State& state = stateOf(context);
    --state.depth;
    state.handler.end(view(name));
}

void onText(void* context, const xmlChar* text, int size) {
    stateOf(context).handler.text(view(text, static_cast<size_t>(size)));
}

void onComment(void* context, const xmlChar* text) {
    stateOf(context).handler.comment(view(text));
}

void onDtd(void* context, const xmlChar* /*name*/, const xmlChar* /*externalId*/,
           const xmlChar* /*systemId*/) {
    stateOf(context).stop();
}

xmlSAXHandler callbacks() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = onStart;
    sax.endElementNs = onEnd;
    sax.characters = onText;
    sax.cdataBlock = onText;
    sax.comment = onComment;
    sax.internalSubset = onDtd;
    return sax;
}

struct FreeParser {
    void operator()(xmlParserCtxtPtr parser) const {
        xmlFreeDoc(parser->myDoc);
        xmlFreeParserCtxt(parser);
    }
};

Reason reasonOf(const State& state) {
    const int code = xmlCtxtGetLastError(state.parser) != nullptr
                         ? xmlCtxtGetLastError(state.parser)->code
                         : XML_ERR_OK;
    if (code == XML_ERR_NO_MEMORY)
        throw std::bad_alloc();
    return state.hostile ? Reason::Hostile : Reason::Truncated;
}

} // namespace

std::string_view XmlAttributes::value(std::string_view name) const {
    const auto found = std::find_if(m_list.begin(), m_list.end(),
                                    [name](const Attribute& one) { return one.name == name; });
    return found == m_list.end() ? std::string_view() : found->value;
}

std::optional<Reason> readXml(std::string_view bytes, XmlHandler& handler) {
    State state(handler);
    xmlSAXHandler sax = callbacks();
    const std::unique_ptr<xmlParserCtxt, FreeParser> parser(
        xmlCreatePushParserCtxt(&sax, &state, nullptr, 0, nullptr));
    if (!parser)
        throw std::bad_alloc();
    state.parser = parser.get();
    // NOENT gives attributes with their &amp; and the like resolved; there is no DTD to define
    // more.
    xmlCtxtUseOptions(parser.get(),
                      XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    int status = 0;
    for (size_t at = 0; at < bytes.size() && status == 0 && !state.hostile; at += kPieceBytes) {
        const std::string_view piece = bytes.substr(at, kPieceBytes);
        status = xmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0);
    }
    if (status == 0 && !state.hostile)
        status = xmlParseChunk(parser.get(), nullptr, 0, 1);
    if (status == 0 && !state.hostile && parser->wellFormed == 1)
        return std::nullopt;
    return reasonOf(state);
}

} // namespace chaperone::document
