#include "hours/lexer_words.hpp"

#include "hours/model.hpp"

#include <algorithm>
#include <array>

namespace maillage::hours {
namespace {

constexpr std::int32_t event(TimeKind kind) {
  return static_cast<std::int32_t>(kind);
}

// The words of the specification, sorted.
constexpr std::array kWords{
    Word{"apr", TokenKind::month, 4},
    Word{"aug", TokenKind::month, 8},
    Word{"closed", TokenKind::state, kClosed},
    Word{"dawn", TokenKind::time_event, event(TimeKind::dawn)},
    Word{"day", TokenKind::days_word, 0},
    Word{"days", TokenKind::days_word, 0},
    Word{"dec", TokenKind::month, 12},
    Word{"dusk", TokenKind::time_event, event(TimeKind::dusk)},
    Word{"easter", TokenKind::easter, 0},
    Word{"feb", TokenKind::month, 2},
    Word{"fr", TokenKind::weekday, 4},
    Word{"jan", TokenKind::month, 1},
    Word{"jul", TokenKind::month, 7},
    Word{"jun", TokenKind::month, 6},
    Word{"mar", TokenKind::month, 3},
    Word{"may", TokenKind::month, 5},
    Word{"mo", TokenKind::weekday, 0},
    Word{"nov", TokenKind::month, 11},
    Word{"oct", TokenKind::month, 10},
    Word{"off", TokenKind::state, kOff},
    Word{"open", TokenKind::state, kOpen},
    Word{"ph", TokenKind::holiday, 0},
    Word{"sa", TokenKind::weekday, 5},
    Word{"sep", TokenKind::month, 9},
    Word{"sh", TokenKind::holiday, 1},
    Word{"su", TokenKind::weekday, 6},
    Word{"sunrise", TokenKind::time_event, event(TimeKind::sunrise)},
    Word{"sunset", TokenKind::time_event, event(TimeKind::sunset)},
    Word{"th", TokenKind::weekday, 3},
    Word{"tu", TokenKind::weekday, 1},
    Word{"unknown", TokenKind::state, kUnknown},
    Word{"we", TokenKind::weekday, 2},
    Word{"week", TokenKind::week, 0},
};

// What people write instead, without accents' folding: lower-case bytes, sorted.
constexpr std::array kForeignWords{
    Word{"april", TokenKind::month, 4},
    Word{"august", TokenKind::month, 8},
    Word{"avril", TokenKind::month, 4},
    Word{"days", TokenKind::days_word, 0},
    Word{"december", TokenKind::month, 12},
    Word{"dezember", TokenKind::month, 12},
    Word{"di", TokenKind::weekday, 1},
    Word{"dienstag", TokenKind::weekday, 1},
    Word{"dienstags", TokenKind::weekday, 1},
    Word{"dimanche", TokenKind::weekday, 6},
    Word{"do", TokenKind::weekday, 3},
    Word{"donnerstag", TokenKind::weekday, 3},
    Word{"donnerstags", TokenKind::weekday, 3},
    Word{"enero", TokenKind::month, 1},
    Word{"feiertag", TokenKind::holiday, 0},
    Word{"feiertage", TokenKind::holiday, 0},
    Word{"feiertagen", TokenKind::holiday, 0},
    Word{"feiertags", TokenKind::holiday, 0},
    Word{"ferien", TokenKind::holiday, 1},
    Word{"ferm\xC3\xA9", TokenKind::state, kClosed},
    Word{"february", TokenKind::month, 2},
    Word{"freitag", TokenKind::weekday, 4},
    Word{"freitags", TokenKind::weekday, 4},
    Word{"fri", TokenKind::weekday, 4},
    Word{"friday", TokenKind::weekday, 4},
    Word{"fridays", TokenKind::weekday, 4},
    Word{"gennaio", TokenKind::month, 1},
    Word{"geschl", TokenKind::state, kClosed},
    Word{"geschlossen", TokenKind::state, kClosed},
    Word{"giugno", TokenKind::month, 6},
    Word{"holiday", TokenKind::holiday, 0},
    Word{"holidays", TokenKind::holiday, 0},
    Word{"janvier", TokenKind::month, 1},
    Word{"january", TokenKind::month, 1},
    Word{"jeudi", TokenKind::weekday, 3},
    Word{"juillet", TokenKind::month, 7},
    Word{"juin", TokenKind::month, 6},
    Word{"july", TokenKind::month, 7},
    Word{"june", TokenKind::month, 6},
    Word{"junio", TokenKind::month, 6},
    Word{"lundi", TokenKind::weekday, 0},
    Word{"lunes", TokenKind::weekday, 0},
    Word{"mai", TokenKind::month, 5},
    Word{"march", TokenKind::month, 3},
    Word{"mardi", TokenKind::weekday, 1},
    Word{"mars", TokenKind::month, 3},
    Word{"mercredi", TokenKind::weekday, 2},
    Word{"mi", TokenKind::weekday, 2},
    Word{"mittwoch", TokenKind::weekday, 2},
    Word{"mon", TokenKind::weekday, 0},
    Word{"monday", TokenKind::weekday, 0},
    Word{"mondays", TokenKind::weekday, 0},
    Word{"montag", TokenKind::weekday, 0},
    Word{"montags", TokenKind::weekday, 0},
    Word{"november", TokenKind::month, 11},
    Word{"october", TokenKind::month, 10},
    Word{"oktober", TokenKind::month, 10},
    Word{"samedi", TokenKind::weekday, 5},
    Word{"samstag", TokenKind::weekday, 5},
    Word{"samstags", TokenKind::weekday, 5},
    Word{"sat", TokenKind::weekday, 5},
    Word{"saturday", TokenKind::weekday, 5},
    Word{"saturdays", TokenKind::weekday, 5},
    Word{"schoolholiday", TokenKind::holiday, 1},
    Word{"schoolholidays", TokenKind::holiday, 1},
    Word{"september", TokenKind::month, 9},
    Word{"so", TokenKind::weekday, 6},
    Word{"sonntag", TokenKind::weekday, 6},
    Word{"sonntags", TokenKind::weekday, 6},
    Word{"sun", TokenKind::weekday, 6},
    Word{"sunday", TokenKind::weekday, 6},
    Word{"sundays", TokenKind::weekday, 6},
    Word{"thu", TokenKind::weekday, 3},
    Word{"thurs", TokenKind::weekday, 3},
    Word{"thursday", TokenKind::weekday, 3},
    Word{"thursdays", TokenKind::weekday, 3},
    Word{"tue", TokenKind::weekday, 1},
    Word{"tues", TokenKind::weekday, 1},
    Word{"tuesday", TokenKind::weekday, 1},
    Word{"tuesdays", TokenKind::weekday, 1},
    Word{"until", TokenKind::dash, 0},
    Word{"vendredi", TokenKind::weekday, 4},
    Word{"viernes", TokenKind::weekday, 4},
    Word{"wed", TokenKind::weekday, 2},
    Word{"wednesday", TokenKind::weekday, 2},
    Word{"wednesdays", TokenKind::weekday, 2},
};

constexpr Phrase kPhrases[] = {{"one day after public holiday", "PH +1 day"},
                               {"day after public holiday", "PH +1 day"},
                               {"one day before public holiday", "PH -1 day"},
                               {"day before public holiday", "PH -1 day"},
                               {"public holidays", "PH"},
                               {"public holiday", "PH"},
                               {"school holidays", "SH"},
                               {"school holiday", "SH"},
                               {"on working days", "Mo-Fr"},
                               {"on work days", "Mo-Fr"},
                               {"on work day", "Mo-Fr"},
                               {"working days", "Mo-Fr"},
                               {"work days", "Mo-Fr"},
                               {"weekdays", "Mo-Fr"},
                               {"weekday", "Mo-Fr"},
                               {"weekends", "Sa-Su"},
                               {"weekend", "Sa-Su"},
                               {"every day", "Mo-Su"},
                               {"everyday", "Mo-Su"},
                               {"all days", "Mo-Su"},
                               {"daily", "Mo-Su"},
                               {"anytime", "24/7"},
                               {"always", "24/7"},
                               {"nonstop", "24/7"},
                               {"and", ","},
                               {"und an", ","},
                               {"und nur", ","},
                               {"und", ","},
                               {"an", ""},
                               {"bis", "-"},
                               {"till", "-"},
                               {"to", "-"},
                               {"through", "-"},
                               {"ate", "-"},
                               {"as", "-"},
                               {"\xD0\xB4\xD0\xBE", "-"},
                               {"sonn  und feiertagen", "PH,Su"},
                               {"sonn  und feiertags", "PH,Su"},
                               {"sonn und feiertagen", "PH,Su"},
                               {"sonn und feiertags", "PH,Su"},
                               {"sonn /feiertags", "PH,Su"},
                               {"sonn", "Su"},
                               {"ge\xC3\xB6"
                                "ffnet",
                                "open"},
                               {"\xC3\x96"
                                "ffnungszeit:",
                                ""},
                               {"\xC3\xB6"
                                "ffnungszeit:",
                                ""},
                               {"\xE6\x9C\x88\xE6\x9B\x9C\xE6\x97\xA5", "Mo"},
                               {"\xE7\x81\xAB\xE6\x9B\x9C\xE6\x97\xA5", "Tu"},
                               {"\xE6\xB0\xB4\xE6\x9B\x9C\xE6\x97\xA5", "We"},
                               {"\xE6\x9C\xA8\xE6\x9B\x9C\xE6\x97\xA5", "Th"},
                               {"\xE9\x87\x91\xE6\x9B\x9C\xE6\x97\xA5", "Fr"},
                               {"\xE5\x9C\x9F\xE6\x9B\x9C\xE6\x97\xA5", "Sa"},
                               {"\xE6\x97\xA5\xE6\x9B\x9C\xE6\x97\xA5", "Su"}};

template <std::size_t N>
const Word* find(const std::array<Word, N>& words, std::string_view text) {
  const auto at =
      std::lower_bound(words.begin(), words.end(), text,
                       [](const Word& word, std::string_view key) { return word.text < key; });
  return at != words.end() && at->text == text ? &*at : nullptr;
}

}  // namespace

const Word* word_of_specification(std::string_view text) {
  return find(kWords, text);
}

const Word* foreign_word(std::string_view text) {
  return find(kForeignWords, text);
}

std::span<const Phrase> foreign_phrases() {
  return kPhrases;
}

}  // namespace maillage::hours
