#pragma once
/// From the bytes of a foreign text file to UTF-8: byte-order marks, the named or detected
/// encoding, NUL bytes removed, each wrong byte U+FFFD. Detection: UTF-8 and UTF-16 by their mark,
/// UTF-16 without mark by its zeros, else UTF-8 as long as the text is valid, else windows-1252;
/// decided at the first letter outside ASCII, so plain files cost nothing.
#include "formats/row_reader.hpp"

#include <memory>
#include <string>

namespace maillage::formats {

/// The same text in UTF-8, without mark. `encoding` is an iconv name, or empty for detection.
/// Throws base::Error (usage) for an unknown name; `read` throws base::Error (bad_input) when the
/// bytes are no text at all.
std::unique_ptr<ByteSource> decode_text(std::unique_ptr<ByteSource> bytes,
                                        const std::string& encoding);

}  // namespace maillage::formats
