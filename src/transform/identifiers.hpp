#pragma once
/// What names a place: its identifier, the identifier of its organisation (pivot), its name and its
/// source.
#include "base/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace maillage::transform {

/// `<source>_<id>`, white space as '-'.
std::string place_id(std::string_view source, std::string_view id);

/// An identifier for a row that has none, the same at each run as long as the place keeps its name
/// and address.
std::string derived_id(std::string_view source, std::string_view nom, std::string_view code_postal,
                       std::string_view adresse);

/// The SIRET (14 digits), RNA (W and 9 characters) or, in the Pacific (postcode 98xxx), RIDET or n°
/// Tahiti; empty when unknown: fourteen zeros mean that too. A SIRET whose key is wrong is kept
/// with a finding.
std::string clean_pivot(std::string_view text, std::string_view code_postal, base::Notes& notes);

/// Whether a pivot is a SIRET that exists as far as its digits tell (key, number of the
/// establishment): what may be used to find the same organisation elsewhere.
bool is_trusted_siret(std::string_view pivot);

/// The name unchanged; empty, with a finding of severity error, when it names no place ("Wifi").
std::string clean_nom(std::string_view text, base::Notes& notes);

/// The source that the row names, else that of the whole list.
std::string_view choose_source(std::string_view row_source, std::string_view list_source);

/// Whether the row says that the place receives nobody, and so is not shown.
bool is_prive(std::span<const std::string_view> modalites_acces);

}  // namespace maillage::transform
