#pragma once
/// Text as the simplest telephone receives it: the 7-bit alphabet of GSM 03.38, of which a message
/// holds 160 characters. Letters outside it are written without their accent, signs by their
/// nearest.
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::places {

inline constexpr std::size_t kSmsCharacters = 160;

/// The text in that alphabet (as UTF-8); a character without a likeness is left out.
std::string gsm_text(std::string_view text);
/// Its length in septets: the signs of the extension, such as €, count twice. Nothing when it holds
/// a character outside the alphabet.
std::optional<std::size_t> gsm_length(std::string_view text);

/// A part of a message, whole or not at all; of lower rank means more important.
struct SmsPart {
  std::string text;
  int rank = 0;
};
/// The parts that fit, in their order and separated by blanks: the least important are left out
/// first, and what is left is cut at 160.
std::string sms_of(std::span<const SmsPart> parts);

}  // namespace maillage::places
