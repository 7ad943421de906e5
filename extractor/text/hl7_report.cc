#include "extractor/text/hl7_report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "extractor/text/hl7_escape.h"

namespace pathex {
namespace {

constexpr size_t kMostFields = 64;  // fields kept of a segment; the standard has fewer

class Grouper {
 public:
  Grouper(std::string_view text, const Hl7Message& message, const FormatTables& tables)
      : text_(text), message_(message), d_(message.delimiters), tables_(tables) {}

  std::vector<Hl7Report> Run() {
    for (const Hl7Segment& segment : message_.segments) {
      if (segment.name == "OBR") AddOrder(segment);
      if (segment.name == "TXA") AddDocument(segment);
      if (segment.name == "ORC") order_ = Value(Fields(segment), 3, 1);
      if (segment.name == "OBX") AddResult(segment);
    }
    for (Hl7Report& report : reports_) {
      DropReplacedGroups(&report);
      DropResults(&report);
    }
    return std::move(reports_);
  }

 private:
  std::vector<Range> Fields(const Hl7Segment& segment) const {
    std::vector<Range> fields = Hl7Fields(text_, segment.range, d_.field);
    if (fields.size() > kMostFields) fields.resize(kMostFields);
    return fields;
  }

  std::string Value(const std::vector<Range>& fields, size_t field, size_t component) const {
    if (field >= fields.size()) return std::string();
    const Range first = Hl7Piece(text_, fields[field], d_.repetition, 1);
    return Hl7Value(text_, d_, Hl7Piece(text_, first, d_.component, component));
  }

  // The report of an accession; without one the latest report.
  Hl7Report& ReportOf(const std::string& accession) {
    if (accession.empty() && !reports_.empty()) return reports_.back();
    for (Hl7Report& report : reports_) {
      if (report.accession == accession) return report;
    }
    reports_.emplace_back();
    reports_.back().accession = accession;
    return reports_.back();
  }

  void AddGroup(Hl7Group group) {
    Hl7Report& report = ReportOf(group.accession);
    current_ = static_cast<size_t>(&report - reports_.data());
    report.groups.push_back(std::move(group));
  }

  void AddOrder(const Hl7Segment& segment) {
    const std::vector<Range> fields = Fields(segment);
    Hl7Group group;
    group.accession = Value(fields, 3, 1);
    if (group.accession.empty()) group.accession = order_;
    if (group.accession.empty()) group.accession = Value(fields, 2, 1);
    group.code = Value(fields, 4, 1);
    group.other_code = Value(fields, 4, 4);
    group.status = Value(fields, 25, 1);
    group.dates = {{"collected", Value(fields, 7, 1)},
                   {"received", Value(fields, 14, 1)},
                   {"reported", Value(fields, 22, 1)}};
    AddGroup(std::move(group));
  }

  void AddDocument(const Hl7Segment& segment) {
    const std::vector<Range> fields = Fields(segment);
    Hl7Group group;
    group.document = true;
    group.accession = Value(fields, 12, 1);
    group.code = Value(fields, 2, 1);
    group.status = Value(fields, 17, 1);
    group.dates = {{"activity", Value(fields, 4, 1)}, {"reported", Value(fields, 6, 1)}};
    AddGroup(std::move(group));
  }

  void AddResult(const Hl7Segment& segment) {
    ++ordinal_;
    if (reports_.empty()) AddGroup(Hl7Group());
    Hl7Result result;
    result.ordinal = ordinal_;
    result.fields = Fields(segment);
    result.type = Trim(text_, result.Field(2)).In(text_);
    result.code = Value(result.fields, 3, 1);
    result.system = Value(result.fields, 3, 3);
    result.other_code = Value(result.fields, 3, 4);
    result.other_system = Value(result.fields, 3, 6);
    result.sub_id = Value(result.fields, 4, 1);
    result.status = Value(result.fields, 11, 1);
    reports_[current_].groups.back().results.push_back(std::move(result));
  }

  // A corrected order replaces an earlier one of the same kind.
  void DropReplacedGroups(Hl7Report* report) {
    std::vector<Hl7Group>& groups = report->groups;
    for (size_t late = groups.size(); late-- > 1;) {
      if (!tables_.Has("hl7v2.correcting", groups[late].status) || groups[late].results.empty()) {
        continue;
      }
      for (size_t early = 0; early < late; ++early) {
        Hl7Group& group = groups[early];
        if (group.code != groups[late].code || group.code.empty()) continue;
        report->replaced += group.results.size();
        group.results.clear();
      }
    }
  }

  void DropResults(Hl7Report* report) {
    // The first corrected result of each item: what stands before it under the same key is
    // replaced.
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, size_t> corrected;
    for (const Hl7Group& group : report->groups) {
      for (const Hl7Result& result : group.results) {
        if (result.code.empty() || !tables_.Has("hl7v2.correcting", result.status)) continue;
        corrected.emplace(Key(group.code, result.code, result.sub_id), result.ordinal);
      }
    }
    for (Hl7Group& group : report->groups) {
      const auto gone = [&](const Hl7Result& result) {
        if (tables_.Has("hl7v2.withdrawn", result.status)) {
          ++report->withdrawn;
          return true;
        }
        const auto found = corrected.find(Key(group.code, result.code, result.sub_id));
        const bool replaced = found != corrected.end() && result.ordinal < found->second;
        report->replaced += replaced;
        return replaced;
      };
      std::erase_if(group.results, gone);
    }
  }

  const std::string_view text_;
  const Hl7Message& message_;
  const Hl7Delimiters& d_;
  const FormatTables& tables_;
  std::vector<Hl7Report> reports_;
  size_t current_ = 0;  // index of the report of the latest group
  size_t ordinal_ = 0;
  std::string order_;  // ORC-3 of the order that is to come
};

}  // namespace

std::vector<Hl7Report> GroupHl7Reports(std::string_view text, const Hl7Message& message,
                                       const FormatTables& tables) {
  return Grouper(text, message, tables).Run();
}

std::vector<Range> Hl7FirstSegment(std::string_view text, const Hl7Message& message,
                                   std::string_view name) {
  for (const Hl7Segment& segment : message.segments) {
    if (segment.name == name) return Hl7Fields(text, segment.range, message.delimiters.field);
  }
  return {};
}

std::string Hl7Value(std::string_view text, const Hl7Delimiters& delimiters, Range range) {
  range = Trim(text, range);
  if (range.empty()) return std::string();
  TextBuilder out(text);
  AppendHl7Text(delimiters, range, Hl7Repetition::kKeep, &out);
  return out.text();
}

}  // namespace pathex
