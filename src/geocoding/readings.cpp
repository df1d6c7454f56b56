#include "geocoding/readings.hpp"

#include "geocoding/letters.hpp"
#include "territory/closeness.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::geocoding {
namespace {

using territory::NameKind;

constexpr std::size_t kMostWordsOfName = 9;
/// More namesakes than that are a word, not a name; the largest ones are kept.
constexpr std::size_t kMostNamesakes = 60;
constexpr std::size_t kMostGuesses = 12;

// How well a kind of evidence names a place: our own scale, set on the queries of bench/geocoding.
constexpr double kWithoutArticle = 0.97, kFormerName = 0.9, kLocality = 0.8, kEpci = 0.8;
constexpr double kPostcodeAlone = 0.9, kOtherPostcode = 0.85;
constexpr double kAfterStreetType = 0.5, kNotAtTheEnd = 0.98, kAreaBesideWords = 0.6;
constexpr double kOneMisspelling = 0.88, kUnfinished = 0.8, kCutAtAWord = 0.86;

WordSet bits(std::size_t from, std::size_t count) {
  return ((WordSet{1} << count) - 1) << from;
}

struct Span {
  std::size_t from, count;
  std::span<const PlaceName> names;
};

std::string key_of(std::span<const Word> words) {
  std::string key;
  for (const Word& word : words) {
    if (!key.empty()) key += '-';
    key += word.key;
  }
  return key;
}

bool serves(const NamedPlace& place, std::uint32_t postcode) {
  if (place.commune == nullptr) return false;
  const auto postcodes = place.commune->postcodes();
  return std::ranges::find(postcodes, postcode) != postcodes.end();
}

/// Paris, 75000: the postcode of no street, and of the whole city.
bool is_general_postcode(const NamedPlace& place, std::uint32_t postcode) {
  return place.commune != nullptr && postcode % 1000 == 0 && !place.commune->postcodes().empty() &&
         place.commune->postcodes().front() / 1000 == postcode / 1000;
}

bool is_in_departement(const NamedPlace& place, std::uint32_t postcode) {
  if (place.commune == nullptr) return false;
  const std::string written = territory::postcode_text(postcode);
  const std::string_view departement = place.commune->departement();
  return departement.size() == 2 && departement[1] > '9' ? written.starts_with("20")
                                                         : written.starts_with(departement);
}

/// "77", "2a"
bool is_departement(const Word& word, std::string_view code) {
  std::string written = word.key + word.suffix;
  if (!word.suffix.empty()) written.back() = static_cast<char>(written.back() - 'a' + 'A');
  return written == code;
}

class PlaceReader {
 public:
  PlaceReader(const PlaceNames& names, std::span<const Word> words, bool unfinished = false)
      : names_(names), words_(words), unfinished_(unfinished) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].role != Role::noise) last_ = i;
      if (is_postcode(words_[i]) && postcode_ == 0) {
        postcode_ = words_[i].number;
        postcode_at_ = i;
      }
    }
  }

  std::vector<Reading> exact() {
    find_spans();
    for (const Span& span : spans_) read_span(span);
    if (postcode_ != 0) read_postcode();
    read_codes();
    return std::move(readings_);
  }

  std::vector<Reading> guessed() {
    // A name misspelt stands at one end of the question, mostly the last one.
    for (std::size_t count = std::min(words_.size(), kMostWordsOfName - 3); count > 0; --count) {
      guess(words_.size() - count, count);
      if (count < words_.size()) guess(0, count);
    }
    if (postcode_ != 0 && postcode_at_ > 0) {
      for (std::size_t count = 1; count <= std::min<std::size_t>(postcode_at_, 5); ++count)
        guess(postcode_at_ - count, count);
    }
    return std::move(readings_);
  }

 private:
  void find_spans() {
    for (std::size_t from = 0; from < words_.size(); ++from) {
      if (words_[from].role == Role::noise || is_postcode(words_[from])) continue;
      std::string key;
      std::size_t longest = 0;
      std::span<const PlaceName> found;
      for (std::size_t end = from; end < words_.size() && end - from < kMostWordsOfName; ++end) {
        if (words_[end].role == Role::noise || is_postcode(words_[end])) break;
        if (!key.empty()) key += '-';
        key += words_[end].key;
        if (const auto named = names_.named(key); !named.empty()) {
          found = named;
          longest = end - from + 1;
        }
      }
      if (longest == 0 || !may_be_a_name(from, longest)) continue;
      const bool inside =
          !spans_.empty() && spans_.back().from + spans_.back().count >= from + longest;
      if (!inside) spans_.push_back({from, longest, found});
    }
  }
  /// A street type, a link or a number alone is a commune (Rue, Y) only when nothing else is said.
  bool may_be_a_name(std::size_t from, std::size_t count) const {
    if (count > 1 || words_[from].role == Role::name) return true;
    return std::ranges::all_of(words_, [&](const Word& word) {
      return &word == &words_[from] || word.role == Role::noise || is_postcode(word) ||
             word.key == "france";
    });
  }

  bool follows_street_type(std::size_t from) const {
    while (from > 0 && words_[from - 1].role == Role::link) --from;
    return from > 0 && words_[from - 1].role == Role::type;
  }

  double place_in_text(std::size_t from, std::size_t count) const {
    double quality = 1;
    if (follows_street_type(from)) quality *= kAfterStreetType;
    const bool at_end = from + count > last_ || is_postcode(words_[from + count]);
    return at_end ? quality : quality * kNotAtTheEnd;
  }

  void read_span(const Span& span) {
    std::vector<const PlaceName*> namesakes;
    for (const PlaceName& name : span.names) namesakes.push_back(&name);
    const auto agrees = [&](const PlaceName* name) {
      return postcode_ != 0 && serves(names_.place(name->place), postcode_);
    };
    std::ranges::stable_sort(namesakes, [&](const PlaceName* a, const PlaceName* b) {
      return agrees(a) != agrees(b)
                 ? agrees(a)
                 : names_.place(a->place).population > names_.place(b->place).population;
    });
    namesakes.resize(std::min(namesakes.size(), kMostNamesakes));
    for (const PlaceName* name : namesakes) {
      Reading reading;
      reading.place = name->place;
      reading.words = bits(span.from, span.count);
      reading.quality = place_in_text(span.from, span.count);
      reading.reasons |= static_cast<unsigned>(Reason::name);
      if (complete(*name, reading)) add(std::move(reading));
    }
  }

  /// Adds what the kind of the name, the postcode and the words around say; false when the reading
  /// is not to be had.
  bool complete(const PlaceName& name, Reading& reading) const {
    const NamedPlace& place = names_.place(name.place);
    if (place.kind == Kind::epci) reading.quality *= kEpci;
    const bool says_all = static_cast<std::size_t>(std::popcount(reading.words)) == words_.size();
    if (place.commune == nullptr && !says_all) reading.quality *= kAreaBesideWords;
    if (name.kind == NameKind::without_article) reading.quality *= kWithoutArticle;
    if (name.kind == NameKind::arrondissement)
      reading.reasons |= static_cast<unsigned>(Reason::arrondissement);
    if (name.kind == NameKind::former || name.kind == NameKind::locality) {
      const bool locality = name.kind == NameKind::locality;
      if (locality && postcode_ != name.postcode) {
        // "Le Bourg" says nothing without its postcode; a long name may.
        if (postcode_ != 0 || name.key.size() < 6) return false;
        reading.quality *= kLocality;
      }
      reading.quality *= kFormerName;
      reading.former = name.key;
      reading.reasons |= static_cast<unsigned>(Reason::former_name);
    }
    confirm_by_postcode(place, reading);
    confirm_by_area(place, reading);
    return true;
  }

  void confirm_by_postcode(const NamedPlace& place, Reading& reading) const {
    if (postcode_ == 0) return;
    if (serves(place, postcode_) || is_general_postcode(place, postcode_)) {
      reading.words |= bits(postcode_at_, 1);
      reading.postcode = postcode_;
      reading.reasons |= static_cast<unsigned>(Reason::postcode);
    } else if (is_in_departement(place, postcode_)) {
      reading.words |= bits(postcode_at_, 1);  // a CEDEX, or a digit mistyped
      reading.quality *= kOtherPostcode;
    }
  }

  /// "Les Déserts, Savoie", "Torcy 77", "Courbevoie France".
  void confirm_by_area(const NamedPlace& place, Reading& reading) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool taken = (reading.words >> i & 1) != 0;
      if (!taken && words_[i].key == "france" && i + 1 == words_.size())
        reading.words |= bits(i, 1);
      if (!taken && place.commune != nullptr && i + 1 == words_.size() &&
          words_[i].role == Role::number && is_departement(words_[i], place.commune->departement()))
        reading.words |= bits(i, 1);
    }
    if (place.commune == nullptr) return;
    for (const Span& span : spans_) {
      const WordSet words = bits(span.from, span.count);
      if ((reading.words & words) != 0) continue;
      for (const PlaceName& name : span.names) {
        const NamedPlace& area = names_.place(name.place);
        if ((area.kind == Kind::departement && area.code == place.commune->departement()) ||
            (area.kind == Kind::region && area.code == place.commune->region()))
          reading.words |= words;
      }
    }
  }

  void read_postcode() {
    if (const Arrondissement* part = arrondissement_of_postcode(postcode_)) {
      if (const auto place = names_.place_of(*part)) add_postcode(*place);
      return;
    }
    for (const territory::Commune* commune :
         names_.communes().by_postcode(territory::postcode_text(postcode_)))
      add_postcode(names_.place_of(*commune));
  }

  void add_postcode(std::uint32_t place) {
    Reading reading;
    reading.place = place;
    reading.words = bits(postcode_at_, 1);
    reading.quality = kPostcodeAlone;
    reading.postcode = postcode_;
    reading.reasons = static_cast<unsigned>(Reason::postcode);
    add_close_name(reading);
    confirm_by_area(names_.place(place), reading);
    add(std::move(reading));
  }

  /// The name beside the postcode, misspelt or cut: "69210 l'arbresl", "17250 la vallee".
  void add_close_name(Reading& reading) const {
    const auto try_span = [&](std::size_t from, std::size_t count) {
      const std::string written = key_of(words_.subspan(from, count));
      if (written.size() < 4) return;
      names_.each_name(reading.place, [&](const PlaceName& name) {
        if (name.kind == NameKind::locality && name.postcode != postcode_) return;
        const int limit = tolerance_of(written.size());
        const int slips = territory::misspellings(written, name.key, limit);
        const bool close = limit > 0 && slips <= limit;
        const bool cut = name.key.size() > written.size() && name.key.starts_with(written) &&
                         name.key[written.size()] == '-';
        if (!close && !cut) return;
        const WordSet words = bits(from, count);
        if (std::popcount(words | reading.words) <= std::popcount(reading.words)) return;
        reading.words = bits(postcode_at_, 1) | words;
        reading.quality = 1 - 0.04 * (cut ? 1 : slips);
        reading.reasons |= static_cast<unsigned>(slips == 0 ? Reason::name
                                                 : close    ? Reason::spelling
                                                            : Reason::beginning);
      });
    };
    for (std::size_t count = 1; count <= 5; ++count) {
      if (postcode_at_ + count < words_.size()) try_span(postcode_at_ + 1, count);
      if (count <= postcode_at_) try_span(postcode_at_ - count, count);
    }
  }

  /// A whole question that is an INSEE code or the number of a département.
  void read_codes() {
    if (words_.size() > 3) return;
    std::string code;
    for (const Word& word : words_) code += word.key + word.suffix;
    for (char& c : code) c = c == 'a' ? 'A' : c == 'b' ? 'B' : c;
    Reading reading;
    reading.words = bits(0, words_.size());
    reading.reasons = static_cast<unsigned>(Reason::code);
    if (const territory::Commune* commune = names_.communes().by_code(code)) {
      reading.place = names_.place_of(*commune);
      reading.quality = postcode_ != 0 && !readings_.empty() ? 0.5 : 1;  // a postcode first
      add(std::move(reading));
    } else if (code.size() <= 3 && !code.empty()) {
      if (code.size() == 1) code.insert(0, "0");
      if (const auto area = names_.area_index(Kind::departement, code)) {
        reading.place = *area;
        add(std::move(reading));
      }
    }
  }

  void guess(std::size_t from, std::size_t count) {
    const auto span = words_.subspan(from, count);
    if (std::ranges::any_of(span, [](const Word& word) {
          return word.role == Role::noise || word.role == Role::number || word.key == "france";
        }))
      return;
    const std::string key = key_of(span);
    const double here = place_in_text(from, count);
    const auto take = [&](const PlaceName& name, double quality, Reason reason) {
      Reading reading;
      reading.place = name.place;
      reading.words = bits(from, count);
      reading.quality = here * quality;
      reading.reasons = static_cast<unsigned>(reason);
      if (name.kind != NameKind::locality && complete(name, reading)) add(std::move(reading));
    };
    if (const int limit = tolerance_of(key.size()); limit > 0) {
      names_.each_close(key, limit, [&](const PlaceName& name, int slips) {
        take(name, std::pow(kOneMisspelling, slips), slips == 0 ? Reason::name : Reason::spelling);
      });
    }
    if (key.size() >= 3 && from + count == words_.size()) guess_beginnings(key, take);
  }

  template <class Take>
  void guess_beginnings(const std::string& key, Take take) const {
    std::vector<const PlaceName*> largest;
    const auto weight = [&](const PlaceName* name) {
      const bool at_a_word =
          unfinished_ || (name->key.size() > key.size() && name->key[key.size()] == '-');
      return std::pair(at_a_word, names_.place(name->place).population);
    };
    for (const PlaceName& name : names_.beginning_with(key)) {
      if (name.kind == NameKind::locality || name.key.size() == key.size()) continue;
      largest.push_back(&name);
    }
    const std::size_t kept = std::min(largest.size(), kMostGuesses);
    std::ranges::partial_sort(largest, largest.begin() + static_cast<std::ptrdiff_t>(kept),
                              [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
    for (std::size_t i = 0; i < kept; ++i)
      take(*largest[i], weight(largest[i]).first ? kCutAtAWord : kUnfinished, Reason::beginning);
  }

  void add(Reading reading) { readings_.push_back(std::move(reading)); }

  const PlaceNames& names_;
  std::span<const Word> words_;
  bool unfinished_;
  std::size_t last_ = 0;
  std::uint32_t postcode_ = 0;
  std::size_t postcode_at_ = 0;
  std::vector<Span> spans_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> read_places(const PlaceNames& names, std::span<const Word> words) {
  return PlaceReader(names, words).exact();
}

std::vector<Reading> guess_places(const PlaceNames& names, std::span<const Word> words,
                                  bool unfinished) {
  return PlaceReader(names, words, unfinished).guessed();
}

double weight_of(const Word& word) {
  switch (word.role) {
    case Role::name:
      return 1;
    case Role::link:
      return 0.1;
    case Role::type:
      return 0.4;
    case Role::number:
      return is_postcode(word) ? 0.8 : 0.3;
    case Role::noise:
      break;
  }
  return 0;
}

}  // namespace maillage::geocoding
