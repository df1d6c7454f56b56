#include "fragility/drawings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr double kWidth = 600;

std::string units(double value) {
  return fmt::format("{:.1f}", value);
}

void picture(web::Html& html, std::string_view css_class, int width, int height,
             const std::function<void()>& content) {
  const std::string box = fmt::format("0 0 {} {}", width, height);
  html("svg",
       {{"class", css_class}, {"viewBox", box}, {"aria-hidden", "true"}, {"focusable", "false"}},
       content);
}

}  // namespace

void stretch(web::Html& html, const Stretch& line) {
  constexpr double kMargin = 12;
  const auto x = [&](double value) {
    const double range = line.to - line.from;
    const double share = range != 0 ? std::clamp((value - line.from) / range, 0.0, 1.0) : 0.5;
    return kMargin + share * (kWidth - 2 * kMargin);
  };
  html("div", {{"class", "stretch"}, {"aria-hidden", "true"}}, [&] {
    picture(html, "drawing", static_cast<int>(kWidth), 36, [&] {
      html("line",
           {{"class", "axis"},
            {"x1", units(kMargin)},
            {"x2", units(kWidth - kMargin)},
            {"y1", 18},
            {"y2", 18}},
           "");
      if (!is_missing(line.low)) {
        const double left = std::min(x(line.low), x(line.high));
        html("rect",
             {{"class", "interval"},
              {"x", units(left)},
              {"y", 10},
              {"width", units(std::max(3.0, std::abs(x(line.high) - x(line.low))))},
              {"height", 16},
              {"rx", 8}},
             "");
      }
      if (!is_missing(line.mark)) {
        html("circle", {{"class", "mark"}, {"cx", units(x(line.mark))}, {"cy", 18}, {"r", 10}}, "");
      }
    });
    html("p", [&] {
      html("span", line.from_label);
      html("span", line.to_label);
    });
  });
}

void signed_bars(web::Html& html, std::string_view caption, std::span<const SignedBar> bars) {
  double most = 0;
  for (const SignedBar& bar : bars) most = std::max(most, std::abs(bar.amount));
  html("table", {{"class", "signed-bars"}}, [&] {
    html("caption", caption);
    html("tbody", [&] {
      for (const SignedBar& bar : bars) {
        html("tr", [&] {
          html("th", {{"scope", "row"}}, [&] {
            html.text(bar.label);
            if (!bar.detail.empty()) html("span", {{"class", "detail"}}, bar.detail);
          });
          html("td", {{"class", "bar"}, {"aria-hidden", "true"}}, [&] {
            const double length = most > 0 ? 50 * std::abs(bar.amount) / most : 0;
            html("svg", {{"viewBox", "0 0 100 10"}, {"preserveAspectRatio", "none"}}, [&] {
              html("rect",
                   {{"class", bar.amount >= 0 ? "lifts" : "lowers"},
                    {"x", units(bar.amount >= 0 ? 50 : 50 - length)},
                    {"width", units(length)},
                    {"height", 10}},
                   "");
              html("path", {{"class", "zero"}, {"d", "M50 0v10"}}, "");
            });
          });
          html("td", {{"class", "value"}}, bar.value);
        });
      }
    });
  });
}

void lettered_marks(web::Html& html, std::string_view title, std::string_view sense,
                    std::span<const LetteredMark> marks) {
  constexpr double kMargin = 24, kRow = 34, kRadius = 15;
  std::vector<const LetteredMark*> known;
  for (const LetteredMark& mark : marks) {
    if (!is_missing(mark.value)) known.push_back(&mark);
  }
  if (known.empty()) return;
  std::stable_sort(known.begin(), known.end(), [](const LetteredMark* a, const LetteredMark* b) {
    return a->value < b->value;
  });
  const double low = known.front()->value, range = known.back()->value - low;
  const auto x = [&](const LetteredMark& mark) {
    const double share = range > 0 ? (mark.value - low) / range : 0.5;
    return kMargin + share * (kWidth - 2 * kMargin);
  };
  // Marks that would cover each other go up a row.
  std::vector<double> ends;
  std::vector<std::size_t> row_of;
  for (const LetteredMark* mark : known) {
    std::size_t row = 0;
    while (row < ends.size() && x(*mark) < ends[row] + 2 * kRadius + 2) ++row;
    if (row == ends.size()) ends.push_back(0);
    ends[row] = x(*mark);
    row_of.push_back(row);
  }
  const double axis = kRow * static_cast<double>(ends.size() - 1) + kRadius + 3;
  html("figure", {{"class", "lettered"}, {"aria-hidden", "true"}}, [&] {
    html("figcaption", [&] {
      html("strong", title);
      html.text(" ");
      html("span", sense);
    });
    picture(html, "drawing", static_cast<int>(kWidth), static_cast<int>(axis + kRadius + 3), [&] {
      html("line",
           {{"class", "axis"},
            {"x1", 6},
            {"x2", units(kWidth - 6)},
            {"y1", units(axis)},
            {"y2", units(axis)}},
           "");
      for (std::size_t i = 0; i < known.size(); ++i) {
        const std::string cx = units(x(*known[i]));
        const std::string cy = units(axis - kRow * static_cast<double>(row_of[i]));
        html("circle",
             {{"class", known[i]->reference ? "mark hollow" : "mark"},
              {"cx", cx},
              {"cy", cy},
              {"r", units(kRadius)}},
             "");
        html("text",
             {{"class", known[i]->reference ? "letter" : "letter on-mark"}, {"x", cx}, {"y", cy}},
             known[i]->letter);
      }
    });
  });
}

void year_line(web::Html& html, std::span<const YearPoint> points) {
  constexpr double kHeight = 160, kSide = 50, kTop = 36, kBottom = 120;
  if (points.size() < 2) return;
  const auto [least, most] =
      std::minmax_element(points.begin(), points.end(),
                          [](const YearPoint& a, const YearPoint& b) { return a.value < b.value; });
  const double low = least->value, range = std::max(most->value - low, 1e-9);
  const double first = points.front().year, span = points.back().year - first;
  const auto x = [&](const YearPoint& point) {
    return kSide + (point.year - first) / span * (kWidth - 2 * kSide);
  };
  const auto y = [&](const YearPoint& point) {
    return kBottom - (point.value - low) / range * (kBottom - kTop);
  };
  std::string path;
  for (const YearPoint& point : points) {
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x(point), y(point));
  }
  html("div", {{"class", "drawing-frame"}}, [&] {
    picture(html, "drawing", static_cast<int>(kWidth), static_cast<int>(kHeight), [&] {
      html("path", {{"class", "curve"}, {"d", path}}, "");
      for (const YearPoint& point : points) {
        html("circle",
             {{"class", "mark"}, {"cx", units(x(point))}, {"cy", units(y(point))}, {"r", 5}}, "");
        html("text", {{"x", units(x(point))}, {"y", units(y(point) - 14)}}, point.label);
        html("text", {{"class", "year"}, {"x", units(x(point))}, {"y", units(kHeight - 8)}},
             std::to_string(point.year));
      }
    });
  });
}

}  // namespace maillage::fragility
