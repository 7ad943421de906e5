// The limits of reading by name, as errors name them and --limit sets them.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>

#include "extractor/cli/console.h"
#include "extractor/cli/reading.h"

namespace pathex {
namespace {

struct Limit {
  const char* name;
  std::function<void(ReadLimits*, double)> set;
};

template <typename T>
Limit Make(const char* name, T ReadLimits::*member) {
  return {name, [member](ReadLimits* limits, double n) {
            constexpr T kMost = std::numeric_limits<T>::max() / 2;
            limits->*member = static_cast<T>(std::min(n, static_cast<double>(kMost)));
          }};
}

const std::vector<Limit>& AllLimits() {
  static const std::vector<Limit>& all = *new std::vector<Limit>{
      Make("input.bytes", &ReadLimits::input_bytes),
      Make("archive.bytes", &ReadLimits::archive_bytes),
      Make("archive.members", &ReadLimits::archive_members),
      Make("archive.ratio", &ReadLimits::archive_ratio),
      Make("archive.depth", &ReadLimits::archive_depth),
      Make("xml.depth", &ReadLimits::xml_depth),
      Make("xml.nodes", &ReadLimits::xml_nodes),
      Make("json.depth", &ReadLimits::json_depth),
      Make("json.nodes", &ReadLimits::json_nodes),
      Make("payload.bytes", &ReadLimits::payload_bytes),
      Make("payload.depth", &ReadLimits::payload_depth),
      Make("reports", &ReadLimits::reports),
      Make("part.bytes", &ReadLimits::part_bytes),
      Make("text.bytes", &ReadLimits::text_bytes),
      Make("pdf.seconds", &ReadLimits::pdf_seconds),
  };
  return all;
}

// "1.5G" -> 1610612736; negative when it is no number.
double ParseNumber(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !std::isfinite(number)) return -1;
  const std::string unit = end;
  if (unit.empty()) return number;
  if (unit == "K") return number * (1 << 10);
  if (unit == "M") return number * (1 << 20);
  return unit == "G" ? number * (1 << 30) : -1;
}

}  // namespace

std::optional<Error> SetLimit(const std::string& setting, ReadLimits* limits) {
  const size_t equals = setting.find('=');
  const std::string name = setting.substr(0, equals);
  const double number = equals == std::string::npos ? -1 : ParseNumber(setting.substr(equals + 1));
  std::vector<std::string> names;
  std::string there;
  for (const Limit& limit : AllLimits()) {
    names.push_back(limit.name);
    there += (there.empty() ? "" : ", ") + names.back();
    if (name != limit.name) continue;
    if (number < 0 || number > 1e15) {
      return Error{"U008", "",
                   "--limit " + setting + " needs a number, e.g. " + name + "=1000 or 2G"};
    }
    limit.set(limits, number);
    return std::nullopt;
  }
  return Error{"U008", "",
               "no limit \"" + name + "\"" + Suggestion(name, names) + "; there are: " + there};
}

}  // namespace pathex
