#pragma once
/// The fields of a form that a person sent.
#include "web/message.hpp"

#include <optional>

namespace maillage::web {

/// The fields of a POST whose body is application/x-www-form-urlencoded and at most 64 kB; nothing
/// for another body. Of more than 100 fields the first 100.
std::optional<Query> read_form(const Request& request);

}  // namespace maillage::web
