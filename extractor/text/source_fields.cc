#include "extractor/text/source_fields.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

#include "extractor/text/characters.h"
#include "extractor/text/text_builder.h"

namespace pathex {
namespace {

int Number(std::string_view digits) {
  int n = 0;
  for (char c : digits) n = n * 10 + (c - '0');
  return n;
}

// Digits from `at` on, at most `most`.
std::string_view Digits(std::string_view text, size_t at, size_t most) {
  size_t n = 0;
  while (n < most && at + n < text.size() && IsAsciiDigit(text[at + n])) ++n;
  return text.substr(std::min(at, text.size()), n);
}

std::string Join(std::string_view year, std::string_view month, std::string_view day) {
  const int y = Number(year), m = Number(month), d = Number(day);
  if (y < 1800 || y > 2200) return std::string();
  std::string date(year);
  if (month.size() == 2 && m >= 1 && m <= 12) {
    date += "-" + std::string(month);
    if (day.size() == 2 && d >= 1 && d <= 31) date += "-" + std::string(day);
  }
  return date;
}

}  // namespace

std::string IsoDate(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  // 29.02.2024
  if (text.size() >= 10 && text[2] == '.' && text[5] == '.') {
    const std::string_view day = Digits(text, 0, 2), month = Digits(text, 3, 2);
    const std::string_view year = Digits(text, 6, 4);
    return day.size() == 2 && month.size() == 2 && year.size() == 4 ? Join(year, month, day)
                                                                    : std::string();
  }
  // FileMan, 3240301: the year counts from 1700.
  if (Digits(text, 0, 8).size() == 7 && (text[0] == '2' || text[0] == '3')) {
    const std::string since_1700 = std::to_string(1700 + Number(text.substr(0, 3)));
    return Join(since_1700, text.substr(3, 2), text.substr(5, 2));
  }
  const std::string_view year = Digits(text, 0, 4);
  if (year.size() != 4) return std::string();
  const size_t dash = text.size() > 4 && text[4] == '-' ? 1 : 0;
  const std::string_view month = Digits(text, 4 + dash, 2);
  const std::string_view day = month.size() == 2 ? Digits(text, 6 + 2 * dash, 2) : month;
  if (dash == 1 && text.size() > 7 && text[7] != '-') return Join(year, month, "");
  return Join(year, month, month.size() == 2 ? day : std::string_view());
}

void AddDate(std::string_view kind, std::string_view text, Source* source) {
  std::string date = IsoDate(text);
  if (date.empty()) return;
  for (const auto& known : source->dates) {
    if (known.first == kind) return;
  }
  source->dates.emplace_back(kind, std::move(date));
}

void AddDiagnostic(Severity severity, std::string_view code, std::string_view where,
                   std::string message, Source* source) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code;
  diagnostic.where = where;
  diagnostic.message = std::move(message);
  source->diagnostics.push_back(std::move(diagnostic));
}

std::string PathStem(std::string_view path) {
  if (path == "-" || path.empty()) return "stdin";
  const size_t slash = path.find_last_of("/\\!");
  if (slash != std::string_view::npos && slash + 1 < path.size()) path.remove_prefix(slash + 1);
  const size_t dot = path.rfind('.');
  if (dot != std::string_view::npos && dot > 0) path = path.substr(0, dot);
  return std::string(path);
}

Source StartSource(std::string_view path, std::string_view format, const std::string& language) {
  Source source;
  source.id = PathStem(path);
  source.path = path;
  source.format = format;
  source.language = language;
  return source;
}

void MakeIdsUnique(std::vector<Source>* sources) {
  std::set<std::string> taken;
  std::unordered_map<std::string, size_t> count;
  for (Source& source : *sources) {
    size_t& n = count[source.id];
    ++n;
    std::string id = source.id;
    while (!taken.insert(id).second) {
      n = std::max<size_t>(n, 2);
      id = source.id + "#" + std::to_string(n);
      if (taken.count(id) > 0) ++n;
    }
    source.id = std::move(id);
  }
}

void MarkSuperseded(const std::vector<std::string>& keys, const std::vector<std::string>& replacing,
                    std::vector<Source>* sources) {
  std::unordered_map<std::string, std::vector<size_t>> earlier;
  for (size_t i = 0; i < sources->size() && i < keys.size(); ++i) {
    if (keys[i].empty()) continue;
    std::vector<size_t>& group = earlier[keys[i]];
    const std::string& status = (*sources)[i].status;
    const bool replaces = std::find(replacing.begin(), replacing.end(), status) != replacing.end();
    if (replaces && HasText((*sources)[i])) {
      for (size_t k : group) {
        Source& old = (*sources)[k];
        if (old.status == "superseded") continue;
        old.status = "superseded";
        AddDiagnostic(Severity::kInfo, "S036", old.id,
                      "a later report of this file replaces this one", &old);
      }
      group.clear();
    }
    group.push_back(i);
  }
}

const FormatTables& TablesOf(const ReadOptions& options) {
  return options.tables == nullptr ? FormatTables::None() : *options.tables;
}

std::string Probe(std::string_view bytes) {
  constexpr size_t kProbe = 16384;
  std::string head;
  bytes = bytes.substr(0, kProbe);
  for (std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (bytes.substr(0, mark.size()) == mark) bytes.remove_prefix(mark.size());
  }
  if (bytes.find('\0') == std::string_view::npos) return std::string(bytes);
  std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(head),
               [](char c) { return c != '\0'; });
  return head;
}

Result<std::vector<Source>> WithinLimits(std::vector<Source> sources, std::string_view path,
                                         const ReadOptions& options) {
  if (sources.size() <= options.limits.reports) return sources;
  return Error{"S044", std::string(path),
               "more than " + std::to_string(options.limits.reports) +
                   " reports in one file; raise the limit reports"};
}

bool HasText(const Source& source) {
  for (const Part& part : source.parts) {
    if (!Trim(part.text, {0, part.text.size()}).empty()) return true;
  }
  return false;
}

}  // namespace pathex
