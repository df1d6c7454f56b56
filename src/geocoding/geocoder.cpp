#include "geocoding/geocoder.hpp"

#include "geocoding/letters.hpp"
#include "geocoding/reverse.hpp"
#include "territory/closeness.hpp"
#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::geocoding {
namespace {

/// An answer that explains that much of the question needs no guess.
constexpr double kGoodEnough = 0.8;
constexpr double kWellNamed = 0.96;
constexpr std::size_t kMostReadings = 40;
constexpr std::size_t kWorthAHouse = 12;
constexpr std::size_t kLargestCommunes = 300;
/// What a street loses whose postcode isn't the one written, or whose former commune isn't.
constexpr double kWrongPostcode = 0.3, kWrongFormer = 0.1;
constexpr double kNearestNumber = 0.1, kNumber = 0.3;
constexpr double kFarthestCommuneM = 15'000;
/// What an answer gains for being where the question is asked, and how fast that fades.
constexpr double kNear = 0.12, kNearM = 8'000;
constexpr double kNearbyDegrees = 0.3;
constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

/// Between equal names the larger place is meant more often; a commune before an area of the same
/// size (Paris).
double size_bonus(const NamedPlace& place) {
  const double magnitude = std::log10(place.population + 1.0);
  return 0.004 * (magnitude + (place.kind == Kind::commune ? 0.5 : 0));
}

std::string label_of(const NamedPlace& place, std::string_view postcode) {
  if (place.commune == nullptr) return std::string(place.name);
  std::string label(postcode);
  if (!label.empty()) label += ' ';
  label += place.commune->name();
  if (place.arrondissement != nullptr) {
    label += ' ' + std::to_string(place.arrondissement->number) +
             (place.arrondissement->number == 1 ? "er" : "e") + " arrondissement";
  }
  return label;
}

bool is_same_postcode(std::uint32_t a, std::uint32_t b) {
  const Arrondissement* of_a = arrondissement_of_postcode(a);
  return a == b || (of_a != nullptr && of_a == arrondissement_of_postcode(b));
}

}  // namespace

/// One way to understand the question.
struct Geocoder::Candidate {
  Reading reading;
  std::optional<FoundStreet> street;
  std::optional<House> house;
  WordSet number = 0;  ///< the word that tells the house
  bool is_nearest_house = false;
  double score = 0;  ///< share of the question that it explains
  double rank = 0;   ///< score, and a little for the size of the place
};

/// The candidates of one question, from the surest readings to the boldest guesses.
class Geocoder::Search {
 public:
  Search(const Geocoder& geocoder, const Question& question)
      : geocoder_(geocoder),
        names_(geocoder.names_),
        words_(read_words(question.text)),
        unfinished_(question.unfinished),
        near_(question.near) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].role != Role::noise) all_ |= WordSet{1} << i;
    }
    if (geocoder.addresses_)
      finder_.emplace(*geocoder.addresses_, std::span<const Word>(words_), unfinished_);
  }

  /// The words that a candidate leaves unexplained, but for links.
  std::string rest(const Candidate& candidate) const {
    const WordSet said = candidate.reading.words | candidate.number |
                         (candidate.street ? candidate.street->words : 0);
    std::string text;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((said >> i & 1) != 0 || words_[i].role == Role::link || words_[i].role == Role::noise)
        continue;
      text += (text.empty() ? "" : " ") + words_[i].key;
    }
    return text;
  }

  std::vector<Candidate> run() {
    consider(read_places(names_, words_));
    if (finder_ && !is_good()) consider_anywhere();
    if (!is_good() || unfinished_) consider(guess_places(names_, words_, unfinished_));
    sort();
    if (finder_) {
      find_houses();
      sort();
    }
    return std::move(candidates_);
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
    const StreetRange range = geocoder_.streets_of_[names_.place_of(commune)];
    if (range.from == range.to) return;
    for (FoundStreet& street : finder_->in_commune(range, all_ & ~reading.words)) {
      if (is_named(street)) add({reading, street, {}});
    }
  }

  void consider_anywhere() {
    const AddressFile& file = *geocoder_.addresses_;
    for (FoundStreet& street : finder_->anywhere(all_, nearby(), geocoder_.largest_)) {
      if (!is_named(street)) continue;
      const std::uint32_t place = geocoder_.places_of_file_[file.commune_of(street.street)];
      if (place == kNowhere) continue;
      Reading reading;
      reading.place = place;
      reading.quality = 0.85;
      reading.words = words_close_to(reading.place, all_ & ~street.words);
      if (reading.words != 0) reading.reasons = static_cast<unsigned>(Reason::spelling);
      add({reading, street, {}});
    }
  }

  /// The streets of the communes around, the nearest first.
  std::vector<StreetRange> nearby() const {
    std::vector<StreetRange> ranges;
    if (!near_) return ranges;
    std::vector<std::pair<double, std::uint32_t>> communes;
    const auto& from_south = geocoder_.from_south_;
    auto at = std::ranges::lower_bound(from_south, near_->latitude - kNearbyDegrees, {},
                                       [](const auto& commune) { return commune.first; });
    for (; at != from_south.end() && at->first <= near_->latitude + kNearbyDegrees; ++at) {
      const Point point = names_.place(at->second).point;
      if (std::abs(point.longitude - near_->longitude) <= kNearbyDegrees)
        communes.emplace_back(distance_m(point, *near_), at->second);
    }
    std::ranges::sort(communes);
    for (const auto& [distance, commune] : communes)
      ranges.push_back(geocoder_.streets_of_[commune]);
    return ranges;
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
      const AddressFile& file = *geocoder_.addresses_;
      point = file.point(file.streets()[candidate.street->street]);
    }
    return kNear * std::exp(-distance_m(point, *near_) / kNearM);
  }

  double mismatch(const Candidate& candidate) const {
    const AddressFile& file = *geocoder_.addresses_;
    const StreetRecord& street = file.streets()[candidate.street->street];
    const NamedPlace& place = names_.place(candidate.reading.place);
    const std::uint32_t wanted = place.arrondissement != nullptr ? place.arrondissement->postcode
                                                                 : candidate.reading.postcode;
    double loss = 0;
    if (wanted != 0 && wanted % 1000 != 0 && !is_same_postcode(wanted, street.postcode))
      loss += kWrongPostcode;
    const std::string_view former = candidate.reading.former;
    if (!former.empty() && street.former_length > 0 &&
        territory::name_key(file.former(street)) != former)
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
    const AddressFile& file = *geocoder_.addresses_;
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    file.each_house(file.streets()[candidate.street->street], [&](const House& house) {
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

  const Geocoder& geocoder_;
  const PlaceNames& names_;
  std::vector<Word> words_;
  bool unfinished_;
  std::optional<Point> near_;
  WordSet all_ = 0;
  std::optional<StreetFinder> finder_;
  std::vector<Candidate> candidates_;
};

Geocoder::Geocoder(const territory::Communes& communes, std::optional<AddressFile> addresses)
    : names_(communes), addresses_(std::move(addresses)) {
  if (!addresses_) return;
  streets_of_.resize(communes.all().size());
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < addresses_->communes().size(); ++i) {
    const territory::Commune* commune = communes.by_code({addresses_->communes()[i].code, 5});
    places_of_file_.push_back(commune != nullptr ? names_.place_of(*commune) : kNowhere);
    if (commune == nullptr) continue;
    places.push_back(places_of_file_.back());
    streets_of_[places.back()] = {addresses_->first_street(i), addresses_->first_street(i + 1)};
    from_south_.emplace_back(commune->latitude(), places.back());
  }
  std::ranges::sort(from_south_);
  std::ranges::stable_sort(places, std::greater{},
                           [&](std::uint32_t place) { return names_.place(place).population; });
  places.resize(std::min(places.size(), kLargestCommunes));
  for (const std::uint32_t place : places) largest_.push_back(streets_of_[place]);
}

Answer Geocoder::place_answer(std::uint32_t index, std::uint32_t postcode) const {
  const NamedPlace& place = names_.place(index);
  Answer answer;
  answer.kind = place.kind;
  answer.commune = place.commune;
  answer.point = place.point;
  answer.code = place.code;
  if (place.commune != nullptr) {
    answer.code =
        place.arrondissement != nullptr ? place.arrondissement->code : place.commune->code();
    if (place.arrondissement != nullptr) postcode = place.arrondissement->postcode;
    if (postcode == 0 && place.commune->postcodes().size() == 1)
      postcode = place.commune->postcodes().front();
    if (postcode != 0) answer.postcode = territory::postcode_text(postcode);
  }
  answer.label = label_of(place, answer.postcode);
  return answer;
}

Answer Geocoder::street_answer(std::uint32_t index, const House* house) const {
  const StreetRecord& street = addresses_->streets()[index];
  const auto& commune = addresses_->communes()[addresses_->commune_of(index)];
  Answer answer;
  answer.kind = Kind::street;
  answer.code = std::string_view(commune.code, 5);
  answer.commune = communes().by_code(answer.code);
  if (street.postcode != 0) answer.postcode = territory::postcode_text(street.postcode);
  answer.street = addresses_->name(street);
  answer.point = addresses_->point(street);
  answer.label = answer.street;
  if (house != nullptr) {
    answer.kind = Kind::house_number;
    answer.number = std::to_string(house->number);
    if (!house->suffix.empty()) answer.number += " " + std::string(house->suffix);
    answer.point = house->point;
    answer.label = answer.number + " " + answer.street;
  }
  const std::string_view former = addresses_->former(street);
  const std::string_view name = answer.commune != nullptr ? answer.commune->name() : "";
  if (!former.empty() && former != name) answer.label += ", " + std::string(former);
  answer.label += ", " + answer.postcode + (answer.postcode.empty() ? "" : " ") + std::string(name);
  return answer;
}

std::vector<Answer> Geocoder::search(const Question& question) const {
  std::vector<Answer> answers;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> given;  // place and street
  Search search(*this, question);
  for (const Candidate& candidate : search.run()) {
    if (answers.size() == question.limit) break;
    constexpr auto kNoStreet = std::numeric_limits<std::uint32_t>::max();
    const std::pair meaning(candidate.street ? kNoStreet : candidate.reading.place,
                            candidate.street ? candidate.street->street : kNoStreet);
    if (std::ranges::find(given, meaning) != given.end()) continue;
    given.push_back(meaning);
    const bool at_house = candidate.house && !candidate.is_nearest_house;
    Answer answer =
        candidate.street
            ? street_answer(candidate.street->street, at_house ? &*candidate.house : nullptr)
            : place_answer(candidate.reading.place, candidate.reading.postcode);
    if (candidate.house) {
      answer.point = candidate.house->point;
      answer.reasons |= static_cast<unsigned>(at_house ? Reason::number : Reason::nearest_number);
    }
    if (candidate.street && candidate.street->misspelt)
      answer.reasons |= static_cast<unsigned>(Reason::spelling);
    answer.reasons |= candidate.reading.reasons;
    answer.score = candidate.score;
    answer.rest = search.rest(candidate);
    answers.push_back(std::move(answer));
  }
  return answers;
}

std::optional<Answer> Geocoder::reverse(Point point) const {
  if (addresses_) {
    if (const auto nearest = nearest_house(*addresses_, point)) {
      Answer answer =
          street_answer(nearest->street, nearest->house.number != 0 ? &nearest->house : nullptr);
      answer.score = 1;
      return answer;
    }
  }
  double least = kFarthestCommuneM;
  const territory::Commune* best = nullptr;
  for (const territory::Commune& commune : communes().all()) {
    const Point there{commune.latitude(), commune.longitude()};
    if (std::abs(there.latitude - point.latitude) > 0.2 || there == Point{}) continue;
    if (const double distance = distance_m(there, point); distance < least) {
      least = distance;
      best = &commune;
    }
  }
  if (best == nullptr) return std::nullopt;
  Answer answer = place_answer(names_.place_of(*best), 0);
  answer.score = 1 - least / (2 * kFarthestCommuneM);
  return answer;
}

}  // namespace maillage::geocoding
