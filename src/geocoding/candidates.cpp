#include "geocoding/candidates.hpp"

#include "geocoding/letters.hpp"
#include "territory/closeness.hpp"
#include "territory/name_key.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace maillage::geocoding {
namespace {

/// An answer that explains that much of the question needs no guess.
constexpr double kGoodEnough = 0.8;
constexpr double kWellNamed = 0.96;
constexpr std::size_t kMostReadings = 40;
constexpr std::size_t kWorthAHouse = 12;
/// What a street loses whose postcode isn't the one written, or whose former commune isn't.
constexpr double kWrongPostcode = 0.3, kWrongFormer = 0.1;
constexpr double kNearestNumber = 0.1, kNumber = 0.3;
/// What an answer gains for being where the question is asked, and how fast that fades.
constexpr double kNear = 0.12, kNearM = 8'000;

/// Between equal names the larger place is meant more often; a commune before an area of the same
/// size (Paris).
double size_bonus(const NamedPlace& place) {
  const double magnitude = std::log10(place.population + 1.0);
  return 0.004 * (magnitude + (place.kind == Kind::commune ? 0.5 : 0));
}

bool is_same_postcode(std::uint32_t a, std::uint32_t b) {
  const Arrondissement* of_a = arrondissement_of_postcode(a);
  return a == b || (of_a != nullptr && of_a == arrondissement_of_postcode(b));
}

/// The candidates of one question, from the surest readings to the boldest guesses.
class Search {
 public:
  Search(const Question& question, const PlaceNames& names, const AddressFile* file,
         const CommuneStreets& streets)
      : names_(names),
        file_(file),
        streets_(streets),
        words_(read_words(question.text)),
        unfinished_(question.unfinished),
        near_(question.near) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].role != Role::noise) all_ |= WordSet{1} << i;
    }
    if (file_ != nullptr) finder_.emplace(*file_, std::span<const Word>(words_), unfinished_);
  }

  Candidates run() {
    consider(read_places(names_, words_));
    if (finder_ && !is_good()) consider_anywhere();
    if (!is_good() || unfinished_) consider(guess_places(names_, words_, unfinished_));
    sort();
    if (finder_) {
      find_houses();
      sort();
    }
    return {std::move(words_), std::move(candidates_)};
  }

 private:
  /// Without addresses, a commune named as it should be beside a street is all that can be had.
  bool is_good() const {
    return std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
      return candidate.score >= kGoodEnough ||
             (!finder_ && candidate.reading.quality >= kWellNamed &&
              is_a_street(all_ & ~candidate.reading.words));
    });
  }
  bool is_a_street(WordSet words) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words >> i & 1) != 0 && (words_[i].role == Role::type || words_[i].role == Role::number))
        return true;
    }
    return false;
  }
  void sort() {
    std::ranges::stable_sort(
        candidates_, [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
  }

  void consider(std::vector<Reading> readings) {
    const auto weight = [&](const Reading& reading) {
      return reading.quality * weight_of_words(reading.words) +
             size_bonus(names_.place(reading.place));
    };
    std::ranges::stable_sort(
        readings, [&](const Reading& a, const Reading& b) { return weight(a) > weight(b); });
    std::size_t searched = 0;
    for (Reading& reading : readings) {
      const NamedPlace& place = names_.place(reading.place);
      if (finder_ && place.commune != nullptr && says_a_street(all_ & ~reading.words) &&
          searched++ < kMostReadings)
        consider_streets(reading, *place.commune);
      add({std::move(reading), {}, {}});
    }
  }

  /// "rue" alone names no street; "la place" may.
  bool is_named(const FoundStreet& street) const {
    WordSet names = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].role == Role::name || words_[i].role == Role::number) names |= WordSet{1} << i;
    }
    return (street.words & names) != 0 || (street.words != 0 && street.missing == 0);
  }

  bool says_a_street(WordSet free) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool says = words_[i].role == Role::name || words_[i].role == Role::type;
      if ((free >> i & 1) != 0 && says) return true;
    }
    return false;
  }

  void consider_streets(const Reading& reading, const territory::Commune& commune) {
    const StreetRange range = streets_.of(names_.place_of(commune));
    if (range.from == range.to) return;
    for (FoundStreet& street : finder_->in_commune(range, all_ & ~reading.words)) {
      if (is_named(street)) add({reading, street, {}});
    }
  }

  void consider_anywhere() {
    const auto nearby = near_ ? streets_.around(*near_, names_) : std::vector<StreetRange>();
    for (FoundStreet& street : finder_->anywhere(all_, nearby, streets_.largest())) {
      if (!is_named(street)) continue;
      const auto place = streets_.place(file_->commune_of(street.street));
      if (!place) continue;
      Reading reading;
      reading.place = *place;
      reading.quality = 0.85;
      reading.words = words_close_to(reading.place, all_ & ~street.words);
      if (reading.words != 0) reading.reasons = static_cast<unsigned>(Reason::spelling);
      add({reading, street, {}});
    }
  }

  /// Words that nobody took yet and that nearly name the place.
  WordSet words_close_to(std::uint32_t place, WordSet free) const {
    WordSet best = 0;
    for (std::size_t from = 0; from < words_.size(); ++from) {
      std::string key;
      WordSet taken = 0;
      for (std::size_t end = from; end < words_.size() && end < from + 5; ++end) {
        if ((free >> end & 1) == 0 || words_[end].role == Role::number) break;
        taken |= WordSet{1} << end;
        key += (key.empty() ? "" : "-") + words_[end].key;
        if (key.size() < 4 || std::popcount(taken) <= std::popcount(best)) continue;
        names_.each_name(place, [&](const PlaceName& name) {
          const int limit = tolerance_of(key.size());
          if (name.key.starts_with(key) ||
              (limit > 0 && territory::misspellings(key, name.key, limit) <= limit))
            best = taken;
        });
      }
    }
    return best;
  }

  double weight_of_words(WordSet set) const {
    double weight = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (set >> i & 1) weight += weight_of(words_[i]);
    }
    return weight;
  }

  void add(Candidate candidate) {
    rate(candidate);
    candidates_.push_back(std::move(candidate));
  }

  void rate(Candidate& candidate) const {
    double asked = weight_of_words(all_);
    double said = candidate.reading.quality * weight_of_words(candidate.reading.words);
    if (candidate.street) {
      asked += candidate.street->missing;
      said += candidate.street->said - mismatch(candidate);
      for (std::size_t i = 0; i < words_.size(); ++i) {  // a number in a name weighs as a name
        if (words_[i].role == Role::number && (candidate.street->words >> i & 1) != 0)
          asked += 1 - weight_of(words_[i]);
      }
    }
    if (candidate.house) said += candidate.is_nearest_house ? kNearestNumber : kNumber;
    candidate.score = asked <= 0 ? 0 : std::clamp(said / asked, 0.0, 1.0);
    candidate.rank = candidate.score + size_bonus(names_.place(candidate.reading.place));
    if (near_) candidate.rank += nearness_bonus(candidate);
  }

  double nearness_bonus(const Candidate& candidate) const {
    Point point = names_.place(candidate.reading.place).point;
    if (candidate.street) {
      point = file_->point(file_->streets()[candidate.street->street]);
    }
    return kNear * std::exp(-distance_m(point, *near_) / kNearM);
  }

  double mismatch(const Candidate& candidate) const {
    const StreetRecord& street = file_->streets()[candidate.street->street];
    const NamedPlace& place = names_.place(candidate.reading.place);
    const std::uint32_t wanted = place.arrondissement != nullptr ? place.arrondissement->postcode
                                                                 : candidate.reading.postcode;
    double loss = 0;
    if (wanted != 0 && wanted % 1000 != 0 && !is_same_postcode(wanted, street.postcode))
      loss += kWrongPostcode;
    const std::string_view former = candidate.reading.former;
    if (!former.empty() && street.former_length > 0 &&
        territory::name_key(file_->former(street)) != former)
      loss += kWrongFormer;
    return loss;
  }

  void find_houses() {
    for (std::size_t i = 0; i < std::min(kWorthAHouse, candidates_.size()); ++i) {
      Candidate& candidate = candidates_[i];
      if (!candidate.street) continue;
      const WordSet taken = candidate.reading.words | candidate.street->words;
      const auto number = std::ranges::find_if(words_, [&](const Word& word) {
        const bool free = (taken >> (&word - words_.data()) & 1) == 0;
        return free && word.role == Role::number && !is_postcode(word) && word.number > 0;
      });
      if (number == words_.end()) continue;
      find_house(*number, candidate);
      if (candidate.house) candidate.number = WordSet{1} << (number - words_.begin());
      rate(candidate);
    }
  }

  /// The house of that number, else the nearest number on the same side.
  void find_house(const Word& wanted, Candidate& candidate) const {
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    file_->each_house(file_->streets()[candidate.street->street], [&](const House& house) {
      const std::uint32_t apart = house.number > wanted.number ? house.number - wanted.number
                                                               : wanted.number - house.number;
      const bool other_side = (house.number ^ wanted.number) & 1;
      const std::uint32_t cost =
          4 * apart + (other_side ? 3 : 0) + (house.suffix != wanted.suffix ? 1 : 0);
      if (cost < least) {
        least = cost;
        candidate.house = house;
        candidate.is_nearest_house = cost > 0;
      }
      return house.number <= wanted.number || house.number - wanted.number < 8;
    });
  }

  const PlaceNames& names_;
  const AddressFile* file_;  ///< null: streets are not known
  const CommuneStreets& streets_;
  std::vector<Word> words_;
  bool unfinished_;
  std::optional<Point> near_;
  WordSet all_ = 0;
  std::optional<StreetFinder> finder_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Candidates find_candidates(const Question& question, const PlaceNames& names,
                           const AddressFile* file, const CommuneStreets& streets) {
  return Search(question, names, file, streets).run();
}

std::string rest(std::span<const Word> words, const Candidate& candidate) {
  const WordSet said =
      candidate.reading.words | candidate.number | (candidate.street ? candidate.street->words : 0);
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if ((said >> i & 1) != 0 || words[i].role == Role::link || words[i].role == Role::noise)
      continue;
    text += (text.empty() ? "" : " ") + words[i].key;
  }
  return text;
}

}  // namespace maillage::geocoding
