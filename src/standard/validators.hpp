#pragma once
/// Is one value well formed? The stricter rules of the sector's reference library
/// (`lieux-de-mediation-numerique` 2.3.0), which decide whether the national map takes a place.
/// Each answers for a text as it stands, any bytes: blanks are not trimmed, nothing is repaired.
#include <string_view>

namespace maillage::standard {

/// One number: `+` or `00` and a French country code (33, 262, 269, 508, 590, 594, 596, 681, 687,
/// 689), or `0`; then nine digits in pairs, two and twice three, or six digits. Short numbers
/// (39xx) are not.
bool is_valid_telephone(std::string_view text);
/// ASCII; a local part of two characters or more, domain labels of two or more after the first.
bool is_valid_courriel(std::string_view text);
/// A scheme of three to nine letters, an ASCII host, a path without brackets, accents or bars.
bool is_valid_url(std::string_view text);

bool is_valid_code_postal(std::string_view text);  ///< five digits
bool is_valid_code_insee(
    std::string_view text);  ///< five characters, or the old "38-2-33-546"; never 20xxx
bool is_valid_commune(
    std::string_view text);  ///< letters of French, digits, hyphens, apostrophes, blanks
bool is_valid_voie(std::string_view text);   ///< the same, and `,()°.&:+–|;/`
bool is_valid_pivot(std::string_view text);  ///< fourteen characters, or an RNA (W and nine)

/// `+`, a country code, six to nine digits: what the schema itself asks of `telephone`.
bool is_schema_telephone(std::string_view text);
/// Nine to fourteen letters or digits: what the schema itself asks of `pivot`.
bool is_schema_pivot(std::string_view text);
/// Five characters, no 20xxx: what the schema itself asks of `code_insee`.
bool is_schema_code_insee(std::string_view text);
/// W and nine letters or digits: a number of the national register of associations.
bool is_rna(std::string_view text);
/// Fourteen digits whose key is right (Luhn; for La Poste the plain sum, a multiple of five).
bool is_siret(std::string_view text);

}  // namespace maillage::standard
