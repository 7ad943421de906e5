#include "extractor/review/gold_out.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "extractor/evaluate/gold.h"
#include "extractor/review/corrected.h"

namespace pathex {
namespace {

struct ReportVerdicts {
  std::string hash, id, path;
  std::string latest;  // time
  std::vector<Verdict> verdicts;
};

// By record, then of each report the record with the latest verdict.
std::vector<ReportVerdicts> ByReport(const std::vector<Verdict>& verdicts) {
  std::map<std::string, ReportVerdicts> by_record;
  for (const Verdict& verdict : verdicts) {
    ReportVerdicts& report = by_record[verdict.record];
    report.hash = verdict.record;
    report.id = verdict.source_id;
    report.path = verdict.source_path;
    report.latest = std::max(report.latest, verdict.time);
    report.verdicts.push_back(verdict);
  }
  std::map<std::tuple<std::string, std::string>, ReportVerdicts> by_report;
  for (auto& [hash, report] : by_record) {
    ReportVerdicts& kept = by_report[{report.path, report.id}];
    if (kept.hash.empty() || kept.latest < report.latest) kept = std::move(report);
  }
  std::vector<ReportVerdicts> out;
  out.reserve(by_report.size());
  for (auto& [name, report] : by_report) out.push_back(std::move(report));
  return out;
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// A name that is a file name everywhere.
std::string FileName(const std::string& id) {
  std::string out;
  for (const char c : id) {
    const bool plain = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    out += plain ? c : '_';
  }
  if (out.empty() || out[0] == '.') out.insert(0, "_");
  return out;
}

}  // namespace

Result<GoldOfReview> MakeGold(const VerdictFile& file, const FieldTable& table,
                              Completeness completeness) {
  std::map<std::string, const ReviewedRecord*> records;
  for (const ReviewedRecord& record : file.records) {
    if (!record.head.is_null()) records[record.hash] = &record;
  }
  const std::vector<ReportVerdicts> reports = ByReport(file.verdicts);
  std::map<std::string, int> stems;
  for (const ReportVerdicts& report : reports) ++stems[FileStem(report.id)];
  std::map<std::string, int> names;
  GoldOfReview out;
  for (const ReportVerdicts& report : reports) {
    const auto record = records.find(report.hash);
    if (record == records.end()) {
      return Error{"R005", report.path,
                   "its record is not known; give the reviewed records with --records"};
    }
    CorrectedReport corrected = Correct(record->second->head, report.verdicts, table);
    if (completeness == Completeness::kComplete && !corrected.complete()) {
      ++out.incomplete;
      continue;
    }
    std::string id = FileStem(report.id);
    if (stems[id] > 1 && !FolderOf(report.path).empty()) id = FolderOf(report.path);
    Json gold = {{"id", id}, {"report", std::move(corrected.report)}};
    if (!corrected.ambiguous.empty()) gold["ambiguous"] = corrected.ambiguous;
    std::string name = FileName(id);
    if (const int seen = names[name]++; seen > 0) name += "." + std::to_string(seen + 1);
    out.records.push_back({std::move(name), std::move(gold)});
  }
  return out;
}

}  // namespace pathex
