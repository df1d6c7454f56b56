#include "linkage/explanation.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::linkage {

namespace {

constexpr double kRare = 3;  // bits above the average value: eight times rarer

void append_weight(std::string& out, double bits) {
  const long tenths = std::lround(bits * 10);
  out += tenths < 0 ? '-' : '+';
  const fmt::format_int whole(std::abs(tenths) / 10);
  out.append(whole.data(), whole.size());
  out += ',';
  out += static_cast<char>('0' + std::abs(tenths) % 10);
}

}  // namespace

std::string level_words(const Comparator& comparator, Level level) {
  if (level == 0) return {};
  if (level == 1) return "autre";
  if (level == comparator.equal_level()) return "identique";
  const std::size_t index = comparator.equal_level() - 1u - level;
  const std::vector<double>& thresholds = comparator.spec().thresholds;
  if (comparator.spec().measure == Measure::distance) {
    return fmt::format("à moins de {:.0f} m", thresholds[index]);
  }
  if (thresholds.size() > 1 && index == 0) return "très proche";
  return thresholds.size() > 2 && index + 1 == thresholds.size() ? "assez proche" : "proche";
}

std::string weight_text(double bits) {
  std::string text;
  append_weight(text, bits);
  return text;
}

Explainer::Explainer(const Linker& linker) : linker_(linker) {
  const Comparisons& comparisons = linker.comparisons();
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    std::vector<std::string>& phrases = phrases_.emplace_back();
    for (Level level = 0; level < comparisons[i].levels(); ++level) {
      phrases.push_back(level == 0
                            ? ""
                            : fmt::format("{} {} ({})", comparisons[i].spec().label,
                                          level_words(comparisons[i], level),
                                          weight_text(linker.scorer().weights(i).bits[level])));
    }
  }
  prior_ = fmt::format("au départ ({})", weight_text(linker.scorer().prior_bits()));
}

void Explainer::append(std::string& out, const LinkedPair& pair) {
  linker_.scorer().explain(pair.a, pair.pattern, parts_);
  for (const Evidence& part : parts_) {
    if (part.level == 0) continue;
    if (part.rarity_bits == 0) {
      out += phrases_[part.comparison][part.level];
    } else {
      out += linker_.comparisons()[part.comparison].spec().label;
      out += part.rarity_bits >= kRare ? " identique et rare (" : " identique (";
      append_weight(out, part.bits);
      out += ')';
    }
    out += " ; ";
  }
  out += prior_;
  if (pair.decided()) {
    out += pair.bits == kDecidedSame ? " ; décidé : les mêmes" : " ; décidé : différents";
  }
  if (pair.surpassed) out += " ; une autre fiche convient mieux";
}

}  // namespace maillage::linkage
