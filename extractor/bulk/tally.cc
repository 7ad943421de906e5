#include "extractor/bulk/tally.h"

#include <algorithm>
#include <utility>

namespace pathex {
namespace {

constexpr size_t kShown = 10;
constexpr size_t kCountWidth = 9;

std::string Plural(uint64_t n, const std::string& noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

}  // namespace

void Tally::Add(const Tally& other) {
  files += other.files;
  bytes += other.bytes;
  records += other.records;
  failed += other.failed;
  to_review += other.to_review;
  fine += other.fine;
  for (const auto& [code, of] : other.diagnostics) {
    OfCode& mine = diagnostics[code];
    mine.count += of.count;
    mine.severity = std::max(mine.severity, of.severity);
  }
}

void Tally::Count(const Diagnostic& diagnostic) {
  OfCode& of = diagnostics[diagnostic.code];
  ++of.count;
  of.severity = std::max(of.severity, diagnostic.severity);
}

std::string Tally::Summary() const {
  return Plural(records, "record") + " from " + Plural(files, "file") + ": " +
         std::to_string(failed) + " failed, " + std::to_string(to_review) + " to review, " +
         std::to_string(fine) + " fine";
}

std::string Tally::FrequentDiagnostics() const {
  std::vector<std::pair<std::string, OfCode>> codes(diagnostics.begin(), diagnostics.end());
  std::stable_sort(codes.begin(), codes.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  if (codes.size() > kShown) codes.resize(kShown);
  std::string out;
  for (const auto& [code, of] : codes) {
    const std::string count = std::to_string(of.count);
    out += std::string(kCountWidth - std::min(kCountWidth, count.size()), ' ') + count + "  " +
           code + "  " + std::string(SeverityName(of.severity)) + "\n";
  }
  return out;
}

}  // namespace pathex
