#include "places/decision_file.hpp"

#include "base/text.hpp"
#include "formats/csv_cell.hpp"
#include "formats/json.hpp"
#include "formats/row_reader.hpp"
#include "places/importer.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr std::string_view kHead = "id1,id2,decision,auteur,motif,date\n";
constexpr std::size_t kLongestText = 2'000;  // bytes of an id, an author or a reason

/// "2026-05-13" or "2026-05-13T10:00:00Z".
std::optional<base::Instant> read_instant(std::string_view text) {
  const auto day = base::parse_iso_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  const base::Instant midnight = std::chrono::sys_days(*day);
  if (text.size() == 10) return midnight;
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
    return std::nullopt;
  const auto two_digits = [&](std::size_t at) {
    const char tens = text[at], units = text[at + 1];
    const bool digits = tens >= '0' && tens <= '9' && units >= '0' && units <= '9';
    return digits ? (tens - '0') * 10 + (units - '0') : 99;
  };
  const int hour = two_digits(11), minute = two_digits(14), second = two_digits(17);
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return midnight + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

std::optional<Verdict> read_verdict(std::string_view text) {
  static constexpr std::pair<std::string_view, Verdict> kWords[] = {
      {"meme", Verdict::same},
      {"memes", Verdict::same},
      {"same", Verdict::same},
      {"different", Verdict::different},
      {"differents", Verdict::different},
      {"exclue", Verdict::excluded},
      {"exclu", Verdict::excluded},
      {"retiree", Verdict::withdrawn},
      {"retire", Verdict::withdrawn}};
  const std::string folded = base::fold(text);
  for (const auto& [word, verdict] : kWords) {
    if (folded == word) return verdict;
  }
  return std::nullopt;
}

base::Finding finding(std::size_t row, std::string rule, std::string field, std::string_view value,
                      std::string message, std::string advice) {
  return {base::Severity::error, std::move(rule),  row, std::move(field), std::string(value),
          std::move(message),    std::move(advice)};
}

struct Cells {
  std::string_view first, second, verdict, author, reason, date;
};

/// The decision of a row, or why it is none.
std::optional<base::Finding> read_row(const Cells& cells, std::size_t row, Decision& decision) {
  for (const std::string_view text : {cells.first, cells.second, cells.author, cells.reason}) {
    if (text.size() > kLongestText) {
      return finding(row, "decision.too-long", "", text.substr(0, 40),
                     "Une case dépasse 2 000 caractères.", "Raccourcissez-la.");
    }
  }
  if (cells.first.empty()) {
    return finding(row, "decision.id-missing", "id1", "", "L’identifiant de la fiche manque.",
                   "Écrivez-le dans la première colonne.");
  }
  const bool pair = !cells.second.empty();
  const auto verdict = cells.verdict.empty()
                           ? std::optional(pair ? Verdict::same : Verdict::excluded)
                           : read_verdict(cells.verdict);
  if (!verdict) {
    return finding(row, "decision.unknown", "decision", cells.verdict,
                   fmt::format("La décision « {} » n’est pas connue.", cells.verdict),
                   "Écrivez meme, differents, exclue ou retiree.");
  }
  if (cells.first == cells.second) {
    return finding(row, "decision.one-id", "id2", cells.second,
                   "Les deux identifiants sont les mêmes.",
                   "Donnez les identifiants de deux fiches.");
  }
  if (!pair && (*verdict == Verdict::same || *verdict == Verdict::different)) {
    return finding(row, "decision.id-missing", "id2", "",
                   "L’identifiant de la seconde fiche manque.", "Ajoutez-le.");
  }
  if (pair && *verdict == Verdict::excluded) {
    return finding(row, "decision.two-ids", "id2", cells.second,
                   "Une exclusion ne porte que sur une fiche.",
                   "Laissez la seconde colonne vide, ou écrivez deux lignes.");
  }
  if (!cells.date.empty()) {
    const auto when = read_instant(cells.date);
    if (!when) {
      return finding(row, "decision.date", "date", cells.date,
                     fmt::format("La date « {} » n’est pas lisible.", cells.date),
                     "Écrivez-la comme 2026-05-13.");
    }
    decision.when = *when;
  }
  const std::string author(cells.author.empty() ? std::string_view(decision.author) : cells.author);
  decision =
      decide(cells.first, cells.second, *verdict, author, std::string(cells.reason), decision.when);
  return std::nullopt;
}

ReadDecisions read_list(std::string_view text, const std::string& author, base::Instant when) {
  ReadDecisions read;
  const formats::Json json = formats::parse_json(text);
  std::size_t row = 0;
  for (const formats::Json& item : json.items()) {
    Decision decision{"", "", Verdict::excluded, author, "", when};
    const bool is_id = item.is_string() || item.is_number();
    const std::string_view id = is_id ? base::trim(item.text()) : std::string_view();
    if (auto wrong = read_row({id, {}, {}, {}, {}, {}}, row++, decision)) {
      read.findings.push_back(std::move(*wrong));
    } else {
      read.decisions.push_back(std::move(decision));
    }
  }
  return read;
}

}  // namespace

ReadDecisions read_decisions(std::string text, const std::string& author, base::Instant when) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start != std::string::npos && text[start] == '[') return read_list(text, author, when);
  ReadDecisions read;
  formats::ReadOptions options;
  if (text.starts_with(kHead)) options.delimiter = ',';  // our own file: nothing to guess
  const auto rows =
      formats::make_reader(formats::Format::csv, formats::from_text(std::move(text)), options);
  formats::Columns& columns = rows->columns();
  const auto column = [&](std::string_view name) { return columns.intern(name); };
  const auto id1 = column("id1"), id2 = column("id2"), id = column("id"),
             exclusions = column("exclusions"), verdict = column("decision"),
             auteur = column("auteur"), motif = column("motif"), date = column("date");
  formats::Row row;
  base::Instant last = when;
  while (rows->next(row)) {
    const auto first = [&] {
      for (const auto known : {id1, id, exclusions}) {
        if (!row[known].empty()) return row[known];
      }
      return std::string_view();
    }();
    Decision decision{"", "", Verdict::same, author, "", last};
    if (auto wrong = read_row({first, row[id2], row[verdict], row[auteur], row[motif], row[date]},
                              row.index, decision)) {
      read.findings.push_back(std::move(*wrong));
      continue;
    }
    last = decision.when;
    read.decisions.push_back(std::move(decision));
  }
  std::stable_sort(read.decisions.begin(), read.decisions.end(),
                   [](const Decision& a, const Decision& b) { return a.when < b.when; });
  return read;
}

ReadDecisions load_decisions(const std::string& path, const std::string& author,
                             base::Instant when) {
  return read_decisions(read_bytes(path), author, when);
}

std::string decisions_csv(std::span<const Decision> decisions) {
  std::string csv(kHead);
  for (const Decision& decision : decisions) {
    for (const std::string_view cell :
         {std::string_view(decision.first_id), std::string_view(decision.second_id),
          verdict_name(decision.verdict), std::string_view(decision.author),
          std::string_view(decision.reason)}) {
      formats::append_csv_cell(csv, cell);
      csv += ',';
    }
    csv += base::iso_instant(decision.when);
    csv += '\n';
  }
  return csv;
}

}  // namespace maillage::places
