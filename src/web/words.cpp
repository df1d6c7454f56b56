#include "web/words.hpp"

#include <vector>

#include <boost/locale.hpp>
#include <boost/locale/gnu_gettext.hpp>

namespace maillage::web {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202f";

/// Isolated, a value of another direction (a name, a telephone number) keeps its order and that of
/// the phrase.
std::string replace_each(std::string_view phrase, std::initializer_list<std::string_view> values,
                         bool isolated = false) {
  constexpr std::string_view kFirstStrongIsolate = "\u2068", kPopIsolate = "\u2069";
  std::string out;
  for (const std::string_view value : values) {
    const std::size_t hole = phrase.find("{}");
    if (hole == std::string_view::npos) break;
    out += phrase.substr(0, hole);
    if (isolated) out += kFirstStrongIsolate;
    out += value;
    if (isolated) out += kPopIsolate;
    phrase.remove_prefix(hole + 2);
  }
  out += phrase;
  return out;
}

}  // namespace

struct Words::Catalogue {
  std::locale locale;
};

Words::Words() = default;

Words Words::from_catalogue(std::string_view language, std::string_view catalogue) {
  namespace gettext = boost::locale::gnu_gettext;
  gettext::messages_info info;
  info.language = std::string(language);
  info.encoding = "UTF-8";
  info.domains.emplace_back("maillage");
  info.paths.emplace_back("");
  // Where Boost would read a file it is given the bytes; it asks under several names.
  info.callback = [catalogue](const std::string&, const std::string&) {
    return std::vector<char>(catalogue.begin(), catalogue.end());
  };
  Words words;
  words.language_ = std::string(language);
  words.catalogue_ = std::make_shared<const Catalogue>(
      Catalogue{std::locale(std::locale::classic(), gettext::create_messages_facet<char>(info))});
  return words;
}

std::string_view Words::direction() const {
  return language_ == "ar" ? "rtl" : "ltr";
}

std::string Words::operator()(Literal phrase) const {
  if (!catalogue_) return std::string(phrase.text());
  return boost::locale::translate(std::string(phrase.text())).str(catalogue_->locale);
}

std::string Words::fill(Literal phrase, std::initializer_list<std::string_view> values) const {
  return replace_each((*this)(phrase), values, direction() == "rtl");
}

std::string Words::count(Literal one, Literal many, std::int64_t n) const {
  std::string form;
  if (catalogue_) {
    form = boost::locale::translate(std::string(one.text()), std::string(many.text()),
                                    static_cast<int>(n))
               .str(catalogue_->locale);
  } else {
    form = std::string((n < 2 ? one : many).text());
  }
  return replace_each(form, {number(n)});
}

std::string Words::number(std::int64_t value) const {
  const std::string_view separator = language_ == "en" ? "," : kNarrowNoBreakSpace;
  const std::string digits = std::to_string(value);
  const std::size_t start = value < 0 ? 1 : 0;
  std::string out = digits.substr(0, start);
  for (std::size_t i = start; i < digits.size(); ++i) {
    if (i > start && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

}  // namespace maillage::web
