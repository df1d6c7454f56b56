#pragma once
/// What all answers of open data share: any page of the web may read them, and they name their
/// licence.
#include "web/message.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace maillage::opendata {

inline constexpr std::string_view kLicenceAddress =
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence";

/// Adds the headers to an answer.
void open_to_all(web::Response& response);
/// A file of web/ that has an address of its own, beside the one with its hash.
std::string_view embedded_text(std::string_view name);
/// Changes whenever the answer's places, their order or `kind` do, and when the program writes them
/// otherwise.
std::string version_of(std::int64_t revision, std::string_view kind,
                       std::span<const std::uint32_t> numbers);

}  // namespace maillage::opendata
