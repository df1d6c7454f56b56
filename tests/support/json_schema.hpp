#pragma once
/// Whether a document is what a JSON Schema says, for the part of the language that our own
/// descriptions use: $ref within the document, type, properties, required, additionalProperties,
/// items, enum, allOf, oneOf, minimum, maximum, minItems, maxItems, and the formats date and
/// date-time. Another keyword fails, so that nothing goes unchecked.
#include "formats/json.hpp"

#include <string>

namespace maillage::test {

/// What is wrong, with the path where; empty: nothing. `root` is where $ref looks.
std::string schema_complaint(const formats::Json& value, const formats::Json& schema,
                             const formats::Json& root);

}  // namespace maillage::test
