#include "transform/choices.hpp"

#include "base/text.hpp"
#include "transform/remembered.hpp"

#include <bitset>

namespace maillage::transform {

using formats::ColumnId;
using standard::Field;

namespace {

using ChoiceIndex = std::uint32_t;

/// The choices that look at a column; columns looked at by the same choices share one.
struct Watchers {
  std::vector<ChoiceIndex> choices;
  Remembered<std::vector<ChoiceIndex>> fired;  ///< by text of a cell
};

/// A text in which many words are looked for: a word can be in it only where each of its runs of
/// three bytes is, and most words fail that test at once. The runs share 8192 bits, so the test may
/// say "perhaps" for nothing, never a wrong "no".
class Searched {
 public:
  explicit Searched(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) runs_.set(run(text.data() + at));
  }
  bool contains(std::string_view word) const {
    for (std::size_t at = 0; at + 2 < word.size(); ++at) {
      if (!runs_.test(run(word.data() + at))) return false;
    }
    return base::contains(text_, word);
  }
  bool contains_any(const std::vector<std::string>& words) const {
    return std::any_of(words.begin(), words.end(),
                       [this](const std::string& word) { return contains(word); });
  }

 private:
  static constexpr std::size_t kBits = 8192;
  /// Five bits of the first two bytes tell letters apart, and three of the third.
  static std::size_t run(const char* at) {
    return (static_cast<std::size_t>(at[0]) & 31) << 8 |
           (static_cast<std::size_t>(at[1]) & 31) << 3 | (static_cast<std::size_t>(at[2]) & 7);
  }
  std::string_view text_;
  std::bitset<kBits> runs_;
};

bool fires(const Choice& choice, const Searched& lowered) {
  return (choice.any_text || lowered.contains_any(choice.terms)) &&
         !lowered.contains_any(choice.except);
}

/// "ZRR" was the zoning before FRR; lists still carry it.
bool is_obsolete_label(std::string_view label) {
  return label.size() == 3 && base::lower(label) == "zrr";
}

void add_once(std::vector<std::string_view>& values, std::string_view value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

}  // namespace

struct Choices::Compiled {
  struct Watched {
    ColumnId column;
    Watchers* watchers;
  };

  std::vector<const Choice*> choices;  ///< all of them, field after field
  std::array<ChoiceIndex, standard::kFieldCount + 1> first{};
  std::vector<std::unique_ptr<Watchers>> watchers;
  std::vector<Watched> watched;
  std::vector<std::vector<ColumnId>>
      columns_of;  ///< by choice, for those whose own text is a value

  std::vector<char> fired;  ///< by choice
  const formats::Row* row = nullptr;
  std::vector<std::string_view> values;
  std::vector<std::string_view> support;

  const std::vector<ChoiceIndex>& fired_by(Watchers& set, std::string_view cell) {
    return set.fired(cell, [&](std::string_view text) {
      const std::string lowered = base::lower(text);
      const Searched searched(lowered);
      std::vector<ChoiceIndex> found;
      for (const ChoiceIndex index : set.choices) {
        if (fires(*choices[index], searched)) found.push_back(index);
      }
      return found;
    });
  }

  /// The cells of a choice without target, split on '|'.
  void add_own_texts(ChoiceIndex index) {
    for (const ColumnId column : columns_of[index]) {
      for (const std::string_view part : base::split((*row)[column], '|')) {
        const std::string_view label = base::trim(part);
        if (!label.empty() && !is_obsolete_label(label)) add_once(values, label);
      }
    }
  }

  void collect(Field field) {
    const auto f = static_cast<std::size_t>(field);
    for (ChoiceIndex index = first[f]; index < first[f + 1]; ++index) {
      if (!fired[index]) continue;
      const Choice& choice = *choices[index];
      if (!choice.with_support.empty() &&
          std::find(support.begin(), support.end(), choice.with_support) == support.end()) {
        continue;
      }
      if (choice.own_text) {
        add_own_texts(index);
      } else {
        for (const std::string& target : choice.targets) {
          if (!is_obsolete_label(target)) add_once(values, target);
        }
      }
    }
  }
};

Choices::Choices(const Mapping& mapping, formats::Columns& columns)
    : compiled_(std::make_unique<Compiled>()) {
  Compiled& c = *compiled_;
  std::map<ColumnId, std::vector<ChoiceIndex>> by_column;
  for (std::size_t f = 0; f < standard::kFieldCount; ++f) {
    c.first[f] = static_cast<ChoiceIndex>(c.choices.size());
    for (const Choice& choice : mapping.choices[f]) {
      const auto index = static_cast<ChoiceIndex>(c.choices.size());
      c.choices.push_back(&choice);
      c.columns_of.emplace_back();
      for (const std::string& name : choice.columns) {
        if (name.empty()) continue;
        const ColumnId column = columns.intern(name);
        c.columns_of.back().push_back(column);
        std::vector<ChoiceIndex>& choices = by_column[column];
        if (choices.empty() || choices.back() != index) choices.push_back(index);
      }
    }
  }
  c.first.back() = static_cast<ChoiceIndex>(c.choices.size());

  std::map<std::vector<ChoiceIndex>, Watchers*> sets;
  for (auto& [column, choices] : by_column) {
    Watchers*& set = sets[choices];
    if (!set) {
      c.watchers.push_back(std::make_unique<Watchers>());
      set = c.watchers.back().get();
      set->choices = choices;
    }
    c.watched.push_back({column, set});
  }
}

Choices::Choices(Choices&&) noexcept = default;
Choices& Choices::operator=(Choices&&) noexcept = default;
Choices::~Choices() = default;

void Choices::read(const formats::Row& row) {
  Compiled& c = *compiled_;
  c.row = &row;
  c.fired.resize(c.choices.size());
  for (ChoiceIndex index = 0; index < c.choices.size(); ++index)
    c.fired[index] = c.choices[index]->always();
  for (const auto& [column, watchers] : c.watched) {
    const std::string_view cell = row[column];
    if (cell.empty()) continue;
    for (const ChoiceIndex index : c.fired_by(*watchers, cell)) c.fired[index] = true;
  }
  c.support.clear();
  c.values.clear();
  c.collect(Field::modalites_accompagnement);
  c.support = c.values;
}

const std::vector<std::string_view>& Choices::values(Field field) {
  compiled_->values.clear();
  compiled_->collect(field);
  return compiled_->values;
}

bool Choices::typologie_is_told() const {
  const Compiled& c = *compiled_;
  const auto f = static_cast<std::size_t>(Field::typologie);
  if (c.first[f] == c.first[f + 1]) return false;
  if (c.choices[c.first[f]]->always()) return true;
  for (ChoiceIndex index = c.first[f]; index < c.first[f + 1]; ++index) {
    const std::vector<ColumnId>& columns = c.columns_of[index];
    if (!columns.empty() && (*c.row)[columns.front()].empty()) return false;
  }
  return true;
}

}  // namespace maillage::transform
