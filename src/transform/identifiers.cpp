#include "transform/identifiers.hpp"

#include "base/text.hpp"
#include "standard/validators.hpp"
#include "transform/blank_words.hpp"

#include <algorithm>
#include <array>

namespace maillage::transform {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

/// No establishment has the number 00000: these zeros come from a spreadsheet that kept five digits
/// or so.
bool is_rounded(std::string_view siret) {
  return siret.ends_with("00000");
}

/// RIDET of New Caledonia (7 digits and 3 of the establishment, a leading zero may be lost), n°
/// Tahiti of Polynesia.
bool is_pacific(std::string_view text, std::string_view code_postal) {
  if (!code_postal.starts_with("98")) return false;
  return (text.size() == 9 || text.size() == 10) &&
         std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

void warn(std::string_view rule, std::string_view text, std::string_view message,
          std::string_view advice, base::Notes& notes) {
  notes.findings.push_back({base::Severity::warning, std::string(rule), base::Finding::kNoRow,
                            "pivot", base::valid_utf8(text), std::string(message),
                            std::string(advice)});
}

std::string keep(std::string_view text, std::string pivot, std::string_view rule,
                 base::Notes& notes) {
  if (text != pivot) notes.cleaned("pivot", base::valid_utf8(text), std::string(rule), pivot);
  return pivot;
}

/// The text without the marks that people put between its groups; a spreadsheet's ".0" goes too.
std::string compact(std::string_view text) {
  text = base::trim(text);
  if (all_digits(text)) return std::string(text);
  const std::size_t point = text.rfind('.');
  const bool is_float = point != std::string_view::npos && point + 2 == text.size() &&
                        text[point + 1] == '0' && point >= 9 && all_digits(text.substr(0, point));
  if (is_float) text = text.substr(0, point);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(text, at);
    if (base::is_space(c) || c == '.' || c == '-' || c == '_' || c == '\'') continue;
    if (c < 0x80) {
      const char letter = static_cast<char>(c);
      out += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    } else {
      out.append(text, before, at - before);
    }
  }
  return out;
}

}  // namespace

std::string place_id(std::string_view source, std::string_view id) {
  std::string out;
  out.reserve(source.size() + 1 + id.size());
  const auto append = [&](std::string_view text) {
    std::size_t word = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t before = at;
      if (!base::is_space(base::next_code_point(text, at))) continue;
      out.append(text, word, before - word).push_back('-');
      word = at;
    }
    out.append(text, word);
  };
  append(source);
  out += '_';
  append(id);
  return out;
}

std::string derived_id(std::string_view source, std::string_view nom, std::string_view code_postal,
                       std::string_view adresse) {
  constexpr std::size_t kDigits =
      12;  // 48 bits: one chance in a million of a clash among 20,000 places
  std::string key = base::fold(base::squeeze(nom));
  key += '\n';
  key += base::trim(code_postal);
  key += '\n';
  key += base::fold(base::squeeze(adresse));
  return place_id(source, base::sha256_hex(key).substr(0, kDigits));
}

std::string clean_pivot(std::string_view text, std::string_view code_postal, base::Notes& notes) {
  std::string pivot = compact(text);
  if (pivot.empty() || pivot.find_first_not_of('0') == std::string::npos) return {};
  if (says_nothing(text)) return keep(text, "", "pivot.says-nothing", notes);
  const bool digits = all_digits(pivot);
  if (digits && pivot.size() == 14) {
    if (is_rounded(pivot)) {
      warn("pivot.rounded", text,
           "Un tableur a arrondi ce SIRET : ses derniers chiffres sont perdus.",
           "Mettez la colonne au format texte et saisissez de nouveau le SIRET.", notes);
    } else if (!standard::is_siret(pivot)) {
      warn("pivot.key", text, "La clé de ce SIRET est fausse : un chiffre au moins est erroné.",
           "Vérifiez-le sur annuaire-entreprises.data.gouv.fr.", notes);
    }
    return keep(text, std::move(pivot), "pivot.spelling", notes);
  }
  if (standard::is_rna(pivot)) return keep(text, std::move(pivot), "pivot.spelling", notes);
  if (is_pacific(pivot, code_postal)) return keep(text, std::move(pivot), "pivot.spelling", notes);
  if (digits && pivot.size() == 13 && standard::is_siret("0" + pivot)) {
    return keep(text, "0" + pivot, "pivot.leading-zero", notes);
  }
  if (digits && pivot.size() == 9) {
    warn("pivot.siren", text, "Ce numéro est un SIREN : il désigne l’organisme, pas le lieu.",
         "Donnez le SIRET du lieu, à quatorze chiffres.", notes);
    return {};
  }
  warn("pivot.unreadable", text, "Ce texte n’est ni un SIRET ni un numéro RNA.",
       "Donnez le SIRET du lieu (quatorze chiffres) ou le RNA de l’association (W et neuf "
       "chiffres).",
       notes);
  return {};
}

bool is_trusted_siret(std::string_view pivot) {
  return standard::is_siret(pivot) && !is_rounded(pivot);
}

std::string clean_nom(std::string_view text, base::Notes& notes) {
  // Titles of workshops and things, met in columns of names: they name no place.
  constexpr std::array<std::string_view, 5> kNoPlace = {
      "Découvrir et m'approprier les services de francetravail.fr",
      "Réussir mes échanges avec France Travail",
      "Mobiliser mes services numériques France Travail", "Ordinateur", "Wifi"};
  const std::string_view trimmed = base::trim(text);
  const bool empty = trimmed.empty();
  if (!empty && std::find(kNoPlace.begin(), kNoPlace.end(), trimmed) == kNoPlace.end()) {
    return std::string(text);
  }
  notes.findings.push_back({base::Severity::error, empty ? "nom.missing" : "nom.no-place",
                            base::Finding::kNoRow, "nom", base::valid_utf8(text),
                            empty ? "Le nom du lieu manque." : "Ce nom ne désigne pas un lieu.",
                            "Donnez le nom sous lequel le public connaît le lieu."});
  return {};
}

std::string_view choose_source(std::string_view row_source, std::string_view list_source) {
  return row_source.empty() ? list_source : row_source;
}

bool is_prive(std::span<const std::string_view> modalites_acces) {
  return std::find(modalites_acces.begin(), modalites_acces.end(),
                   "Ce lieu n'accueille pas de public") != modalites_acces.end();
}

}  // namespace maillage::transform
