#include "places/opening_parts.hpp"

#include "base/text.hpp"
#include "places/opening_words.hpp"
#include "places/readable.hpp"

namespace maillage::places {
namespace {

using standard::Field;
using standard::Place;
using web::Html;
using web::View;
using web::when;

/// Older information is worth a call before the trip.
constexpr auto kDoubtful = std::chrono::days(365);

struct Look {
  web::Literal css_class, icon_name;
};

Look look_of(hours::StatusKind kind) {
  using enum hours::StatusKind;
  switch (kind) {
    case open:
      return {"status open", "circle-check"};
    case closing_soon:
      return {"status soon", "clock-alert"};
    case by_appointment:
      return {"status soon", "calendar-check"};
    case closed:
    case temporarily_closed:
      return {"status closed", "circle-x"};
    case unknown:
      break;
  }
  return {"status soon", "circle-question-mark"};
}

/// "9 h – 12 h (sur rendez-vous, au guichet)", on a line that does not break.
void span_of_day(Html& html, const View& view, const hours::DaySpan& span) {
  html("span", {{"class", "span"}}, [&] {
    html.text(span_text(view.t, span));
    if (span.comment.empty()) return;
    html.text(" (");
    if (const auto words = comment_text(view.t, span.comment)) {
      html.text(*words);
    } else {
      in_french(html, view, span.comment);
    }
    html.text(")");
  });
  html.text(" ");
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

void week(Html& html, const View& view, const std::vector<hours::DayLine>& lines,
          const std::string& title, bool title_hidden, const Opening& opening) {
  if (lines.empty()) {
    html("p", view.t.fill("{} : fermé.", {title}));
    return;
  }
  html("table", {{"class", "week"}}, [&] {
    html("caption", {when(title_hidden, {"class", "visually-hidden"})}, title);
    html("tbody", [&] {
      for (const hours::DayLine& line : lines) {
        const bool today = line.date == opening.today;
        html("tr", {when(today, {"class", "today"}), when(today, {"aria-current", "date"})}, [&] {
          html("th", {{"scope", "row"}}, [&] {
            html.text(capital(line.day));
            if (today) {
              html.text(" ");
              html("span", {{"class", "today-mark"}}, view.t("aujourd’hui"));
            }
          });
          html("td", [&] {
            if (line.spans.empty()) html("span", {{"class", "span"}}, line.hours);
            for (const hours::DaySpan& span : line.spans) span_of_day(html, view, span);
            if (!line.holiday.empty()) {
              html("span", {{"class", "holiday"}},
                   view.t.fill("jour férié ({}), à vérifier", {line.holiday}));
            }
          });
        });
      }
    });
  });
}

void unknown_hours(Html& html, const View& view, const Place& place) {
  const auto& t = view.t;
  alert(html, view, web::Tone::warning, t("Nous ne connaissons pas ses horaires."),
        place.has(Field::telephone) ? t.fill("Appelez avant de vous déplacer : {}",
                                             {readable_phone(place[Field::telephone])})
                                    : t("Renseignez-vous avant de vous déplacer."));
}

}  // namespace

void status_line(Html& html, const View& view, const hours::Status& status) {
  const Look look = look_of(status.kind);
  html("span", {{"class", look.css_class.text()}}, [&] {
    icon(html, view, look.icon_name);
    html("span", unbroken(status.sentence));
  });
}

void opening_head(Html& html, const View& view, const Place& place, const Opening* opening,
                  base::Date today) {
  const auto& t = view.t;
  html("p", {{"class", "opening"}}, [&] {
    if (!opening) {
      status_line(html, view,
                  {hours::StatusKind::unknown,
                   {},
                   {},
                   place.has(Field::horaires) ? t("Horaires à vérifier auprès du lieu")
                                              : t("Horaires inconnus : appelez avant de venir")});
      return;
    }
    status_line(html, view, opening->status);
    html.text(" ");
    if (!opening->local_time.empty()) {
      html("span", {{"class", "mute"}}, t.fill("Il y est {}.", {opening->local_time}));
      html.text(" ");
    }
    const auto updated = base::parse_iso_date(place[Field::date_maj]);
    if (!updated) {
      html("span", {{"class", "mute"}}, t("Horaires de date inconnue : appelez avant de venir."));
    } else if (std::chrono::sys_days(today) - std::chrono::sys_days(*updated) > kDoubtful) {
      html("span", {{"class", "mute"}},
           t.fill("Horaires notés {} : appelez avant de venir.",
                  {readable_age(t, *updated, today)}));
    }
  });
}

void hours_section(Html& html, const View& view, const Place& place, const Opening* opening) {
  const auto& t = view.t;
  html("section", {{"aria-labelledby", "horaires"}}, [&] {
    html("h2", {{"id", "horaires"}}, t("Horaires"));
    if (!place.has(Field::horaires)) return unknown_hours(html, view, place);
    if (!opening) {
      html("p", t.fill("Voici comment son producteur les écrit : {}", {place[Field::horaires]}));
      return;
    }
    html("div", {{"class", "weeks"}}, [&] {
      week(html, view, opening->week,
           !opening->sentence.empty() ? t("Cette semaine") : t("Horaires de la semaine"),
           opening->sentence.empty(), *opening);
      if (opening->next_week) {
        week(html, view, *opening->next_week, t("La semaine prochaine"), false, *opening);
      }
    });
    if (!opening->sentence.empty())
      html("p", [&] { in_french(html, view, unbroken(opening->sentence)); });
    if (opening->silent_on_holidays) {
      html("p", {{"class", "mute"}},
           t("Nous ne savons pas s’il ouvre les jours fériés : appelez ces jours-là."));
    }
  });
}

}  // namespace maillage::places
