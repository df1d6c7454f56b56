#include "geocoding/geocoder.hpp"

#include "geocoding/readings.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::geocoding {
namespace {

/// An answer that explains that much of the question needs no guess.
constexpr double kGoodEnough = 0.8;

struct Candidate {
  Reading reading;
  double score = 0;  ///< share of the question that it explains
  double rank = 0;   ///< score, and a little for the size of the place
};

/// Between equal names the larger place is meant more often; a commune before an area of the same
/// size (Paris).
double size_bonus(const NamedPlace& place) {
  const double magnitude = std::log10(place.population + 1.0);
  return 0.004 * (magnitude + (place.kind == Kind::commune ? 0.5 : 0));
}

double explained(std::span<const Word> words, const Reading& reading) {
  double all = 0, said = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += weight_of(words[i]);
    if (reading.words >> i & 1) said += weight_of(words[i]);
  }
  return all == 0 ? 0 : reading.quality * said / all;
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

Answer answer_of(const NamedPlace& place, const Candidate& candidate) {
  Answer answer;
  answer.kind = place.kind;
  answer.commune = place.commune;
  answer.point = place.point;
  answer.score = candidate.score;
  answer.reasons = candidate.reading.reasons;
  if (place.commune != nullptr) {
    answer.code =
        place.arrondissement != nullptr ? place.arrondissement->code : place.commune->code();
    std::uint32_t postcode = candidate.reading.postcode;
    if (place.arrondissement != nullptr) postcode = place.arrondissement->postcode;
    if (postcode == 0 && place.commune->postcodes().size() == 1)
      postcode = place.commune->postcodes().front();
    if (postcode != 0) answer.postcode = territory::postcode_text(postcode);
  } else {
    answer.code = place.code;
  }
  answer.label = label_of(place, answer.postcode);
  return answer;
}

}  // namespace

Geocoder::Geocoder(const territory::Communes& communes) : names_(communes) {}

std::vector<Answer> Geocoder::search(const Question& question) const {
  const std::vector<Word> words = read_words(question.text);
  std::vector<Candidate> candidates;
  const auto consider = [&](std::vector<Reading> readings) {
    for (Reading& reading : readings) {
      Candidate candidate{std::move(reading)};
      candidate.score = explained(words, candidate.reading);
      candidate.rank = candidate.score + size_bonus(names_.place(candidate.reading.place));
      candidates.push_back(std::move(candidate));
    }
  };
  consider(read_places(names_, words));
  const bool good = std::ranges::any_of(
      candidates, [](const Candidate& candidate) { return candidate.score >= kGoodEnough; });
  if (!good || question.unfinished) consider(guess_places(names_, words, question.unfinished));
  std::ranges::stable_sort(candidates,
                           [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
  std::vector<Answer> answers;
  std::vector<std::uint32_t> given;
  for (const Candidate& candidate : candidates) {
    if (answers.size() == question.limit) break;
    if (std::ranges::find(given, candidate.reading.place) != given.end()) continue;
    given.push_back(candidate.reading.place);
    answers.push_back(answer_of(names_.place(candidate.reading.place), candidate));
  }
  return answers;
}

}  // namespace maillage::geocoding
