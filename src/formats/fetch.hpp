#pragma once
/// A producer's list wherever it is: a local file, a file:// address, or http(s)://, with "@member"
/// at the end when the rows are a member of a JSON document, and following the document's `next`
/// pages.
#include "formats/http_client.hpp"
#include "formats/row_reader.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace maillage::formats {

inline constexpr std::size_t kMaxPages = 10'000;

struct SourceAddress {
  std::string location;  ///< path or address
  std::string key;       ///< member of the JSON document; "" for the document itself
};

/// Splits "source@key". An '@' in the user part of an address, in the name of a file that exists,
/// or before a '.', '/' or other mark that no member name holds, belongs to the location.
SourceAddress split_source(std::string_view source);

/// Opens the source and tells its format by name, content type and first bytes. `options.key`
/// counts where the source names no key. Throws base::Error; a page of a list that was seen before,
/// or more than kMaxPages, is one too.
std::unique_ptr<RowReader> open_source(std::string_view source, const ReadOptions& options,
                                       const HttpOptions& http = {});

}  // namespace maillage::formats
