#include "places/text_resemblance.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace maillage::places {

namespace {

constexpr std::size_t kPlain = 256;  // letters below always have masks

/// Lower case of an ASCII letter or digit; 0 for the rest.
constexpr auto kLowerAscii = [] {
  std::array<char16_t, 0x80> lower{};
  for (char16_t c = u'0'; c <= u'9'; ++c) lower[c] = c;
  for (char16_t c = u'a'; c <= u'z'; ++c) lower[c] = lower[c - 32] = c;
  return lower;
}();

/// Letters and digits of the scripts that French lists hold; marks and signs are none.
bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  const bool marks = c >= 0x300 && c < 0x370, signs = c >= 0x2000 && c < 0x2C00;
  const bool modifiers = c >= 0x2C2 && c < 0x300 && c != 0x2EC && c != 0x2EE &&
                         !(c >= 0x2C6 && c <= 0x2D1) && !(c >= 0x2E0 && c <= 0x2E4);
  return !marks && !signs && !modifiers && c != 0xFFFD && !(c >= 0x3000 && c < 0x3005) &&
         !(c >= 0xFE00 && c < 0xFE70);
}

char32_t lower_letter(char32_t c) {
  if (c < 0x100) return c >= 0xC0 && c < 0xDF && c != 0xD7 ? c + 0x20 : c;
  std::string letter;
  base::append_utf8(letter, c);
  std::size_t at = 0;
  const std::string lower = base::lower(letter);
  return base::next_code_point(lower, at);
}

std::uint64_t bits_below(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

}  // namespace

void compared_text(std::string_view text, std::u16string& out) {
  out.clear();
  bool gap = false;
  const auto put = [&](char16_t unit) {
    if (gap && !out.empty()) out += u' ';
    gap = false;
    out += unit;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const auto c = static_cast<unsigned char>(text[at]); c < 0x80) {
      const char16_t lower = kLowerAscii[c];
      lower == 0 ? void(gap = true) : put(lower);
      ++at;
      continue;
    }
    const char32_t c = lower_letter(base::next_code_point(text, at));
    if (!is_letter_or_digit(c)) {
      gap = true;
    } else if (c < 0x10000) {
      put(static_cast<char16_t>(c));
    } else {
      put(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
      put(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
}

void SoughtText::prepare(std::u16string_view text) {
  for (const char16_t c : text_) {
    if (c < kPlain) std::fill_n(&masks_[c * blocks_], blocks_, 0);
  }
  wide_.clear();
  masks_.resize(kPlain * blocks_);  // without the wide ones, which are not cleared
  text_ = text;
  blocks_ = (text.size() + 63) / 64;
  masks_.resize(kPlain * blocks_, 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t masks = masks_of(text[i]);
    masks_[masks + i / 64] |= std::uint64_t{1} << (i % 64);
  }
}

int SoughtText::resemblance(std::u16string_view other) {
  if (text_.empty() || other.empty()) return 0;
  const double length = static_cast<double>(text_.size() + other.size());
  const std::size_t common = text_ == other ? text_.size() : common_letters(other);
  return static_cast<int>(std::floor(200 * static_cast<double>(common) / length + 0.5));
}

std::size_t SoughtText::masks_of(char16_t c) {
  if (c < kPlain) return c * blocks_;
  const auto [entry, added] = wide_.try_emplace(c, masks_.size());
  if (added) masks_.resize(masks_.size() + blocks_, 0);
  return entry->second;
}

/// The longest common subsequence, 64 letters of the text at a time (Hyyrö 2004).
std::size_t SoughtText::common_letters(std::u16string_view other) {
  row_.assign(blocks_, ~std::uint64_t{0});
  for (const char16_t c : other) {
    const std::size_t masks = masks_of(c);
    std::uint64_t carry = 0;
    for (std::size_t block = 0; block < blocks_; ++block) {
      const std::uint64_t mask = masks_[masks + block];
      const std::uint64_t shared = row_[block] & mask;
      const std::uint64_t half = row_[block] + carry, sum = half + shared;
      carry = static_cast<std::uint64_t>(half < carry) | static_cast<std::uint64_t>(sum < shared);
      row_[block] = sum | (row_[block] & ~mask);
    }
  }
  std::size_t common = 0;
  for (std::size_t block = 0; block < blocks_; ++block) {
    common += static_cast<std::size_t>(
        std::popcount(~row_[block] & bits_below(text_.size() - 64 * block)));
  }
  return common;
}

}  // namespace maillage::places
