#include "extractor/evaluate/charts.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>

#include "extractor/evaluate/print.h"

namespace pathex {
namespace {

using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

std::string Tag(const char* name, Attributes attributes, std::string_view content = {}) {
  std::string out = std::string("<") + name;
  for (const auto& [key, value] : attributes) {
    out += std::string(" ") + key + "=\"" + EscapeHtml(value) + "\"";
  }
  return content.empty() ? out + "/>" : out + ">" + std::string(content) + "</" + name + ">";
}

std::string N(double value) { return Fixed(value, 1); }

std::string Line(const char* style, double x1, double y1, double x2, double y2) {
  return Tag("line",
             {{"class", style}, {"x1", N(x1)}, {"y1", N(y1)}, {"x2", N(x2)}, {"y2", N(y2)}});
}

std::string Label(const char* style, double x, double y, std::string_view text) {
  return Tag("text", {{"class", style}, {"x", N(x)}, {"y", N(y)}}, EscapeHtml(text));
}

std::string Svg(std::string_view title, double width, double height, const std::string& content) {
  return Tag("svg",
             {{"role", "img"},
              {"viewBox", "0 0 " + N(width) + " " + N(height)},
              {"width", N(width)},
              {"height", N(height)}},
             Tag("title", {}, EscapeHtml(title)) + content);
}

constexpr double kTicks[] = {0, 0.2, 0.4, 0.6, 0.8, 1};

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string BarChart(std::string_view title, const std::vector<Bar>& bars) {
  constexpr double kLeft = 190, kPlot = 420, kRight = 170, kRow = 22, kTop = 10, kBottom = 28;
  const double bottom = kTop + kRow * static_cast<double>(bars.size());
  const auto x = [&](double share) { return kLeft + kPlot * share; };
  std::string out;
  for (double tick : kTicks) {
    out += Line("grid", x(tick), kTop, x(tick), bottom);
    out += Label("middle small", x(tick), bottom + 16, Fixed(tick, 1));
  }
  double y = kTop;
  for (const Bar& bar : bars) {
    out += Label(bar.strong ? "end strong" : "end", kLeft - 8, y + 15, bar.label);
    if (!std::isnan(bar.value)) {
      out += Tag("rect", {{"class", bar.strong ? "bar key" : "bar"},
                          {"x", N(kLeft)},
                          {"y", N(y + 4)},
                          {"width", N(kPlot * bar.value)},
                          {"height", N(kRow - 8)}});
      const double low = x(bar.interval.low), high = x(bar.interval.high), middle = y + kRow / 2;
      out += Line("mark", low, middle, high, middle);
      out += Line("mark", low, middle - 4, low, middle + 4);
      out += Line("mark", high, middle - 4, high, middle + 4);
    }
    out += Label("small", kLeft + kPlot + 12, y + 15, Fixed(bar.value, 3) + "  " + bar.note);
    y += kRow;
  }
  return Svg(title, kLeft + kPlot + kRight, bottom + kBottom, out);
}

std::string CurveChart(std::string_view title, const std::vector<ReviewPoint>& curve) {
  constexpr double kLeft = 60, kSize = 320, kTop = 12, kBottom = 48;
  const auto x = [&](double share) { return kLeft + kSize * share; };
  const auto y = [&](double found) { return kTop + kSize * (1 - found); };
  std::string out;
  for (double tick : kTicks) {
    const std::string percent = Fixed(tick * 100, 0) + " %";
    out += Line("grid", x(tick), y(0), x(tick), y(1)) + Line("grid", x(0), y(tick), x(1), y(tick));
    out += Label("middle small", x(tick), y(0) + 16, percent);
    out += Label("end small", kLeft - 6, y(tick) + 4, percent);
  }
  out += Line("chance", x(0), y(0), x(1), y(1));
  std::string points;
  for (const ReviewPoint& point : curve)
    points += N(x(point.share)) + "," + N(y(point.found)) + " ";
  out += Tag("polyline", {{"class", "curve"}, {"points", points}});
  out += Label("middle small", x(0.5), y(0) + 36, "documents read, most doubtful first");
  return Svg(title, kLeft + kSize + 20, kTop + kSize + kBottom, out);
}

std::string ConfusionTable(std::string_view title, const Confusion& confusion) {
  const auto name = [](const std::string& value) {
    return value.empty() ? std::string("<i>none</i>") : EscapeHtml(value);
  };
  std::string out = "<table class=\"confusion\"><caption>" + EscapeHtml(title) +
                    "</caption><tr><th>gold \\ extracted</th>";
  for (const std::string& value : confusion.values) out += "<th>" + name(value) + "</th>";
  out += "</tr>\n";
  for (size_t row = 0; row < confusion.values.size(); ++row) {
    const std::vector<int>& counts = confusion.counts[row];
    const int total = std::accumulate(counts.begin(), counts.end(), 0);
    out += "<tr><th>" + name(confusion.values[row]) + "</th>";
    for (size_t column = 0; column < counts.size(); ++column) {
      const double share = total == 0 ? 0 : static_cast<double>(counts[column]) / total;
      out += std::string("<td class=\"") + (row == column ? "right" : "off") +
             "\" style=\"--share:" + Fixed(share, 2) + "\">" +
             (counts[column] == 0 ? "" : std::to_string(counts[column])) + "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

}  // namespace pathex
