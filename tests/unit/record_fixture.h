// A record for tests: mentions added one by one, each a snippet of invented text that becomes the
// report, in the order given.
#ifndef PATHEX_TESTS_UNIT_RECORD_FIXTURE_H_
#define PATHEX_TESTS_UNIT_RECORD_FIXTURE_H_

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/record/assemble.h"
#include "extractor/record/assembly.h"
#include "extractor/record/schema.h"
#include "extractor/record/write.h"
#include "extractor/text/fold.h"
#include "tests/where.h"

namespace pathex {

inline const Assembly& ShippedAssembly() {
  static const Assembly* assembly = [] {
    Result<Assembly> loaded = LoadAssembly(SourceDir() + "/schemas", RealFiles());
    if (!loaded) ADD_FAILURE() << loaded.error().ToString();
    return loaded ? new Assembly(std::move(*loaded)) : new Assembly();
  }();
  return *assembly;
}

inline const ReportSchema& ShippedSchema() {
  static const ReportSchema* schema = [] {
    Result<ReportSchema> loaded = ReportSchema::Load(SourceDir() + "/schemas", RealFiles());
    if (!loaded) ADD_FAILURE() << loaded.error().ToString();
    return loaded ? new ReportSchema(*loaded) : new ReportSchema();
  }();
  return *schema;
}

inline Value TextValue(std::string text) {
  Value value;
  value.text = std::move(text);
  return value;
}
inline Value NumberValue(double number) {
  Value value;
  value.kind = Value::Kind::kNumber;
  value.thousandths = static_cast<int64_t>(number * 1000 + (number < 0 ? -0.5 : 0.5));
  return value;
}
inline Value BoolValue(bool flag) {
  Value value;
  value.kind = Value::Kind::kBool;
  value.flag = flag;
  return value;
}
inline Value NumbersValue(std::vector<int64_t> thousandths) {
  Value value;
  value.kind = Value::Kind::kNumbers;
  value.numbers = std::move(thousandths);
  return value;
}

class RecordMaker {
 public:
  using Slots = std::vector<std::pair<std::string_view, Value>>;

  // What follows stands in this section / specimen ("" = none).
  RecordMaker& In(std::string_view section, std::string_view specimen = "") {
    section_ = section;
    specimen_ = specimen;
    return *this;
  }

  // One mention; its snippet is its text in the report. Returns *this for Weight, Context …
  RecordMaker& Add(std::string_view type, Slots slots,
                   std::string_view snippet = "something said") {
    Draft& draft = drafts_.emplace_back();
    draft.section = section_;
    draft.specimen = specimen_;
    draft.snippet = snippet;
    draft.finding.mention.type = type;
    draft.finding.mention.rule = "en/test.rule";
    for (auto& [name, value] : slots) {
      draft.finding.mention.slots.push_back({name, std::move(value), {}});
    }
    return *this;
  }
  // One more mention of the same words.
  RecordMaker& Beside(std::string_view type, Slots slots) {
    Add(type, std::move(slots), "");
    drafts_.back().beside = true;
    return *this;
  }
  RecordMaker& Weight(int weight) {
    drafts_.back().finding.mention.weight = weight;
    return *this;
  }
  RecordMaker& Repaired() {
    drafts_.back().finding.mention.repairs.push_back("ocr.digit");
    return *this;
  }
  RecordMaker& Negated() {
    drafts_.back().finding.context.polarity = Polarity::kNegated;
    return *this;
  }
  RecordMaker& Certain(Certainty certainty) {
    drafts_.back().finding.context.certainty = certainty;
    return *this;
  }
  RecordMaker& At(Time time) {
    drafts_.back().finding.context.time = time;
    return *this;
  }
  RecordMaker& About(Subject subject) {
    drafts_.back().finding.context.subject = subject;
    return *this;
  }

  // The record before assembling. The maker outlives it.
  Record Make() {
    Record record;
    source_.id = "case";
    source_.path = "case.txt";
    source_.format = "text";
    source_.sha256 = std::string(64, '0');
    source_.parts.resize(1);
    Part& part = source_.parts[0];
    record.parts.resize(1);
    PartAnalysis& analysis = record.parts[0];
    part.text.clear();
    for (const Draft& draft : drafts_) {
      if (!draft.beside) part.text += draft.snippet + ".\n";
    }
    source_.bytes = part.text.size();
    analysis.part = &part;
    Fold(part.text, &analysis.text);
    uint32_t at = 0;
    FoldedSpan span;
    for (const Draft& draft : drafts_) {
      const uint32_t size = static_cast<uint32_t>(FoldString(draft.snippet).size());
      if (!draft.beside) {
        AddUnit(draft, {at, at + size + 2}, &analysis.outline);
        span = {at, at + size};
        at += size + 2;
      }
      Finding finding = draft.finding;
      finding.mention.span = span;
      finding.mention.section = static_cast<uint16_t>(analysis.outline.sections.size() - 1);
      finding.mention.unit = static_cast<uint32_t>(analysis.outline.units.size() - 1);
      for (Slot& slot : finding.mention.slots) slot.span = finding.mention.span;
      record.findings.push_back(std::move(finding));
    }
    if (drafts_.empty()) analysis.outline.sections.push_back({"body", {}, {}});
    record.source = &source_;
    record.language = "en";
    return record;
  }

  // Assembled; checks that the written record is valid and its evidence complete.
  Record Assembled() {
    Record record = Make();
    Assemble(ShippedAssembly(), &record);
    for (const Diagnostic& fault : ShippedSchema().Validate(Written(record))) {
      ADD_FAILURE() << fault.code << " " << fault.where << ": " << fault.message;
    }
    return record;
  }

  static std::string Written(const Record& record) {
    EngineStamp engine;
    engine.version = "1.2.3";
    engine.lexicons_sha256 = engine.schema_sha256 = std::string(64, 'a');
    std::string out;
    WriteRecord(record, engine, &out);
    return out;
  }

 private:
  struct Draft {
    std::string_view section, specimen;
    std::string snippet;
    bool beside = false;
    Finding finding;
  };

  void AddUnit(const Draft& draft, FoldedSpan span, Outline* outline) {
    if (outline->sections.empty() || outline->sections.back().id != draft.section) {
      outline->sections.push_back({draft.section, {}, span});
    }
    outline->sections.back().body.end = span.end;
    Unit unit;
    unit.span = span;
    unit.section = static_cast<uint16_t>(outline->sections.size() - 1);
    unit.block = unit.section;  // a section is one paragraph
    if (!draft.specimen.empty()) {
      SpecimenRange range;
      range.label = draft.specimen;
      range.body = span;
      range.section = unit.section;
      unit.specimen = static_cast<int16_t>(outline->specimens.size());
      outline->specimens.push_back(std::move(range));
    }
    outline->units.push_back(unit);
  }

  std::string_view section_ = "diagnosis", specimen_;
  std::deque<Draft> drafts_;
  Source source_;
};

// The value at a JSON Pointer of the report, as JSON text; "" when absent.
inline std::string At(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  while (node != nullptr && !pointer.empty()) {
    const size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string step(pointer.substr(1, end - 1));
    if (node->kind == Node::Kind::kArray) {
      const size_t index = std::stoul(step);
      node = index < node->items.size() ? &node->items[index] : nullptr;
    } else {
      node = node->Find(step);
    }
    pointer.remove_prefix(end);
  }
  std::string out;
  if (node != nullptr) WriteNode(*node, &out);
  return out;
}

// "D010 /tumors/0/size/greatest_mm m1,m2" for each diagnostic, "conflict /…" for each reason.
inline std::vector<std::string> Notes(const Record& record) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : record.diagnostics) {
    std::string line = diagnostic.code + " " + diagnostic.where;
    for (size_t i = 0; i < diagnostic.mentions.size(); ++i) {
      line += (i == 0 ? " " : ",") + diagnostic.mentions[i];
    }
    out.push_back(line);
  }
  return out;
}
inline std::vector<std::string> Reasons(const Record& record) {
  std::vector<std::string> out;
  for (const ReviewReason& reason : record.review) {
    out.push_back(std::string(reason.reason) + " " + reason.pointer);
  }
  return out;
}

}  // namespace pathex

#endif  // PATHEX_TESTS_UNIT_RECORD_FIXTURE_H_
