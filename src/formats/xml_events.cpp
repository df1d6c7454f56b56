#include "formats/xml_events.hpp"

#include "base/error.hpp"

#include <exception>

#include <expat.h>

namespace maillage::formats {

namespace {

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const auto& [key, value] : pairs) {
    if (key == name) return value;
  }
  return {};
}

struct XmlParser::State {
  XmlHandler handler;
  XML_Parser parser = XML_ParserCreate(nullptr);
  XmlAttributes attributes;
  std::exception_ptr thrown;  // Expat is C: an exception must not cross it

  ~State() { XML_ParserFree(parser); }

  template <class Call>
  static void guarded(void* data, Call call) {
    auto& state = *static_cast<State*>(data);
    if (state.thrown) return;
    try {
      call(state);
    } catch (...) {
      state.thrown = std::current_exception();
      XML_StopParser(state.parser, XML_FALSE);
    }
  }

  void parse(std::string_view piece, bool last) {
    const auto status = XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), last);
    if (thrown) std::rethrow_exception(thrown);
    if (status != XML_STATUS_OK) {
      throw base::Error(base::ErrorCode::bad_input,
                        "Ce classeur ne peut pas être lu : son contenu est mal formé. Ouvrez-le "
                        "dans un tableur et enregistrez-le "
                        "de nouveau, ou en CSV.");
    }
  }
};

XmlParser::XmlParser(XmlHandler handler) : state_(std::make_unique<State>()) {
  if (state_->parser == nullptr) throw std::bad_alloc();
  state_->handler = std::move(handler);
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(
      state_->parser,
      [](void* data, const char* name, const char** attributes) {
        State::guarded(data, [&](State& state) {
          state.attributes.pairs.clear();
          for (; *attributes != nullptr; attributes += 2) {
            state.attributes.pairs.emplace_back(without_prefix(attributes[0]), attributes[1]);
          }
          state.handler.start(without_prefix(name), state.attributes);
        });
      },
      [](void* data, const char* name) {
        State::guarded(data, [&](State& state) { state.handler.end(without_prefix(name)); });
      });
  XML_SetCharacterDataHandler(state_->parser, [](void* data, const char* text, int length) {
    State::guarded(data, [&](State& state) {
      state.handler.text({text, static_cast<std::size_t>(length)});
    });
  });
  // Spreadsheets declare no entities; one that does is refused rather than expanded.
  XML_SetEntityDeclHandler(state_->parser, [](void* data, const char*, int, const char*, int,
                                              const char*, const char*, const char*, const char*) {
    State::guarded(data, [](State&) {
      throw base::Error(
          base::ErrorCode::bad_input,
          "Ce classeur définit des entités XML, ce qu’aucun tableur ne fait. Il est refusé.");
    });
  });
}

XmlParser::~XmlParser() = default;

void XmlParser::feed(std::string_view piece) {
  state_->parse(piece, false);
}

void XmlParser::finish() {
  state_->parse({}, true);
}

}  // namespace maillage::formats
