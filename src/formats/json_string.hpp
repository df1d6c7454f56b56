#pragma once
/// One string of JSON text, for the writers that have no tree and no `JsonWriter`: quotes, escapes, valid UTF-8.
#include <string>
#include <string_view>

namespace maillage::formats {

/// Appends `text` between quotes, escaped as RFC 8259 section 7 asks; a wrong byte becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);
/// The same without the quotes, for writers that keep them with what stands around the text.
void append_json_text(std::string& out, std::string_view text);

}  // namespace maillage::formats
