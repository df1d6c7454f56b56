#include "web/words.hpp"

#include <boost/locale.hpp>

namespace maillage::web {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202f";

std::string replace_each(std::string_view phrase, std::initializer_list<std::string_view> values) {
  std::string out;
  for (const std::string_view value : values) {
    const std::size_t hole = phrase.find("{}");
    if (hole == std::string_view::npos) break;
    out += phrase.substr(0, hole);
    out += value;
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

Words Words::load(std::string_view language, const std::string& folder) {
  boost::locale::generator generator;
  generator.add_messages_path(folder);
  generator.add_messages_domain("maillage/UTF-8");
  Words words;
  words.language_ = std::string(language);
  words.catalogue_ =
      std::make_shared<const Catalogue>(Catalogue{generator(words.language_ + ".UTF-8")});
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
  return replace_each((*this)(phrase), values);
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
