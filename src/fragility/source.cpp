#include "fragility/source.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "fragility/score_table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr int kFirstYear = 1990, kLastYear = 2039;

std::string with_year(std::string_view pattern, int year) {
  const std::string digits = std::to_string(year);
  return base::replace_all(base::replace_all(std::string(pattern), "{AAAA}", digits), "{AA}",
                           digits.size() == 4 ? digits.substr(2) : digits);
}

std::string bare(std::string_view column) {
  return std::string(column.starts_with('-') ? column.substr(1) : column);
}

std::vector<std::string> columns_of(const SourceIndicator& indicator) {
  std::vector<std::string> names;
  for (const auto* list : {&indicator.numerator, &indicator.denominator}) {
    for (const std::string& column : *list) names.push_back(bare(column));
  }
  for (const std::string& column : {indicator.value, indicator.weight, indicator.only_column}) {
    if (!column.empty()) names.push_back(column);
  }
  return names;
}

bool has_year(const SourceIndicator& indicator) {
  const std::vector<std::string> names = columns_of(indicator);
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return base::contains(name, "{AA"); });
}

/// An indicator of one year, its columns found.
struct Wanted {
  const SourceIndicator* indicator = nullptr;
  int year = 0;  ///< 0: the year of the row
  std::vector<std::pair<formats::ColumnId, double>> numerator, denominator;  ///< column, sign
  formats::ColumnId value = formats::Columns::kNone, weight = formats::Columns::kNone,
                    only = formats::Columns::kNone;
};

/// As it is written, else whatever its capitals: producers change them from one year to the next.
formats::ColumnId find_column(const formats::Columns& columns, std::string_view name) {
  const formats::ColumnId exact = columns.find(name);
  if (exact != formats::Columns::kNone) return exact;
  const std::string wanted = base::lower(name);
  for (formats::ColumnId id = 0; id < columns.size(); ++id) {
    if (base::lower(columns.name(id)) == wanted) return id;
  }
  return formats::Columns::kNone;
}

std::optional<Wanted> find_columns(const SourceIndicator& indicator, int year,
                                   const formats::Columns& columns) {
  Wanted wanted{&indicator, year, {}, {}};
  bool all = true;
  const auto find = [&](const std::string& name) {
    const formats::ColumnId id = find_column(columns, with_year(name, year));
    all &= id != formats::Columns::kNone;
    return id;
  };
  for (const std::string& name : indicator.numerator) {
    wanted.numerator.emplace_back(find(bare(name)), name.starts_with('-') ? -1.0 : 1.0);
  }
  for (const std::string& name : indicator.denominator) {
    wanted.denominator.emplace_back(find(bare(name)), name.starts_with('-') ? -1.0 : 1.0);
  }
  if (!indicator.value.empty()) wanted.value = find(indicator.value);
  if (!indicator.weight.empty()) wanted.weight = find(indicator.weight);
  if (!indicator.only_column.empty()) wanted.only = find(indicator.only_column);
  return all ? std::optional(std::move(wanted)) : std::nullopt;
}

std::vector<Wanted> find_all(const Source& source, int year, const formats::Columns& columns) {
  std::vector<Wanted> found;
  for (const SourceIndicator& indicator : source.indicators) {
    if (!has_year(indicator)) {
      if (auto one = find_columns(indicator, year != 0 ? year : source.year, columns)) {
        found.push_back(std::move(*one));
      }
      continue;
    }
    for (int candidate = kFirstYear; candidate <= kLastYear; ++candidate) {
      if (year != 0 && candidate != year) continue;
      if (auto one = find_columns(indicator, candidate, columns)) found.push_back(std::move(*one));
    }
  }
  return found;
}

void add(double& sum, double value) {
  sum = is_missing(sum) ? value : sum + value;
}

/// Reads the rows of one source, one after the other.
class Reader {
 public:
  Reader(const Source& source, const Territories& territories, int year)
      : source_(source), territories_(territories), year_(year) {}

  void row(const formats::Row& row, const formats::Columns& columns) {
    if (reading_.rows++ == 0) start(columns);
    std::string code = with_leading_zero(row[code_]);
    if (code != row[code_]) {
      doubt(base::Severity::warning, "code.zero", row, code_,
            "le code a perdu son zéro ; il a été lu " + code,
            "Dans le tableur, déclarez la colonne comme du texte.");
    }
    const auto level = level_column_ == formats::Columns::kNone ? level_of(source_.level)
                                                                : level_of(row[level_column_]);
    if (!level) {
      doubt(base::Severity::error, "niveau.inconnu", row, level_column_,
            "ce niveau est inconnu ; la ligne n’est pas lue",
            "Écrivez iris, commune, epci, departement, region ou france.");
      return;
    }
    if (*level == Level::france) code = "FR";
    std::uint32_t place = territories_.at(*level).find(code);
    if (place == Grouping::kNone && *level == Level::commune) place = whole_city(code);
    if (place == Grouping::kNone) {
      ++reading_.unknown_codes;
      doubt(base::Severity::warning, "code.inconnu", row, code_,
            fmt::format("ce code n’est pas dans la liste des territoires (niveau {}) ; la ligne "
                        "n’est pas lue",
                        level_name(*level)),
            "Vérifiez le code et l’année de la géographie.");
      return;
    }
    int year = 0;
    if (year_column_ != formats::Columns::kNone && !row_year(row, year)) return;
    for (const Wanted& wanted : wanted_) read(row, wanted, *level, place, year);
  }

  Reading finish() {
    for (auto& [key, entry] : series_) {
      suspect_swap(entry);
      if (entry.series.level == Level::commune) hand_down(entry);
      reading_.series.push_back(std::move(entry.series));
    }
    return std::move(reading_);
  }

 private:
  struct Entry {
    Series series;
    std::vector<bool> seen;
    std::size_t above = 0, counted = 0;  ///< rows whose numerator passes their denominator
    bool is_number_of_things = false;
  };

  /// Where a row of all Paris, Lyon or Marseille waits: behind the last commune.
  std::uint32_t whole_city(std::string_view code) const {
    const auto cities = cut_communes();
    const auto found = std::find(cities.begin(), cities.end(), code);
    if (found == cities.end()) return Grouping::kNone;
    return static_cast<std::uint32_t>(territories_.at(Level::commune).codes.size() +
                                      static_cast<std::size_t>(found - cities.begin()));
  }

  /// An arrondissement without a figure of its own has that of its city, without the counts: they
  /// are not its own. A number of things in a city says nothing of one part of it.
  void hand_down(Entry& entry) const {
    const std::vector<std::string>& codes = territories_.at(Level::commune).codes;
    Series& series = entry.series;
    for (std::size_t row = 0; row < codes.size() && !entry.is_number_of_things; ++row) {
      const std::string_view city = cut_commune_of(codes[row]);
      if (city.empty() || entry.seen[row]) continue;
      const std::uint32_t whole = whole_city(city);
      if (is_missing(series.value[whole])) continue;
      series.value[row] = series.value[whole];
      series.state[row] = State::carried;
    }
    series.value.resize(codes.size());
    series.state.resize(codes.size());
    for (Column* column : {&series.numerator, &series.denominator, &series.weight}) {
      if (!column->empty()) column->resize(codes.size());
    }
  }

  void start(const formats::Columns& columns) {
    if (year_ != 0 && (year_ < kFirstYear || year_ > kLastYear)) {
      throw base::Error(base::ErrorCode::usage,
                        fmt::format("--annee est entre {} et {}.", kFirstYear, kLastYear));
    }
    columns_ = &columns;
    code_ = find_column(columns, source_.code);
    if (!source_.year_column.empty()) year_column_ = find_column(columns, source_.year_column);
    if (source_.level.starts_with('='))
      level_column_ = find_column(columns, source_.level.substr(1));
    wanted_ = find_all(source_, year_, columns);
    if (code_ == formats::Columns::kNone || wanted_.empty()) {
      throw base::Error(base::ErrorCode::bad_input,
                        fmt::format("Le fichier n’a pas les colonnes de la source « {} ». "
                                    "Il faut « {} » et, par exemple, {}.",
                                    source_.title, source_.code,
                                    fmt::join(columns_of(source_.indicators.front()), ", ")));
    }
    const bool dated = year_column_ != formats::Columns::kNone ||
                       std::all_of(wanted_.begin(), wanted_.end(),
                                   [](const Wanted& one) { return one.year != 0; });
    if (!dated) {
      throw base::Error(base::ErrorCode::usage,
                        fmt::format("La source « {} » ne dit pas l’année de ses données. Ajoutez "
                                    "--annee, par exemple --annee 2022.",
                                    source_.title));
    }
  }

  void doubt(base::Severity severity, std::string rule, const formats::Row& row,
             formats::ColumnId column, std::string message, std::string advice) {
    const bool known_column = column != formats::Columns::kNone;
    reading_.findings.push_back({severity, std::move(rule), row.index,
                                 known_column ? columns_->name(column) : std::string(),
                                 known_column ? std::string(row[column]) : std::string(),
                                 std::move(message), std::move(advice)});
  }

  bool row_year(const formats::Row& row, int& year) {
    const Cell cell = read_number(row[year_column_]);
    year =
        cell.kind == Cell::Kind::number ? static_cast<int>(std::clamp(cell.value, 0.0, 9999.0)) : 0;
    if (year < kFirstYear || year > kLastYear) {
      doubt(base::Severity::error, "annee.impossible", row, year_column_,
            "ce n’est pas une année possible ; la ligne n’est pas lue", "Corrigez l’année.");
      return false;
    }
    if (year_ != 0 && year != year_) {
      doubt(base::Severity::error, "annee.autre", row, year_column_,
            fmt::format("l’année n’est pas {} ; la ligne n’est pas lue", year_),
            "Vérifiez le fichier ou l’option --annee.");
      return false;
    }
    return true;
  }

  /// The number in a cell; a doubt is told once.
  double number(const formats::Row& row, formats::ColumnId column, State& state) {
    const Cell cell = read_number(row[column]);
    if (cell.kind == Cell::Kind::secret) {
      state = State::secret;
      doubt(base::Severity::note, "valeur.secret", row, column,
            "la valeur est secrète ; elle reste inconnue", "");
    } else if (cell.kind == Cell::Kind::comma) {
      doubt(
          base::Severity::warning, "valeur.virgule", row, column,
          "le nombre porte une virgule ou un signe ; il a été lu " + base::number_text(cell.value),
          "Écrivez les nombres avec un point, sans signe ni espace.");
    } else if (cell.kind == Cell::Kind::wrong) {
      doubt(base::Severity::error, "valeur.illisible", row, column,
            "ce n’est pas un nombre ; la valeur reste inconnue",
            "Corrigez la cellule ou videz-la.");
    }
    return cell.value;
  }

  double sum(const formats::Row& row, const std::vector<std::pair<formats::ColumnId, double>>& list,
             State& state) {
    double total = 0;
    for (const auto& [column, sign] : list) total += sign * number(row, column, state);
    return total;
  }

  Entry& entry_of(const SourceIndicator& indicator, Level level, int year) {
    Entry& entry = series_[{indicator.id, level, year}];
    if (entry.seen.empty()) {
      const std::size_t size = territories_.at(level).codes.size() +
                               (level == Level::commune ? cut_communes().size() : 0);
      entry.is_number_of_things = indicator.summed && !indicator.is_share;
      entry.seen.assign(size, false);
      Series& series = entry.series;
      series.indicator = indicator.id;
      series.level = level;
      series.year = year;
      series.source = source_.title;
      series.licence = source_.licence;
      series.is_share = indicator.is_share;
      series.value.assign(size, kMissing);
      series.state.assign(size, State::missing);
      if (!indicator.numerator.empty()) {
        series.numerator.assign(size, kMissing);
        series.denominator.assign(size, kMissing);
      }
      if (!indicator.weight.empty()) series.weight.assign(size, kMissing);
    }
    return entry;
  }

  void read(const formats::Row& row, const Wanted& wanted, Level level, std::uint32_t place,
            int row_year) {
    const SourceIndicator& indicator = *wanted.indicator;
    if (wanted.only != formats::Columns::kNone && row[wanted.only] != indicator.only_value) return;
    Entry& entry = entry_of(indicator, level, row_year != 0 ? row_year : wanted.year);
    Series& series = entry.series;
    const bool counted = !wanted.numerator.empty();
    const formats::ColumnId column = counted ? wanted.numerator.front().first : wanted.value;
    State state = State::published;
    double above = kMissing, below = kMissing, value = kMissing;
    if (counted) {
      above = sum(row, wanted.numerator, state);
      below = sum(row, wanted.denominator, state);
      if (indicator.complement) above = below - above;
      value = below > 0 ? 100 * above / below : kMissing;
      ++entry.counted;
      entry.above += above > below;
    } else {
      value = indicator.factor * number(row, wanted.value, state);
      if (indicator.complement) value = 100 - value;
    }
    constexpr double kRounding = 1e-6;
    const bool whole = indicator.is_share && counted;
    const double least = whole ? 0 : indicator.least, most = whole ? 100 : indicator.most;
    if (value < least - kRounding || value > most + kRounding) {
      doubt(base::Severity::error, "valeur.impossible", row, column,
            counted
                ? fmt::format("le numérateur ({}) et le dénominateur ({}) donnent {:.1f} % ; la "
                              "valeur reste inconnue",
                              base::number_text(above), base::number_text(below), value)
                : fmt::format(
                      "{} est hors de l’intervalle possible ({} à {}) ; la valeur reste inconnue",
                      base::number_text(value), base::number_text(least), base::number_text(most)),
            "Vérifiez que les colonnes ne sont pas interverties.");
      above = below = value = kMissing;
      state = State::missing;
    }
    if (entry.seen[place] && indicator.summed) {
      if (is_missing(value)) return;
      add(series.value[place], value);
      series.state[place] = State::published;
      if (counted) {
        add(series.numerator[place], above);
        add(series.denominator[place], below);
        series.value[place] = 100 * series.numerator[place] / series.denominator[place];
      }
      return;
    }
    if (entry.seen[place]) {
      const bool same =
          series.value[place] == value || (is_missing(series.value[place]) && is_missing(value));
      doubt(same ? base::Severity::warning : base::Severity::error, "ligne.double", row, code_,
            same ? fmt::format("ce territoire est déjà lu pour {} en {}, avec la même valeur",
                               indicator.id, series.year)
                 : fmt::format("ce territoire est déjà lu pour {} en {}, avec une autre valeur ; "
                               "la première est gardée",
                               indicator.id, series.year),
            "Supprimez la ligne de trop.");
      return;
    }
    entry.seen[place] = true;
    series.value[place] = value;
    series.state[place] = is_missing(value) && state == State::published ? State::missing : state;
    if (counted) {
      series.numerator[place] = above;
      series.denominator[place] = below;
    }
    if (wanted.weight != formats::Columns::kNone) {
      series.weight[place] = read_number(row[wanted.weight]).value;
    }
  }

  /// Most numerators above their denominators: the columns changed places.
  void suspect_swap(const Entry& entry) {
    if (entry.counted < 4 || 2 * entry.above < entry.counted) return;
    reading_.findings.push_back(
        {base::Severity::error, "colonnes.interverties", base::Finding::kNoRow, "", "",
         fmt::format("{} : le numérateur dépasse le dénominateur sur {} lignes de {}",
                     entry.series.indicator, entry.above, entry.counted),
         "Les deux colonnes sont sans doute interverties. Corrigez l’en-tête."});
  }

  const Source& source_;
  const Territories& territories_;
  const int year_;
  const formats::Columns* columns_ = nullptr;
  formats::ColumnId code_ = formats::Columns::kNone, year_column_ = formats::Columns::kNone,
                    level_column_ = formats::Columns::kNone;
  std::vector<Wanted> wanted_;
  std::map<std::tuple<std::string, Level, int>, Entry> series_;
  Reading reading_;
};

}  // namespace

const Source* recognise(const std::vector<Source>& sources,
                        const std::vector<std::string>& header) {
  formats::Columns columns;
  for (const std::string& name : header) columns.intern(name);
  const Source* best = nullptr;
  std::size_t most = 0;
  for (const Source& source : sources) {
    const auto has = [&](const std::string& name) {
      return name.empty() || find_column(columns, name) != formats::Columns::kNone;
    };
    if (!has(source.code) || !has(source.year_column)) continue;
    if (source.level.starts_with('=') && !has(source.level.substr(1))) continue;
    const std::size_t found = find_all(source, 0, columns).size();
    if (found > most) {
      most = found;
      best = &source;
    }
  }
  return best;
}

Reading read_source(formats::RowReader& rows, const Source& source, const Territories& territories,
                    int year) {
  Reader reader(source, territories, year);
  for (formats::Row row; rows.next(row);) reader.row(row, rows.columns());
  return reader.finish();
}

}  // namespace maillage::fragility
