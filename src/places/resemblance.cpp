#include "places/resemblance.hpp"

#include "places/text_order.hpp"
#include "places/text_resemblance.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using standard::PlaceView;

constexpr double kSamePoint = 0.0004;  // degrees
constexpr std::string_view kHeader =
    "Score;Typologie 1;Typologie 2;Score Nom;Nom 1;Nom 2;Score Adresse;Adresse 1;Adresse 2;"
    "Score Distance;Localisation 1;Localisation 2;Source 1;Source 2";

/// A record with all that its pairs need.
struct Compared {
  std::size_t position = 0;
  std::u16string name, street;
  std::vector<std::string_view> typologies;
  std::optional<standard::Coordinates> point;
};

int closeness(const std::optional<standard::Coordinates>& from,
              const std::optional<standard::Coordinates>& to) {
  if (!from || !to) return 100;
  const double degrees = std::hypot(from->latitude - to->latitude, from->longitude - to->longitude);
  if (degrees < kSamePoint) return 100;
  return static_cast<int>(100 / (1 + 1000 * degrees));
}

/// One of them has none, they share a code, or they are RFS and PIMMS.
bool are_compatible(const std::vector<std::string_view>& x,
                    const std::vector<std::string_view>& y) {
  if (x.empty() || y.empty()) return true;
  const auto has = [](const std::vector<std::string_view>& codes, std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  return std::any_of(x.begin(), x.end(), [&](std::string_view code) { return has(y, code); }) ||
         (has(x, "RFS") && has(y, "PIMMS")) || (has(x, "PIMMS") && has(y, "RFS"));
}

void make_ready(Compared& made, std::size_t position, PlaceView place) {
  made.position = position;
  compared_text(place[Field::nom], made.name);
  compared_text(place[Field::adresse], made.street);
  made.typologies = place.list(Field::typologie);
  made.point = place.coordinates();
}

/// The pairs of one commune; buffers serve again.
class CommunePairs {
 public:
  CommunePairs(std::span<const RecordView> records, bool within_sources)
      : records_(records), within_sources_(within_sources) {}

  void append_to(std::vector<Resemblance>& pairs, std::span<const std::size_t> members) {
    if (members.size() > members_.size()) members_.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      make_ready(members_[i], members[i], records_[members[i]].place);
    }
    for (std::size_t i = 0; i + 1 < members.size(); ++i) {
      const Compared& a = members_[i];
      bool ready = false;
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        const Compared& b = members_[j];
        if (!within_sources_ && records_[a.position].source == records_[b.position].source)
          continue;
        if (!are_compatible(a.typologies, b.typologies)) continue;
        if (!ready) {
          name_.prepare(a.name);
          street_.prepare(a.street);
          ready = true;
        }
        Resemblance made{a.position,
                         b.position,
                         0,
                         name_.resemblance(b.name),
                         street_.resemblance(b.street),
                         closeness(a.point, b.point)};
        made.score = (made.name + made.street + made.distance) / 3;
        pairs.push_back(made);
      }
    }
  }

 private:
  std::span<const RecordView> records_;
  bool within_sources_;
  std::vector<Compared> members_;
  SoughtText name_, street_;
};

/// A cell of this file has no quotes: what separates cells is left out.
void append(std::string& out, std::string_view text) {
  const auto separates = [](char c) { return c == ';' || c == '\n' || c == '\r'; };
  if (std::none_of(text.begin(), text.end(), separates)) {
    out += text;
  } else {
    std::remove_copy_if(text.begin(), text.end(), std::back_inserter(out), separates);
  }
}

void append(std::string& out, int score) {
  out += fmt::format_int(score).str();
}

void append_typologies(std::string& out, PlaceView place) {
  const std::size_t begin = out.size();
  append(out, place[Field::typologie]);
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '|', ',');
}

void append_address(std::string& out, PlaceView place) {
  append(out, place[Field::adresse]);
  append(out += ' ', place[Field::code_postal]);
  append(out += ' ', place[Field::commune]);
}

void append_point(std::string& out, PlaceView place) {
  append(out, place[Field::latitude]);
  append(out += " : ", place[Field::longitude]);
}

}  // namespace

std::vector<Resemblance> resemblances(std::span<const RecordView> records, bool within_sources) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].place.has(Field::code_insee)) order.push_back(i);
  }
  const auto commune = [&](std::size_t i) { return records[i].place[Field::code_insee]; };
  sort_by_text(order, [&](std::size_t i) { return records[i].record_id; });
  sort_by_text(order, commune);
  std::vector<Resemblance> pairs;
  CommunePairs commune_pairs(records, within_sources);
  for (std::size_t i = 0, j = 0; i < order.size(); i = j) {
    while (j < order.size() && commune(order[j]) == commune(order[i])) ++j;
    if (j - i > kLargestCommune) continue;
    commune_pairs.append_to(pairs, std::span(order).subspan(i, j - i));
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Resemblance& x, const Resemblance& y) { return x.score > y.score; });
  return pairs;
}

void write_resemblances(std::span<const RecordView> records, std::span<const Resemblance> pairs,
                        const Sink& sink) {
  std::string out(kHeader);
  for (const Resemblance& pair : pairs) {
    const RecordView& a = records[pair.first];
    const RecordView& b = records[pair.second];
    append(out += '\n', pair.score);
    append_typologies(out += ';', a.place);
    append_typologies(out += ';', b.place);
    append(out += ';', pair.name);
    append(out += ';', a.place[Field::nom]);
    append(out += ';', b.place[Field::nom]);
    append(out += ';', pair.street);
    append_address(out += ';', a.place);
    append_address(out += ';', b.place);
    append(out += ';', pair.distance);
    append_point(out += ';', a.place);
    append_point(out += ';', b.place);
    append(out += ';', a.source);
    append(out += ';', b.source);
    if (out.size() < kPiece) continue;
    sink(out);
    out.clear();
  }
  sink(out);
}

}  // namespace maillage::places
