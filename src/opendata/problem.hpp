#pragma once
/// Errors of the interfaces for programs (RFC 9457): what is wrong, where, and what to do.
#include "web/message.hpp"

#include <string_view>

namespace maillage::opendata {

/// `detail` is a French sentence.
web::Response problem(int status, std::string_view title, std::string_view detail);

}  // namespace maillage::opendata
