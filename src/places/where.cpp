#include "places/where.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

using geocoding::Answer;
using geocoding::Kind;
using geocoding::Reason;

constexpr std::size_t kMeanings = 7;
/// A meaning that explains that little of the words is no answer.
constexpr double kLeast = 0.3;
/// Meanings within so much of the best are offered beside it.
constexpr double kAlmostAsGood = 0.05;

bool can_be_searched(const Answer& answer) {
  if (answer.kind == Kind::epci) return false;
  return answer.commune == nullptr || answer.point != geocoding::Point{};
}

}  // namespace

std::optional<Where> find_where(const geocoding::Geocoder& geocoder, std::string_view text) {
  std::vector<Answer> answers = geocoder.search({text, kMeanings});
  std::erase_if(answers, [](const Answer& answer) { return !can_be_searched(answer); });
  if (answers.empty() || answers.front().score < kLeast) return std::nullopt;
  Where where;
  where.place = std::move(answers.front());
  where.words = where.place.rest;
  where.sure = !where.place.has(Reason::spelling) && !where.place.has(Reason::beginning);
  for (std::size_t i = 1; i < answers.size(); ++i) {
    if (answers[i].score >= where.place.score - kAlmostAsGood && answers[i].commune != nullptr)
      where.also.push_back(std::move(answers[i]));
  }
  return where;
}

std::vector<std::string> departements_of(const Answer& area, const territory::Communes& communes) {
  if (area.kind == Kind::departement) return {area.code};
  std::vector<std::string> codes;
  for (const territory::Commune& commune : communes.all()) {
    if (commune.region() == area.code && (codes.empty() || codes.back() != commune.departement()))
      codes.emplace_back(commune.departement());
  }
  return codes;
}

}  // namespace maillage::places
