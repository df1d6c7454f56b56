#pragma once
/// Compression of answers in the gzip format (RFC 1952).
#include "web/message.hpp"

#include <string>
#include <string_view>

namespace maillage::web {

enum class Effort {
  quick,
  best
};  ///< quick for a page made for one request, best for a file kept for many

/// "gzip" is accepted unless it is absent from Accept-Encoding or given the weight 0.
bool accepts_gzip(std::string_view accept_encoding);

std::string gzip(std::string_view bytes, Effort effort = Effort::quick);
/// A body made piece by piece, compressed as it goes.
Pieces gzip_pieces(Pieces plain);

}  // namespace maillage::web
