// Communes::match: what a producer meant by a name, a postcode and perhaps a code, read together.
// The steps go from the surest agreement to the boldest guess; each takes a Question and answers
// only when one commune stands out.
#include "territory/closeness.hpp"
#include "territory/communes.hpp"
#include "territory/communes_data.hpp"
#include "territory/name_key.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <array>

namespace maillage::territory {

namespace {

/// A name of elsewhere weighs more than a postcode when many people live there: fewer, and it is
/// more likely a hamlet.
constexpr std::uint32_t kTown = 5000;
/// A town that has so many times the inhabitants of its namesakes is meant when nothing else is
/// said.
constexpr std::uint64_t kOutweighs = 20;

/// Up to this closeness, words were left out and no letter was.
constexpr int kCutAtAWord = 3;

struct City {
  std::string_view code;
  std::uint32_t general, arrondissements;  ///< 75000, 20
};
constexpr std::array<City, 3> kCities = {
    {{"13055", 13000, 16}, {"69123", 69000, 9}, {"75056", 75000, 20}}};

const City* city_of(const Commune& commune) {
  for (const City& city : kCities) {
    if (commune.code() == city.code) return &city;
  }
  return nullptr;
}

struct Question {
  std::string_view given_name;
  WrittenName name;
  std::uint32_t postcode = 0;
  const Commune* coded = nullptr;
};

struct Answer {
  const Commune* commune = nullptr;
  MatchReason reason = MatchReason::name_and_postcode;
  std::uint32_t postcode = 0;  ///< of the locality, when the name told one
};

bool serves(const Commune& commune, std::uint32_t postcode) {
  return std::ranges::find(commune.postcodes(), postcode) != commune.postcodes().end();
}

/// Keeps the best of several candidates, and whether it is alone at that rank.
class Best {
 public:
  void add(const Commune& commune, int rank, const NameRecord* name = nullptr) {
    if (rank < rank_) {
      rank_ = rank;
      commune_ = &commune;
      name_ = name;
      alone_ = true;
    } else if (rank == rank_ && commune_ != &commune) {
      alone_ = false;
    }
  }
  const Commune* alone() const { return alone_ ? commune_ : nullptr; }
  int rank() const { return rank_; }
  /// The name that it was found by.
  const NameRecord& name() const { return *name_; }

 private:
  const Commune* commune_ = nullptr;
  const NameRecord* name_ = nullptr;
  int rank_ = kNotClose;
  bool alone_ = false;
};

MatchReason reason_of(NameKind kind, MatchReason otherwise) {
  return kind == NameKind::former || kind == NameKind::locality ? MatchReason::former_name
                                                                : otherwise;
}

/// The postcodes differ by one digit, or by two neighbours that changed places.
bool differ_by_a_slip(std::uint32_t a, std::uint32_t b) {
  return misspellings(postcode_text(a), postcode_text(b), 1) == 1;
}

class Matcher {
 public:
  Matcher(const Communes::Data& data, const Question& question)
      : data_(data), question_(question) {}

  std::optional<Answer> answer() const {
    if (const auto found = same_name_and_postcode()) return found;
    if (const auto found = confirmed_code()) return found;
    const Best close = closest(data_.served_by(question_.postcode));
    const auto near = same_name_around();
    // A name cut at a word is meant before a namesake of another postcode; a longer or misspelt one
    // is not.
    const bool cut = close.alone() && close.rank() <= kCutAtAWord &&
                     question_.name.key.size() < close.name().key_length;
    if (close.alone() && (cut || !near)) return Answer{close.alone(), MatchReason::close_name, 0};
    if (near) return near;
    if (const auto found = by_postcode_alone()) return found;
    if (const auto found = misspelt_around()) return found;
    return by_name_alone();
  }

 private:
  bool contradicts() const { return !data_.served_by(question_.postcode).empty(); }

  /// Calls `visit(record, rank)` for the names equal to the question's, then those equal but for
  /// the article.
  template <class Visit>
  void each_namesake(Visit visit) const {
    const std::string_view key = question_.name.key;
    if (key.empty()) return;
    for (const NameRecord& name : data_.named(key)) visit(name, 2 * static_cast<int>(name.kind));
    const std::string_view bare = without_article(key);
    if (bare == key || bare.empty()) return;
    for (const NameRecord& name : data_.named(bare))
      visit(name, 2 * static_cast<int>(name.kind) + 1);
  }

  std::optional<Answer> same_name_and_postcode() const {
    Best best;
    each_namesake([&](const NameRecord& name, int rank) {
      const Commune& commune = data_.communes[name.commune];
      const bool locality = name.kind == NameKind::locality;
      if (locality ? name.postcode != question_.postcode : !serves(commune, question_.postcode))
        return;
      // The source's own code settles between two of the same name and postcode.
      best.add(commune, &commune == question_.coded ? -1 : rank, &name);
    });
    if (!best.alone()) return std::nullopt;
    return Answer{best.alone(), reason_of(best.name().kind, MatchReason::name_and_postcode), 0};
  }

  std::optional<Answer> confirmed_code() const {
    const Commune* coded = question_.coded;
    if (coded == nullptr) return std::nullopt;
    if (serves(*coded, question_.postcode)) return Answer{coded, MatchReason::code_confirmed, 0};
    if (!question_.name.key.empty() && is_close(*coded)) {
      return Answer{coded, MatchReason::code_confirmed, 0};
    }
    const bool nothing_else = question_.name.key.empty() && question_.postcode == 0;
    if (nothing_else) return Answer{coded, MatchReason::code_confirmed, 0};
    return std::nullopt;
  }

  /// Adds a commune with that of its names which is closest to the one asked for.
  void add_close(const Commune& commune, Best& best) const {
    data_.each_name(commune, [&](const NameRecord& name) {
      if (name.kind == NameKind::locality && name.postcode != question_.postcode) return;
      const int rank = closeness(question_.name.key, data_.key(name));
      if (rank < kNotClose) best.add(commune, rank, &name);
    });
  }
  bool is_close(const Commune& commune) const {
    Best best;
    add_close(commune, best);
    return best.alone() != nullptr;
  }

  Best closest(std::span<const ServedRecord> served) const {
    Best best;
    if (question_.name.key.empty()) return best;
    for (const ServedRecord& record : served) add_close(data_.communes[record.commune], best);
    return best;
  }

  /// The name is that of one commune of the postcode's département: a CEDEX, or digits mistyped.
  std::optional<Answer> same_name_around() const {
    const std::span<const Commune> around = data_.around(question_.postcode);
    if (around.empty()) return std::nullopt;
    Best best;
    each_namesake([&](const NameRecord& name, int rank) {
      const Commune& commune = data_.communes[name.commune];
      if (&commune >= around.data() && &commune < around.data() + around.size())
        best.add(commune, rank, &name);
    });
    if (!best.alone()) return std::nullopt;
    const MatchReason reason = contradicts()
                                   ? MatchReason::name_over_postcode
                                   : reason_of(best.name().kind, MatchReason::name_and_postcode);
    return Answer{best.alone(), reason, best.name().postcode};
  }

  std::optional<Answer> by_postcode_alone() const {
    const std::span<const ServedRecord> served = data_.served_by(question_.postcode);
    if (served.size() != 1) return std::nullopt;
    const Commune& commune = data_.communes[served.front().commune];
    const Namesakes namesakes = count_namesakes();
    if (namesakes.communes == 0) return Answer{&commune, MatchReason::only_of_postcode, 0};
    const Commune& named = *namesakes.largest;
    const bool slip = std::ranges::any_of(named.postcodes(), [&](std::uint32_t postcode) {
      return differ_by_a_slip(postcode, question_.postcode);
    });
    if (namesakes.communes == 1 && (slip || named.population() >= kTown)) {
      return Answer{&named, MatchReason::name_over_postcode, 0};
    }
    return Answer{&commune, MatchReason::postcode_over_name, 0};
  }

  std::optional<Answer> misspelt_around() const {
    const int limit = tolerated_misspellings(question_.name.key.size());
    if (limit == 0 || count_namesakes().communes > 0) return std::nullopt;
    Best best;
    for (const Commune& commune : data_.around(question_.postcode)) {
      data_.each_name(commune, [&](const NameRecord& name) {
        if (name.kind == NameKind::locality) return;
        const int found = misspellings(question_.name.key, data_.key(name), limit);
        if (found <= limit) best.add(commune, found);
      });
    }
    if (!best.alone()) return std::nullopt;
    return Answer{best.alone(),
                  contradicts() ? MatchReason::name_over_postcode : MatchReason::close_name, 0};
  }

  std::optional<Answer> by_name_alone() const {
    const MatchReason reason =
        question_.postcode == 0 ? MatchReason::unique_name : MatchReason::name_over_postcode;
    const Namesakes namesakes = count_namesakes();
    const bool outweighs =
        question_.postcode == 0 && namesakes.communes > 1 &&
        namesakes.largest->population() >= kOutweighs * namesakes.second_population;
    if (namesakes.communes == 1 || outweighs) return Answer{namesakes.largest, reason, 0};
    if (namesakes.communes > 1) return std::nullopt;
    Best former;
    each_namesake([&](const NameRecord& name, int rank) {
      if (name.kind != NameKind::official) former.add(data_.communes[name.commune], rank, &name);
    });
    if (!former.alone()) return std::nullopt;
    return Answer{former.alone(), question_.postcode == 0 ? MatchReason::former_name : reason,
                  former.name().postcode};
  }

  struct Namesakes {
    std::size_t communes = 0;
    const Commune* largest = nullptr;
    std::uint32_t second_population = 0;
  };
  /// The communes of France that bear the name today.
  Namesakes count_namesakes() const {
    Namesakes found;
    for (const NameRecord& name : data_.named(question_.name.key)) {
      if (name.kind != NameKind::official) continue;
      const Commune& commune = data_.communes[name.commune];
      ++found.communes;
      if (found.largest == nullptr || commune.population() > found.largest->population()) {
        if (found.largest != nullptr)
          found.second_population = std::max(found.second_population, found.largest->population());
        found.largest = &commune;
      } else {
        found.second_population = std::max(found.second_population, commune.population());
      }
    }
    return found;
  }

  const Communes::Data& data_;
  const Question& question_;
};

std::uint32_t postcode_to_write(const Question& question, const Answer& answer) {
  const Commune& commune = *answer.commune;
  const std::uint32_t given = question.postcode;
  if (serves(commune, given)) return given;
  if (given >= 98000 && commune.code().starts_with("98")) return given;
  if (const City* city = city_of(commune)) {
    const std::uint32_t arrondissement = question.name.arrondissement;
    if (arrondissement >= 1 && arrondissement <= city->arrondissements)
      return city->general + arrondissement;
    if (given == city->general) return given;
  }
  if (answer.postcode != 0) return answer.postcode;
  return commune.postcodes().empty() ? given : commune.postcodes().front();
}

base::Finding contradiction(const Communes::Data& data, const Question& question,
                            const CommuneMatch& match) {
  const std::string given = postcode_text(question.postcode);
  std::string whose;
  const std::span<const ServedRecord> served = data.served_by(question.postcode);
  if (served.empty()) {
    whose = "inconnu";
  } else {
    whose = data.communes[served.front().commune].name();
    if (served.size() > 1) whose += " et d’autres communes";
  }
  base::Finding finding;
  finding.severity = base::Severity::warning;
  finding.rule = "commune.contradiction";
  finding.field = "commune";
  finding.value = std::string(question.given_name) + " " + given;
  finding.message = "La commune « " + std::string(question.given_name) + " » et le code postal " +
                    given + " (" + whose + ") ne vont pas ensemble.";
  finding.advice = "Corrigez l’un des deux. En attendant, le lieu est placé à " +
                   std::string(match.commune->name()) + " (" + match.postcode + ").";
  return finding;
}

}  // namespace

double confidence_of(MatchReason reason) {
  switch (reason) {
    case MatchReason::code_confirmed:
      return 1;
    case MatchReason::name_and_postcode:
      return 1;
    case MatchReason::arrondissement:
      return 0.98;
    case MatchReason::former_name:
      return 0.95;
    case MatchReason::close_name:
      return 0.9;
    case MatchReason::unique_name:
      return 0.9;
    case MatchReason::only_of_postcode:
      return 0.85;
    case MatchReason::name_over_postcode:
      return 0.6;
    case MatchReason::postcode_over_name:
      return 0.5;
  }
  return 0;
}

std::optional<CommuneMatch> Communes::match(std::string_view name, std::string_view postcode,
                                            std::string_view insee_code) const {
  Question question;
  question.given_name = name;
  question.name = read_written_name(name);
  question.postcode = read_postcode(postcode);
  if (question.postcode == 0) question.postcode = question.name.postcode;
  if (!insee_code.empty()) {
    question.coded = by_code(insee_code);
    if (question.coded == nullptr && insee_code.size() == 4)
      question.coded = by_code("0" + std::string(insee_code));
  }

  std::optional<Answer> answer;
  if (name.find('(') != std::string_view::npos) {  // "Château-Chinon (Ville)" is a whole name
    Question whole = question;
    whole.name.key = name_key(name);
    if (!data_->named(whole.name.key).empty()) answer = Matcher(*data_, whole).answer();
  }
  if (!answer) answer = Matcher(*data_, question).answer();
  if (!answer) return std::nullopt;

  CommuneMatch match;
  match.commune = answer->commune;
  match.reason = answer->reason;
  const bool plain_name =
      match.reason == MatchReason::name_and_postcode || match.reason == MatchReason::unique_name;
  if (plain_name && question.name.arrondissement != 0 && city_of(*match.commune) != nullptr) {
    match.reason = MatchReason::arrondissement;
  }
  match.confidence = confidence_of(match.reason);
  const std::uint32_t written = postcode_to_write(question, *answer);
  if (written == 0) return std::nullopt;
  match.postcode = postcode_text(written);
  const bool code_against_postcode = match.reason == MatchReason::code_confirmed &&
                                     written != question.postcode &&
                                     !data_->served_by(question.postcode).empty();
  if (match.reason == MatchReason::name_over_postcode ||
      match.reason == MatchReason::postcode_over_name || code_against_postcode) {
    match.finding = contradiction(*data_, question, match);
  }
  return match;
}

}  // namespace maillage::territory
