#include "fragility/store.hpp"

#include <algorithm>

namespace maillage::fragility {

namespace {

constexpr std::string_view kStates[] = {"absent",  "secret",  "publié", "calculé",
                                        "pondéré", "reporté", "imputé"};

Figures as_published(const Series& series) {
  Figures figures{series.year,  series.source,      series.value,
                  series.state, series.denominator, series.is_share};
  if (figures.size.empty()) figures.size.assign(series.value.size(), kMissing);
  return figures;
}

/// What `found` lacks, from figures of the same year; made only when something is lacking.
template <class Make>
void fill(std::optional<Figures>& found, Make make, int year) {
  if (!found) {
    found = make();
    return;
  }
  if (found->year != year || std::none_of(found->value.begin(), found->value.end(), is_missing)) {
    return;
  }
  const Figures other = make();
  for (std::size_t i = 0; i < found->value.size(); ++i) {
    if (!is_missing(found->value[i]) || is_missing(other.value[i])) continue;
    found->value[i] = other.value[i];
    found->state[i] = other.state[i];
    found->size[i] = other.size[i];
  }
}

}  // namespace

std::string_view state_name(State state) {
  return kStates[static_cast<std::size_t>(state)];
}

void Store::add(Series series) {
  const auto same = std::find_if(series_.begin(), series_.end(), [&](const Series& other) {
    return other.indicator == series.indicator && other.level == series.level &&
           other.year == series.year;
  });
  // A later file of the same series fills it and corrects it, figure by figure.
  if (same == series_.end()) {
    series_.push_back(std::move(series));
    return;
  }
  // Counts go with the value that they stand behind, never with another.
  if (same->numerator.empty() && !series.numerator.empty()) {
    same->numerator.assign(same->value.size(), kMissing);
    same->denominator.assign(same->value.size(), kMissing);
  }
  for (std::size_t i = 0; i < series.value.size(); ++i) {
    if (series.state[i] == State::missing) continue;
    same->value[i] = series.value[i];
    same->state[i] = series.state[i];
    if (!same->numerator.empty()) {
      same->numerator[i] = series.numerator.empty() ? kMissing : series.numerator[i];
      same->denominator[i] = series.denominator.empty() ? kMissing : series.denominator[i];
    }
    if (!same->weight.empty() && !series.weight.empty()) same->weight[i] = series.weight[i];
  }
}

const Series* Store::latest(std::string_view indicator, Level level, int year) const {
  const Series* best = nullptr;
  for (const Series& series : series_) {
    if (series.indicator != indicator || series.level != level) continue;
    if (year != 0 && series.year > year) continue;
    if (best == nullptr || series.year > best->year) best = &series;
  }
  return best;
}

std::optional<Figures> Store::figures(std::string_view indicator, Level level, int year) const {
  std::optional<Figures> found;
  if (const Series* own = latest(indicator, level, year)) found = as_published(*own);
  fill_from_finer(found, indicator, level, year);
  if (level == Level::iris) {
    const Series* above = latest(indicator, Level::commune, year);
    if (above != nullptr)
      fill(
          found, [&] { return carried(*above, level); }, above->year);
  }
  return found;
}

std::optional<Figures> Store::sums_of_finer(std::string_view indicator, Level level,
                                            int year) const {
  std::optional<Figures> found;
  fill_from_finer(found, indicator, level, year);
  return found;
}

void Store::fill_from_finer(std::optional<Figures>& found, std::string_view indicator, Level level,
                            int year) const {
  for (int finer = static_cast<int>(level) - 1; finer >= 0; --finer) {
    const Series* series = latest(indicator, static_cast<Level>(finer), year);
    if (series != nullptr)
      fill(
          found, [&] { return raised(*series, level); }, series->year);
  }
}

Figures Store::raised(const Series& series, Level level) const {
  const Grouping& groups = territories_.up(series.level, level);
  Figures figures;
  figures.year = series.year;
  figures.is_share = series.is_share;
  figures.source = series.source;
  const Column& people =
      series.weight.empty() ? territories_.at(series.level).population : series.weight;
  figures.value = weighted_means(series.value, people, groups);
  figures.size.assign(figures.value.size(), kMissing);
  for (const double value : figures.value) {
    figures.state.push_back(is_missing(value) ? State::missing : State::weighted);
  }
  if (series.numerator.empty()) return figures;
  const Column shares = ratios_of_sums(series.numerator, series.denominator, groups);
  const Column sizes = sums(series.denominator, groups);
  // A share that came without its counts has no part in the sums of its group.
  std::vector<bool> whole(groups.codes.size(), true);
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    if (groups.group_of[i] == Grouping::kNone) continue;
    if (!is_missing(series.value[i]) && is_missing(series.denominator[i])) {
      whole[groups.group_of[i]] = false;
    }
  }
  for (std::size_t g = 0; g < shares.size(); ++g) {
    if (!whole[g]) continue;
    figures.value[g] = shares[g];
    figures.size[g] = sizes[g];
    figures.state[g] = is_missing(shares[g]) ? State::missing : State::derived;
  }
  return figures;
}

Figures Store::carried(const Series& series, Level level) const {
  const Grouping& groups = territories_.up(level, series.level);
  Figures figures;
  figures.year = series.year;
  figures.is_share = series.is_share;
  figures.source = series.source;
  figures.value = spread(series.value, groups);
  figures.size.assign(figures.value.size(), kMissing);
  for (std::size_t i = 0; i < figures.value.size(); ++i) {
    // An unsplit commune and its IRIS are one territory: its figure is its own.
    figures.state.push_back(is_missing(figures.value[i])       ? State::missing
                            : territories_.is_whole_commune(i) ? State::published
                                                               : State::carried);
  }
  return figures;
}

std::vector<int> Store::years(std::string_view indicator) const {
  std::vector<int> years;
  for (const Series& series : series_) {
    if (series.indicator == indicator) years.push_back(series.year);
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

}  // namespace maillage::fragility
