#include "extractor/record/write.h"

#include <charconv>
#include <memory>
#include <string_view>
#include <vector>

#include "extractor/base/utf8.h"
#include "extractor/record/candidates.h"
#include "extractor/record/indent.h"
#include "extractor/record/json_out.h"

namespace pathex {
namespace {

constexpr const char* kPolarity[] = {"affirmed", "negated"};
constexpr const char* kCertainty[] = {"certain", "probable", "uncertain", "hypothetical"};
constexpr const char* kTime[] = {"current", "historical", "planned"};
constexpr const char* kSubject[] = {"patient", "other"};

// What nearly all mentions have.
constexpr std::string_view kOrdinary =
    R"("context":{"polarity":"affirmed","certainty":"certain","time":"current",)"
    R"("subject":"patient","cues":[]})";

bool IsOrdinary(const Context& context) {
  return context.polarity == Polarity::kAffirmed && context.certainty == Certainty::kCertain &&
         context.time == Time::kCurrent && context.subject == Subject::kPatient &&
         context.cues.empty();
}

class RecordWriter {
 public:
  RecordWriter(const Record& record, const EngineStamp& engine, std::string* out)
      : record_(record), engine_(engine), json_(out), tables_(record.parts.size()) {}

  void Write();

 private:
  void WriteSource();
  void WriteEngine();
  void WriteEvidence();
  void WriteEvidenceBelow(const Node& node, std::string* pointer);
  void WriteMention(size_t index);
  void WriteSlots(const Mention& mention);
  void WriteContext(const Finding& finding);
  void WriteReliability();
  void WriteReview();
  void WriteDiagnostics();
  void WriteIds(const std::vector<uint32_t>& findings);
  void WriteSpan(const PartAnalysis& part, uint16_t index, FoldedSpan span);
  OriginalSpan ToOriginal(const PartAnalysis& part, FoldedSpan span) const;

  const Record& record_;
  const EngineStamp& engine_;
  JsonOut json_;
  std::vector<std::unique_ptr<CodePointTable>> tables_;  // by part, made when first needed
};

void RecordWriter::WriteSource() {
  json_.Key("source");
  json_.Open('{');
  if (record_.source != nullptr) {
    const Source& source = *record_.source;
    json_.Text("id", source.id);
    json_.Text("path", source.path);
    json_.Text("format", source.format);
    json_.Text("media_type", source.media_type);
    json_.Text("encoding", source.encoding);
    json_.Text("language", record_.language);
    json_.Number("bytes", source.bytes);
    json_.Text("sha256", source.sha256);
    if (!source.status.empty()) json_.Text("status", source.status);
    json_.Key("parts");
    json_.Open('[');
    for (const Part& part : source.parts) {
      json_.Item();
      json_.Open('{');
      json_.Text("locator", part.locator);
      if (!part.title.empty()) json_.Text("title", part.title);
      if (!part.section.empty()) json_.Text("section", part.section);
      if (part.in_payload) json_.Flag("in_payload", true);
      json_.Close('}');
    }
    json_.Close(']');
  }
  json_.Close('}');
}

void RecordWriter::WriteEngine() {
  json_.Key("engine");
  json_.Open('{');
  json_.Text("name", engine_.name);
  json_.Text("version", engine_.version);
  json_.Text("lexicons_sha256", engine_.lexicons_sha256);
  json_.Text("schema_sha256", engine_.schema_sha256);
  json_.Close('}');
}

void RecordWriter::WriteIds(const std::vector<uint32_t>& findings) {
  json_.Open('[');
  for (const uint32_t finding : findings) {
    json_.Item();
    json_.Id(finding);
  }
  json_.Close(']');
}

void RecordWriter::WriteEvidenceBelow(const Node& node, std::string* pointer) {
  const size_t length = pointer->size();
  for (const auto& [key, member] : node.members) {
    pointer->append("/").append(key);
    WriteEvidenceBelow(member, pointer);
    pointer->resize(length);
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    char digits[24];
    pointer->append("/").append(digits, std::to_chars(digits, digits + 24, i).ptr - digits);
    WriteEvidenceBelow(node.items[i], pointer);
    pointer->resize(length);
  }
  if (node.kind == Node::Kind::kObject || node.kind == Node::Kind::kArray) return;
  json_.Key(*pointer);
  WriteIds(node.evidence);
}

void RecordWriter::WriteEvidence() {
  json_.Key("evidence");
  json_.Open('{');
  std::string pointer;
  WriteEvidenceBelow(record_.report, &pointer);
  pointer = "/derived";
  if (!record_.derived.members.empty()) WriteEvidenceBelow(record_.derived, &pointer);
  json_.Close('}');
}

OriginalSpan RecordWriter::ToOriginal(const PartAnalysis& part, FoldedSpan span) const {
  if (span.size() == 0) return {};
  return part.text.ToOriginal(span);
}

// Bytes of the file and code points of the decoded part: folded -> original -> both.
void RecordWriter::WriteSpan(const PartAnalysis& part, uint16_t index, FoldedSpan span) {
  const OriginalSpan original = ToOriginal(part, span);
  if (original.size() == 0) return;
  std::unique_ptr<CodePointTable>& table = tables_[index];
  if (table == nullptr) table = std::make_unique<CodePointTable>(part.part->text);
  json_.Pair("byte", part.part->to_file.Begin(original.begin),
             part.part->to_file.End(original.end));
  json_.Pair("char", table->Index(original.begin), table->Index(original.end));
}

void RecordWriter::WriteSlots(const Mention& mention) {
  json_.Key("slots");
  json_.Open('{');
  for (const Slot& slot : mention.slots) {
    json_.Key(slot.name);
    json_.Open('{');
    json_.Key("value");
    json_.Write(slot.value);
    WriteSpan(record_.parts[mention.part], mention.part, slot.span);
    json_.Close('}');
  }
  json_.Close('}');
}

void RecordWriter::WriteContext(const Finding& finding) {
  const Context& context = finding.context;
  if (IsOrdinary(context)) return json_.Member(kOrdinary);
  json_.Key("context");
  json_.Open('{');
  json_.Text("polarity", kPolarity[static_cast<int>(context.polarity)]);
  json_.Text("certainty", kCertainty[static_cast<int>(context.certainty)]);
  json_.Text("time", kTime[static_cast<int>(context.time)]);
  json_.Text("subject", kSubject[static_cast<int>(context.subject)]);
  json_.Key("cues");
  json_.Open('[');
  for (const FiredCue& cue : context.cues) {
    json_.Item();
    json_.Open('{');
    json_.Text("id", cue.id);
    WriteSpan(record_.parts[finding.mention.part], finding.mention.part, cue.span);
    json_.Close('}');
  }
  json_.Close(']');
  json_.Close('}');
}

void RecordWriter::WriteMention(size_t index) {
  const Finding& finding = record_.findings[index];
  const Mention& mention = finding.mention;
  const PartAnalysis& part = record_.parts[mention.part];
  const OriginalSpan original = ToOriginal(part, mention.span);
  json_.Item();
  json_.Open('{');
  json_.Key("id");
  json_.Id(static_cast<uint32_t>(index));
  json_.Text("type", mention.type);
  json_.Text("rule", mention.rule);
  json_.Text("part", part.part->locator);
  if (mention.section < part.outline.sections.size()) {
    json_.Text("section", part.outline.sections[mention.section].id);
  }
  const std::string_view specimen = SpecimenOf(record_, mention);
  if (!specimen.empty()) json_.Text("specimen", specimen);
  json_.Key("span");
  json_.Open('{');
  WriteSpan(part, mention.part, mention.span);
  json_.Close('}');
  json_.Text("text", std::string_view(part.part->text).substr(original.begin, original.size()));
  if (!mention.extra_spans.empty()) {
    json_.Key("extra_spans");
    json_.Open('[');
    for (const FoldedSpan span : mention.extra_spans) {
      json_.Item();
      json_.Open('{');
      WriteSpan(part, mention.part, span);
      json_.Close('}');
    }
    json_.Close(']');
  }
  WriteSlots(mention);
  WriteContext(finding);
  if (finding.lost_to >= 0) {
    json_.Key("lost_to");
    json_.Id(static_cast<uint32_t>(finding.lost_to));
  }
  if (!mention.repairs.empty()) {
    json_.Key("repairs");
    json_.Open('[');
    for (const std::string_view repair : mention.repairs) {
      json_.Item();
      json_.Quoted(repair);
    }
    json_.Close(']');
  }
  json_.Close('}');
}

void RecordWriter::WriteReliability() {
  if (!record_.error_probability) return;
  json_.Key("reliability");
  json_.Open('{');
  for (const ValueReliability& value : record_.reliability) {
    json_.Key(value.pointer);
    json_.Open('{');
    json_.Key("precision");
    json_.Thousandths(value.precision);
    json_.Key("low");
    json_.Thousandths(value.low);
    json_.Number("n", static_cast<uint64_t>(value.n));
    json_.Close('}');
  }
  json_.Close('}');
}

void RecordWriter::WriteReview() {
  json_.Key("review");
  json_.Open('{');
  json_.Flag("needed", record_.review_needed.value_or(!record_.review.empty()));
  if (record_.error_probability) {
    json_.Key("error_probability");
    json_.Thousandths(*record_.error_probability);
  }
  json_.Key("reasons");
  json_.Open('[');
  for (const ReviewReason& reason : record_.review) {
    json_.Item();
    json_.Open('{');
    json_.Text("reason", reason.reason);
    json_.Text("pointer", reason.pointer);
    json_.Key("mentions");
    WriteIds(reason.findings);
    json_.Close('}');
  }
  json_.Close(']');
  json_.Close('}');
}

void RecordWriter::WriteDiagnostics() {
  json_.Key("diagnostics");
  json_.Open('[');
  for (const Diagnostic& diagnostic : record_.diagnostics) {
    json_.Item();
    json_.Open('{');
    json_.Text("severity", SeverityName(diagnostic.severity));
    json_.Text("code", diagnostic.code);
    json_.Text("where", diagnostic.where);
    json_.Text("message", diagnostic.message);
    if (!diagnostic.mentions.empty()) {
      json_.Key("mentions");
      json_.Open('[');
      for (const std::string& id : diagnostic.mentions) {
        json_.Item();
        json_.Quoted(id);
      }
      json_.Close(']');
    }
    json_.Close('}');
  }
  json_.Close(']');
}

void RecordWriter::Write() {
  json_.Open('{');
  json_.Text("record_version", "1");
  WriteSource();
  WriteEngine();
  json_.Key("report");
  json_.Write(record_.report);
  json_.Key("derived");
  json_.Write(record_.derived);
  WriteEvidence();
  WriteReliability();
  json_.Key("mentions");
  json_.Open('[');
  for (size_t i = 0; i < record_.findings.size(); ++i) WriteMention(i);
  json_.Close(']');
  WriteReview();
  WriteDiagnostics();
  json_.Close('}');
}

}  // namespace

void WriteRecord(const Record& record, const EngineStamp& engine, std::string* out) {
  RecordWriter(record, engine, out).Write();
}

void WriteRecordPretty(const Record& record, const EngineStamp& engine, std::string* out) {
  std::string line;
  WriteRecord(record, engine, &line);
  Indent(line, out);
}

void WriteNode(const Node& node, std::string* out) { JsonOut(out).Write(node); }

void WriteThousandths(int64_t thousandths, std::string* out) {
  JsonOut(out).Thousandths(thousandths);
}

}  // namespace pathex
