#include "geocoding/geocoder.hpp"

#include "geocoding/candidates.hpp"
#include "geocoding/reverse.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::geocoding {
namespace {

constexpr double kFarthestCommuneM = 15'000;

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

}  // namespace

Geocoder::Geocoder(const territory::Communes& communes, std::optional<AddressFile> addresses)
    : names_(communes), addresses_(std::move(addresses)) {
  if (addresses_) streets_ = CommuneStreets(*addresses_, names_);
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
  const Candidates candidates = find_candidates(question, names_, addresses(), streets_);
  for (const Candidate& candidate : candidates.by_rank) {
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
    answer.rest = rest(candidates.words, candidate);
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
