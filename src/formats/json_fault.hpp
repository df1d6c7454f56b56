#pragma once
/// What is wrong with a JSON text, in French, from simdjson's error code. Kept apart from its
/// headers, which are heavy.
#include <string_view>

namespace maillage::formats {

/// A clause without a full stop: "une virgule, une accolade ou un crochet manque ou est en trop".
/// `simdjson_error` is a simdjson::error_code.
std::string_view json_fault(int simdjson_error);

}  // namespace maillage::formats
