#include "fragility/scatter.hpp"

#include "fragility/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace maillage::fragility {

namespace {

constexpr int kWidth = 640, kHeight = 420;
constexpr int kLeft = 64, kRight = 620, kTop = 20, kBottom = 350;
constexpr std::size_t kBars = 30;
constexpr std::size_t kMostDots = 1500;
constexpr std::size_t kSquaresAcross = 56, kSquaresDown = 33, kShades = 5;

double place(const Axis& axis, double value) {
  return axis.high > axis.low ? std::clamp((value - axis.low) / (axis.high - axis.low), 0.0, 1.0)
                              : 0.5;
}

/// False for a missing value too.
bool within(const Axis& axis, double value) {
  return value >= axis.low && value <= axis.high;
}

std::size_t bin(const Axis& axis, double value, std::size_t count) {
  return std::min(static_cast<std::size_t>(place(axis, value) * static_cast<double>(count)),
                  count - 1);
}

void in_frame(web::Html& html, const std::function<void()>& content) {
  html("svg",
       {{"class", "drawing plot"},
        {"viewBox", fmt::format("0 0 {} {}", kWidth, kHeight)},
        {"aria-hidden", "true"},
        {"focusable", "false"}},
       [&] {
         content();
         html("path",
              {{"class", "axis"}, {"d", fmt::format("M{} {}V{}H{}", kLeft, kTop, kBottom, kRight)}},
              "");
       });
}

void words_at(web::Html& html, int x, int y, std::string_view css_class, std::string_view text) {
  html("text", {{"class", css_class}, {"x", x}, {"y", y}}, text);
}

void x_words(web::Html& html, const Axis& axis) {
  const int middle = (kLeft + kRight) / 2;
  words_at(html, kLeft, kBottom + 24, "tick", axis.said(axis.low));
  words_at(html, middle, kBottom + 24, "tick", axis.said((axis.low + axis.high) / 2));
  words_at(html, kRight, kBottom + 24, "tick last", axis.said(axis.high));
  words_at(html, middle, kBottom + 54, "name", axis.label);
}

}  // namespace

Axis axis_of(Values values, std::string label, std::function<std::string(double)> said) {
  const Column ascending = sorted_known(values);
  Axis axis{0, 1, std::move(label), std::move(said)};
  if (ascending.empty()) return axis;
  constexpr double kWild = 0.002;
  axis.low = quantile(ascending, kWild);
  axis.high = quantile(ascending, 1 - kWild);
  return axis;
}

std::vector<std::size_t> bins_of(Values values, const Axis& axis, std::size_t count) {
  std::vector<std::size_t> bins(count, 0);
  for (const double value : values) {
    if (!is_missing(value)) ++bins[bin(axis, value, count)];
  }
  return bins;
}

void histogram(web::Html& html, Values values, const Axis& axis) {
  const std::vector<std::size_t> bars = bins_of(values, axis, kBars);
  const double most =
      static_cast<double>(std::max<std::size_t>(*std::max_element(bars.begin(), bars.end()), 1));
  const double wide = static_cast<double>(kRight - kLeft) / kBars;
  in_frame(html, [&] {
    for (std::size_t k = 0; k < bars.size(); ++k) {
      const double high = (kBottom - kTop) * static_cast<double>(bars[k]) / most;
      html("rect",
           {{"class", "bar"},
            {"x", fmt::format("{:.1f}", kLeft + wide * static_cast<double>(k) + 1)},
            {"y", fmt::format("{:.1f}", kBottom - high)},
            {"width", fmt::format("{:.1f}", wide - 2)},
            {"height", fmt::format("{:.1f}", high)}},
           "");
    }
    x_words(html, axis);
  });
}

void scatter(web::Html& html, Values x, const Axis& x_axis, Values y, const Axis& y_axis) {
  const auto at_x = [&](double value) { return kLeft + place(x_axis, value) * (kRight - kLeft); };
  const auto at_y = [&](double value) { return kBottom - place(y_axis, value) * (kBottom - kTop); };
  std::vector<std::size_t> both;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (within(x_axis, x[i]) && within(y_axis, y[i])) both.push_back(i);
  }
  in_frame(html, [&] {
    if (both.size() <= kMostDots) {
      // Dots of no length with round ends: one path for all.
      std::string path;
      for (const std::size_t i : both) {
        fmt::format_to(std::back_inserter(path), "M{:.0f} {:.0f}h0", at_x(x[i]), at_y(y[i]));
      }
      html("path", {{"class", "dots"}, {"d", path}}, "");
    } else {
      std::vector<std::size_t> squares(kSquaresAcross * kSquaresDown, 0);
      for (const std::size_t i : both) {
        ++squares[bin(y_axis, y[i], kSquaresDown) * kSquaresAcross +
                  bin(x_axis, x[i], kSquaresAcross)];
      }
      const double most =
          std::log1p(static_cast<double>(*std::max_element(squares.begin(), squares.end())));
      constexpr double kWide = double(kRight - kLeft) / kSquaresAcross;
      constexpr double kHigh = double(kBottom - kTop) / kSquaresDown;
      std::array<std::string, kShades> paths;
      for (std::size_t k = 0; k < squares.size(); ++k) {
        if (squares[k] == 0) continue;
        const double share = std::log1p(static_cast<double>(squares[k])) / most;
        const auto shade = std::min(static_cast<std::size_t>(share * kShades), kShades - 1);
        const double left = kLeft + kWide * static_cast<double>(k % kSquaresAcross);
        const double top = kBottom - kHigh * static_cast<double>(1 + k / kSquaresAcross);
        fmt::format_to(std::back_inserter(paths[shade]),
                       "M{0:.1f} {1:.1f}h{2:.2f}v{3:.2f}h-{2:.2f}z", left, top, kWide, kHigh);
      }
      for (std::size_t shade = 0; shade < kShades; ++shade) {
        if (paths[shade].empty()) continue;
        html("path", {{"class", fmt::format("shade-{}", shade + 1)}, {"d", paths[shade]}}, "");
      }
    }
    x_words(html, x_axis);
    words_at(html, kLeft - 8, kBottom, "tick last", y_axis.said(y_axis.low));
    words_at(html, kLeft - 8, kTop + 8, "tick last", y_axis.said(y_axis.high));
  });
}

}  // namespace maillage::fragility
