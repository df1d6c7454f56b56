// /api/v1/lieux: the places that match, in the order of their ids; or, with modifie_depuis, what
// changed since, in the order of the changes. A page ends with a cursor that says what was seen,
// not how many were: places that come and go meanwhile make no place twice, and lose none.
#include "opendata/api.hpp"
#include "opendata/open_response.hpp"
#include "opendata/parameters.hpp"
#include "opendata/place_files.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "opendata/publication.hpp"
#include "places/list_search.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

using standard::Field;

constexpr std::size_t kUsual = 100, kMost = 1'000;
/// "apres:" and the id of the last place, or "suite:" and the number of the last change.
constexpr std::string_view kBehindPlace = "apres:", kBehindChange = "suite:";

struct Question {
  places::ListQuery filters;
  std::size_t limit = kUsual;
  std::string behind;                          ///< id of the last place seen
  std::optional<base::Instant> changed_since;  ///< the first page of changes
  std::optional<std::int64_t> behind_change;   ///< the next ones
  bool wants_changes() const { return changed_since || behind_change; }
};

Question read_question(const web::Request& request, Parameters& parameters) {
  parameters.only({"q", "service", "departement", "liste", "par", "tri", "limite", "curseur",
                   "modifie_depuis"});
  Question question;
  question.filters = places::ListQuery::read(request.query);
  const std::string_view departement = request.query.get("departement");
  if (question.filters.departement != departement)
    parameters.complain("departement", "Donnez le code d’un département : 23, 2A, 974.");
  question.limit = static_cast<std::size_t>(parameters.number("limite", 1, kMost, kUsual));
  question.changed_since = parameters.instant("modifie_depuis");
  const std::string_view cursor = request.query.get("curseur");
  if (cursor.starts_with(kBehindPlace)) {
    question.behind = cursor.substr(kBehindPlace.size());
  } else if (cursor.starts_with(kBehindChange)) {
    const std::string_view digits = cursor.substr(kBehindChange.size());
    std::int64_t sequence = -1;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
    if (error != std::errc() || end != digits.data() + digits.size() || sequence < 0)
      parameters.complain("curseur", "Reprenez le lien « suivant » d’une réponse, tel quel.");
    question.behind_change = sequence;
  } else if (!cursor.empty()) {
    parameters.complain("curseur", "Reprenez le lien « suivant » d’une réponse, tel quel.");
  }
  return question;
}

/// The same question with another cursor.
std::string address_of(const Question& question, const std::string& origin,
                       std::string_view cursor) {
  places::ListQuery filters = question.filters;
  filters.page = 1;
  web::Address address = web::Address::local("/api/v1/lieux");
  const std::string list = filters.address().text();
  const std::size_t mark = list.find('?');
  if (mark != list.npos) {
    const web::Query query = web::Query::parse(std::string_view(list).substr(mark + 1));
    for (const auto& [name, value] : query.pairs()) address.with(name, value);
  }
  if (question.limit != kUsual) address.with("limite", std::to_string(question.limit));
  address.with("curseur", cursor);
  return origin + address.text();
}

/// The places that match, in the order of their ids.
Numbers matching(const Question& question, const places::Snapshot& snapshot,
                 const places::Site& site) {
  Numbers numbers;
  for (const places::Hit& hit : find_listed(question.filters, snapshot, site).results.hits)
    numbers.push_back(hit.entry->number);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

class Page {
 public:
  Page(const Question& question, OpenSite& site, const web::Request& request)
      : question_(question),
        site_(site),
        snapshot_(site.places.snapshot()),
        origin_(site.origin(request)),
        matches_(matching(question, *snapshot_, site.places)) {}

  web::Response places() {
    auto first = matches_.begin();
    if (!question_.behind.empty()) {
      first = std::partition_point(matches_.begin(), matches_.end(), [&](std::uint32_t number) {
        return snapshot_->texts[number][Field::id] <= question_.behind;
      });
    }
    const auto left = static_cast<std::size_t>(matches_.end() - first);
    const auto last = first + static_cast<std::ptrdiff_t>(std::min(left, question_.limit));
    json_.begin_object().key("total").integer(static_cast<long long>(matches_.size()));
    json_.key("lieux").begin_array();
    for (auto number = first; number != last; ++number) write(*number);
    json_.end_array();
    if (last != matches_.end()) {
      const std::string_view id = snapshot_->texts[*(last - 1)][Field::id];
      json_.member("suivant", address_of(question_, origin_, std::string(kBehindPlace).append(id)));
    }
    json_.end_object();
    return finished();
  }

  web::Response changes() {
    auto reader = site_.places.database().read();
    const std::int64_t behind = question_.behind_change
                                    ? *question_.behind_change
                                    : sequence_before(*reader, *question_.changed_since);
    std::vector<Published> changes = changes_after(*reader, behind, question_.limit + 1);
    const bool more = changes.size() > question_.limit;
    if (more) changes.pop_back();
    json_.begin_object().key("lieux").begin_array();
    std::vector<Gone> gone;
    for (const Published& change : changes) {
      const auto number = snapshot_->number_of(change.place_id);
      if (number && std::binary_search(matches_.begin(), matches_.end(), *number)) {
        write(*number);
      } else {
        gone.push_back({&change, number.has_value()});
      }
    }
    json_.end_array().key("disparus").begin_array();
    for (const Gone& each : gone) write(each);
    json_.end_array();
    const std::int64_t last = changes.empty() ? behind : changes.back().sequence;
    json_.member(more ? "suivant" : "reprendre",
                 address_of(question_, origin_, fmt::format("{}{}", kBehindChange, last)));
    json_.end_object();
    return finished();
  }

 private:
  struct Gone {
    const Published* change;
    bool elsewhere;  ///< it is there, but doesn't match the filters
  };

  void write(std::uint32_t number) {
    json_.begin_object();
    write_place(json_, snapshot_->texts[number], snapshot_->entry(number), site_.places.today(),
                origin_);
    json_.end_object();
  }

  void write(const Gone& gone) {
    const Published& change = *gone.change;
    json_.begin_object().member("id", change.place_id);
    json_.member("etat", gone.elsewhere ? "hors_filtre" : presence_name(change.presence));
    json_.member("depuis", base::iso_instant(change.changed_at));
    if (!change.leads_to.empty()) {
      json_.member("vers", change.leads_to);
      json_.member("lien", api_address(origin_, change.leads_to));
    }
    json_.end_object();
  }

  web::Response finished() {
    web::Response response = web::Response::json(std::move(text_));
    response.modified = snapshot_->changed_at;
    open_to_all(response);
    return response;
  }

  const Question& question_;
  OpenSite& site_;
  std::shared_ptr<const places::Snapshot> snapshot_;
  std::string origin_;
  Numbers matches_;
  std::string text_;
  formats::JsonWriter json_{text_};
};

}  // namespace

web::Response api_places(const web::Request& request, OpenSite& site) {
  Parameters parameters(request.query);
  const Question question = read_question(request, parameters);
  if (!parameters.fine()) return problem(400, "Paramètre incompris", parameters.complaint());
  Page page(question, site, request);
  return question.wants_changes() ? page.changes() : page.places();
}

}  // namespace maillage::opendata
