#include "places/review_parts.hpp"

#include "base/text.hpp"
#include "places/directory.hpp"
#include "places/field_words.hpp"
#include "places/place_card.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;
using web::Html;
using web::View;

/// What tells two places apart, in the order in which one looks.
constexpr Field kCompared[] = {
    Field::nom,      Field::adresse,           Field::complement_adresse,  Field::code_postal,
    Field::commune,  Field::telephone,         Field::courriels,           Field::site_web,
    Field::pivot,    Field::structure_parente, Field::typologie,           Field::itinerance,
    Field::horaires, Field::services,          Field::presentation_resume, Field::date_maj};

enum class Likeness { same, different, one_side };

Likeness likeness(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return Likeness::one_side;
  return base::fold(base::squeeze(a)) == base::fold(base::squeeze(b)) ? Likeness::same
                                                                      : Likeness::different;
}

void cell(Html& html, const View& view, std::string_view text, std::string_view other,
          Likeness kind) {
  html("td", [&] {
    if (text.empty()) {
      html("span", {{"class", "mute"}}, view.t("rien"));
    } else if (kind != Likeness::different) {
      html.text(text);
    } else {
      for (const Piece& piece : differing_words(text, other)) {
        piece.only_here ? html("mark", piece.text) : html.text(piece.text);
        html.text(piece.blanks);
      }
    }
  });
}

void row(Html& html, const View& view, Field field, const Record& a, const Record& b) {
  if (!a.place.has(field) && !b.place.has(field)) return;
  const std::string left = readable_value(view.t, field, a.place[field]);
  const std::string right = readable_value(view.t, field, b.place[field]);
  const Likeness kind = likeness(left, right);
  const std::string css_class = kind == Likeness::different ? "differs" : "";
  html("tr", {web::when(!css_class.empty(), {"class", css_class})}, [&] {
    html("th", {{"scope", "row"}}, [&] {
      html("span", field_label(view.t, field));
      html("span", {{"class", "likeness"}}, [&] {
        icon(html, view,
             kind == Likeness::same        ? web::Literal("check")
             : kind == Likeness::different ? web::Literal("x")
                                           : web::Literal("circle-question-mark"));
        html("span", kind == Likeness::same        ? view.t("identique")
                     : kind == Likeness::different ? view.t("différent")
                                                   : view.t("d’un seul côté"));
      });
    });
    cell(html, view, left, right, kind);
    cell(html, view, right, left, kind);
  });
}

void head_cell(Html& html, const View& view, const std::string& letter, const Record& record,
               const ListNames& names) {
  html("th", {{"scope", "col"}}, [&] {
    html("span", {{"class", "letter"}}, letter);
    html("a", {href(place_address(record.record_id))}, names.of(record.list));
    if (record.absent_since) html("span", {{"class", "detail"}}, view.t("absente de sa liste"));
  });
}

std::string effect(const web::Words& t, double bits) {
  constexpr double kWeak = 1, kClear = 3, kStrong = 6;
  if (bits >= kStrong) return t("très fortement pour");
  if (bits >= kClear) return t("nettement pour");
  if (bits >= kWeak) return t("un peu pour");
  if (bits > -kWeak) return t("ne dit presque rien");
  if (bits > -kClear) return t("un peu contre");
  if (bits > -kStrong) return t("nettement contre");
  return t("très fortement contre");
}

}  // namespace

void comparison_table(Html& html, const View& view, const Record& a, const Record& b,
                      const ListNames& names) {
  html("table", {{"class", "comparison"}}, [&] {
    html("caption", {{"class", "visually-hidden"}}, view.t("Ce que dit chaque fiche"));
    html("thead", [&] {
      html("tr", [&] {
        html("th", {{"scope", "col"}}, view.t("Information"));
        head_cell(html, view, view.t("Fiche A"), a, names);
        head_cell(html, view, view.t("Fiche B"), b, names);
      });
    });
    html("tbody", [&] {
      for (const Field field : kCompared) row(html, view, field, a, b);
    });
  });
}

std::string distance_sentence(const web::Words& t, const Record& a, const Record& b) {
  const auto from = a.place.coordinates(), to = b.place.coordinates();
  if (!from || !to) return t("Une des fiches n’a pas de position : la distance est inconnue.");
  constexpr double kMetresOfKm = 1000;
  const double metres = distance_km(*from, *to) * kMetresOfKm;
  if (metres < 1) return t("Les deux fiches sont au même point de la carte.");
  if (metres < 10 * kMetresOfKm) {
    return t.fill("Les deux points sont à {} m l’un de l’autre, à vol d’oiseau.",
                  {t.number(std::lround(metres))});
  }
  return t.fill("Les deux points sont à {} km l’un de l’autre, à vol d’oiseau.",
                {t.number(std::lround(metres / kMetresOfKm))});
}

void reason_table(Html& html, const View& view, std::span<const Reason> reasons) {
  // A waterfall: each bar begins where the one before it ended.
  double sum = 0, lowest = -1, highest = 1;
  for (const Reason& reason : reasons) {
    sum += reason.bits;
    lowest = std::min(lowest, sum);
    highest = std::max(highest, sum);
  }
  constexpr int kWidth = 200;  // units of the drawing
  const auto place = [&](double bits) {
    return static_cast<int>(std::lround((bits - lowest) / (highest - lowest) * kWidth));
  };
  sum = 0;
  html("table", {{"class", "reasons"}}, [&] {
    html("caption", view.t("Pourquoi elles ont été rapprochées"));
    html("tbody", [&] {
      for (const Reason& reason : reasons) {
        const int from = place(std::min(sum, sum + reason.bits));
        const int to = place(std::max(sum, sum + reason.bits));
        sum += reason.bits;
        html("tr", [&] {
          html("th", {{"scope", "row"}}, reason.start ? view.t("avant de comparer") : reason.words);
          html("td", reason.start ? view.t("deux fiches sont rarement le même lieu")
                                  : effect(view.t, reason.bits));
          html("td", {{"class", "weight"}}, [&] {
            html("svg",
                 {{"viewBox", "0 0 200 10"},
                  {"preserveAspectRatio", "none"},
                  {"aria-hidden", "true"},
                  {"focusable", "false"}},
                 [&] {
                   html("rect",
                        {{"class", reason.bits < 0 ? "against" : "for"},
                         {"x", from},
                         {"y", 0},
                         {"width", std::max(to - from, 2)},
                         {"height", 10}},
                        "");
                 });
          });
        });
      }
    });
  });
}

std::string odds(const web::Words& t, double probability) {
  const long hundredths = std::clamp(std::lround(probability * 100), 1L, 99L);
  return t.fill("{} chances sur 100", {std::to_string(hundredths)});
}

}  // namespace maillage::places
