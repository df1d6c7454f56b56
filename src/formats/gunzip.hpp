#pragma once
/// Files that may be packed with gzip (RFC 1952), read as their content; several members behind
/// each other are one content. For the large lists that are published so.
#include "formats/row_reader.hpp"

#include <memory>
#include <string>

namespace maillage::formats {

/// The content of packed bytes. `read` throws base::Error (bad_input) where they are damaged or cut
/// short.
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed);

/// A file as it is, or unpacked when its first bytes say that it is packed. Throws base::Error when
/// it can't be opened.
std::unique_ptr<ByteSource> open_maybe_packed(const std::string& path);

}  // namespace maillage::formats
