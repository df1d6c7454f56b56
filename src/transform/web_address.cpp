#include "transform/web_address.hpp"

#include "base/text.hpp"
#include "transform/blank_words.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <unicode/idna.h>
#include <unicode/unistr.h>

namespace maillage::transform {

namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// The characters that the reference library admits, besides letters, digits and '_'.
constexpr std::string_view kPathMarks = "+~,%@/.-";
constexpr std::string_view kQueryMarks = "+=&;%@.-";
constexpr std::string_view kFragmentMarks = ".!/";

/// The parts of an address behind its scheme.
struct Parts {
  std::string_view host, path, query, fragment;  ///< each with its leading mark, but the host
};

Parts parts_of(std::string_view rest) {
  Parts parts;
  parts.host = rest.substr(0, rest.find_first_of("/?#"));
  rest.remove_prefix(parts.host.size());
  parts.path = rest.substr(0, rest.find_first_of("?#"));
  rest.remove_prefix(parts.path.size());
  parts.query = rest.substr(0, rest.find('#'));
  parts.fragment = rest.substr(parts.query.size());
  return parts;
}

bool has_only(std::string_view text, std::string_view marks) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_word(c) || is_one_of(c, marks); });
}

bool is_host(std::string_view host) {
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) {
      return false;
    }
    host = host.substr(0, colon);
  }
  std::size_t labels = 0;
  for (std::size_t begin = 0; begin <= host.size(); ++labels) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    if (end == begin) return false;
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_word(host[i]) && host[i] != '-') return false;
    }
    begin = end + 1;
  }
  return labels >= 2;
}

/// Host that can stand without a scheme inside a sentence: the ends that French lists use, so that
/// "web.forza" is none.
bool has_known_end(std::string_view host) {
  constexpr std::array<std::string_view, 48> kEnds = {
      "fr",  "com",  "org",   "net",       "eu",     "info",  "re",      "nc",     "pf",     "wf",
      "pm",  "gp",   "mq",    "gf",        "yt",     "bzh",   "corsica", "alsace", "paris",  "eus",
      "cat", "be",   "ch",    "lu",        "de",     "es",    "it",      "uk",     "ca",     "tv",
      "io",  "me",   "co",    "coop",      "asso",   "gouv",  "app",     "site",   "online", "pro",
      "biz", "tech", "cloud", "education", "social", "media", "ovh",     "page"};
  const std::string_view end = host.substr(host.rfind('.') + 1);
  return std::find(kEnds.begin(), kEnds.end(), end) != kEnds.end();
}

/// The host in ASCII: accents as IDNA writes them ("xn--…"), commas as points.
std::string clean_host(std::string_view host) {
  std::string out = base::lower(host);
  std::replace(out.begin(), out.end(), ',', '.');
  while (!out.empty() && is_one_of(out.back(), ".:")) out.pop_back();
  while (!out.empty() && out.front() == '.') out.erase(0, 1);
  if (out.starts_with("www:") || out.starts_with("www;")) out[3] = '.';
  while (base::contains(out, "..")) out = base::replace_all(std::move(out), "..", ".");
  const bool ascii = std::all_of(out.begin(), out.end(), [](char c) { return c > 0; });
  constexpr std::size_t kLongestHost = 253;  // RFC 1035
  if (ascii || out.size() > kLongestHost) return out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  icu::UnicodeString result;
  icu::IDNAInfo info;
  if (U_FAILURE(status)) return out;
  idna->nameToASCII(icu::UnicodeString::fromUTF8(out), result, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return out;
  std::string encoded;
  result.toUTF8String(encoded);
  return encoded;
}

void append_encoded(std::string& out, std::string_view text, std::string_view marks) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool lone_percent =
        c == '%' && !(i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]));
    if (!lone_percent && (is_word(c) || is_one_of(c, marks))) {
      out += c;
    } else if (c == '\\') {
      out += '/';
    } else {
      const unsigned char byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

struct Scheme {
  std::size_t length = 0;  ///< bytes of the text that it takes, its marks included
  bool secure = false;
};

/// A scheme at the start, however it is written: "http://", "https:/", "http//", "htpps://",
/// "HTTP:www".
Scheme scheme_at_start(std::string_view text) {
  std::size_t letters = 0;
  bool secure = false, has_t = false, has_p = false;
  while (letters < text.size() && letters < 8) {
    const char c = static_cast<char>(text[letters] | 0x20);
    if (!is_one_of(c, "htps")) break;
    secure = secure || c == 's';
    has_t = has_t || c == 't';
    has_p = has_p || c == 'p';
    ++letters;
  }
  if (letters < 3 || !has_t || !has_p) return {};
  std::size_t end = letters;
  bool has_slash_or_colon = false;
  while (end < text.size() && is_one_of(text[end], ":/\\;.,")) {
    has_slash_or_colon = has_slash_or_colon || is_one_of(text[end], ":/\\");
    ++end;
  }
  // "http.www.ville.fr" too, but no host that happens to start with these letters ("https.fr").
  const bool before_www = end > letters && text.substr(end).starts_with("www.");
  if (!has_slash_or_colon && !before_www) return {};
  return {end, secure};
}

/// Where a second address starts inside a word ("http://a.fr/http://b.fr"), but not as the value of
/// a parameter.
std::size_t glued_at(std::string_view word) {
  for (std::size_t at = word.find("://", 8); at != std::string_view::npos;
       at = word.find("://", at + 3)) {
    std::size_t begin = at;
    while (begin > 0 && is_one_of(static_cast<char>(word[begin - 1] | 0x20), "htps")) --begin;
    for (const std::string_view scheme : {"https", "http"}) {
      if (at - begin >= scheme.size() &&
          base::lower(word.substr(at - scheme.size(), scheme.size())) == scheme) {
        begin = at - scheme.size();
        break;
      }
    }
    const bool is_parameter = begin > 0 && is_one_of(word[begin - 1], "=&?%");
    if (begin > 0 && at - begin >= 4 && !is_parameter) return begin;
  }
  return std::string_view::npos;
}

/// Forms that start with "https://www." in the box leave its end behind what people type over it:
/// "https://a.fr/www.".
std::string_view without_form_default(std::string_view word) {
  constexpr std::string_view kDefault = "https://www.";
  if (!word.ends_with('.')) return word;
  for (std::size_t length = kDefault.size(); length > 0; --length) {
    const std::string_view rest = kDefault.substr(kDefault.size() - length);
    if (!word.ends_with(rest)) continue;
    const std::string_view kept = word.substr(0, word.size() - length);
    return base::contains(kept, "/") ? kept : word;
  }
  return word;
}

/// Quotes, brackets and end-of-sentence marks around an address. A closing bracket that has its
/// opening one stays.
std::string_view without_wrapping(std::string_view word) {
  while (!word.empty() && is_one_of(word.front(), "<([{\"'`:;,.-*|")) word.remove_prefix(1);
  while (!word.empty()) {
    const char last = word.back();
    if (last == ')' && base::contains(word, "(")) break;
    if (!is_one_of(last, ">)]}\"'`:;,.*|")) break;
    word.remove_suffix(1);
  }
  return word;
}

/// The clean address that a word is, or nothing. Inside a sentence a word without scheme must look
/// like a host.
std::optional<std::string> address_of(std::string_view word, bool is_whole_text) {
  word = without_wrapping(without_form_default(word));
  bool has_scheme = false, secure = false;
  for (Scheme scheme = scheme_at_start(word); scheme.length > 0; scheme = scheme_at_start(word)) {
    has_scheme = true;
    secure = scheme.secure;
    word.remove_prefix(scheme.length);
  }
  while (!word.empty() && is_one_of(word.front(), "/\\:.")) word.remove_prefix(1);
  const Parts parts = parts_of(word);
  const std::string host = clean_host(parts.host);
  if (!is_host(host)) return std::nullopt;
  const std::string_view name = std::string_view(host).substr(0, host.find(':'));
  const std::string_view top = name.substr(name.rfind('.') + 1);
  const bool top_is_word = top.size() >= 2 && std::any_of(top.begin(), top.end(), is_lower);
  if (!has_scheme) {
    if (!top_is_word) return std::nullopt;
    if (!is_whole_text && !host.starts_with("www.") && !has_known_end(name)) return std::nullopt;
  }
  std::string out = secure ? "https://" : "http://";
  out += host;
  append_encoded(out, parts.path, kPathMarks);
  if (!parts.query.empty()) {
    out += '?';
    append_encoded(out, parts.query.substr(1), kQueryMarks);
  }
  // A fragment can't be encoded under the library's rule; without it the link still opens the page.
  if (!parts.fragment.empty() && has_only(parts.fragment.substr(1), kFragmentMarks)) {
    out += parts.fragment;
  }
  return out;
}

bool is_lone_scheme(std::string_view word) {
  const Scheme scheme = scheme_at_start(word);
  return scheme.length > 0 && scheme.length == word.size();
}

/// The words of a cell, each at most one address: cut at blanks, '|', ';' and ',' before another
/// address, and where two are glued. A scheme alone joins the next word, and so does a word broken
/// after its hyphen.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto starts_address = [&](std::size_t at) {
    const std::string_view rest = text.substr(at, 8);
    const std::string start = base::lower(rest);
    return start.starts_with("www.") || start.starts_with("http") || start.starts_with(" ");
  };
  const auto close = [&] {
    for (std::size_t cut = glued_at(word); cut != std::string::npos; cut = glued_at(word)) {
      words.push_back(word.substr(0, cut));
      word.erase(0, cut);
    }
    if (!word.empty() && !is_lone_scheme(word)) {
      words.push_back(std::move(word));
      word.clear();
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(text, at);
    const bool listed = (c == ';' || c == ',') && (at == text.size() || starts_address(at));
    if (base::is_space(c) || c == '|' || listed) {
      close();
    } else if (c >= 0x20 && c != 0x7F && !(c >= 0x200B && c <= 0x200F)) {
      word.append(text, before, at - before);
    }
  }
  close();
  return words;
}

bool looks_broken_after(std::string_view word, std::string_view next) {
  return word.ends_with('-') && base::contains(word, "/") && base::contains(next, "-") &&
         !base::contains(next, ".") && is_word(next.front());
}

std::vector<std::string> addresses_in(std::string_view text) {
  constexpr std::size_t kLongestCell = 10'000;  // bytes; a longer text is no list of addresses
  if (text.size() > kLongestCell) return {};
  std::vector<std::string> addresses;
  std::vector<std::string> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string word = std::move(words[i]);
    while (i + 1 < words.size() && looks_broken_after(word, words[i + 1])) word += words[++i];
    auto address = address_of(word, words.size() == 1);
    if (address && std::find(addresses.begin(), addresses.end(), *address) == addresses.end()) {
      addresses.push_back(std::move(*address));
    }
  }
  return addresses;
}

void lost(std::string_view field, std::string_view text, base::Notes& notes) {
  notes.findings.push_back(
      {base::Severity::warning, std::string(field) + ".unreadable", base::Finding::kNoRow,
       std::string(field), base::valid_utf8(text), "Ce texte ne contient pas d’adresse web.",
       "Copiez l’adresse entière de la page, par exemple https://ville.fr/numerique."});
}

void note(std::string_view field, std::string_view text, std::string_view after,
          base::Notes& notes) {
  if (text == after) return;
  notes.cleaned(std::string(field), base::valid_utf8(text), std::string(field) + ".spelling",
                std::string(after));
}

/// An address that needs nothing: valid, host in lower case, nothing glued to it.
bool is_clean(std::string_view text) {
  if (!is_web_address(text) || !text.starts_with("http")) return false;
  if (!is_word(text.back()) && text.back() != '/') return false;
  const std::size_t host = text.find("://") + 3;
  const std::string_view name = parts_of(text.substr(host)).host;
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         glued_at(text) == std::string_view::npos && scheme_at_start(text.substr(host)).length == 0;
}

}  // namespace

bool is_web_address(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[letters])) ++letters;
  if (letters < 3 || letters > 9 || text.substr(letters, 3) != "://") return false;
  const Parts parts = parts_of(text.substr(letters + 3));
  return is_host(parts.host) && has_only(parts.path, kPathMarks) &&
         (parts.query.empty() || has_only(parts.query.substr(1), kQueryMarks)) &&
         (parts.fragment.empty() || has_only(parts.fragment.substr(1), kFragmentMarks));
}

std::vector<std::string> clean_sites_web(std::string_view text, base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  if (text.size() == trimmed.size() && is_clean(text)) return {std::string(text)};
  std::vector<std::string> addresses = addresses_in(trimmed);
  if (addresses.empty() && !says_nothing(trimmed)) {
    lost("site_web", text, notes);
  } else {
    note("site_web", text, base::join(addresses, "|"), notes);
  }
  return addresses;
}

std::string clean_prise_rdv(std::string_view text, base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  std::vector<std::string> addresses = addresses_in(trimmed);
  if (addresses.empty()) {
    if (!says_nothing(trimmed)) lost("prise_rdv", text, notes);
    return {};
  }
  note("prise_rdv", text, addresses.front(), notes);
  return std::move(addresses.front());
}

std::string clean_fiche_acces_libre(std::string_view text, base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  if (base::contains(trimmed, "/widget.js")) {
    note("fiche_acces_libre", text, "", notes);
    return {};
  }
  std::vector<std::string> addresses = addresses_in(trimmed);
  const bool is_one_word =
      std::none_of(trimmed.begin(), trimmed.end(), [](char c) { return c == ' ' || c == '\n'; });
  for (std::string& address : addresses) {
    if (!is_one_word && !base::contains(address, "acceslibre")) continue;
    note("fiche_acces_libre", text, address, notes);
    return std::move(address);
  }
  if (!says_nothing(trimmed)) lost("fiche_acces_libre", text, notes);
  return {};
}

}  // namespace maillage::transform
