#include "extractor/record/write.h"

#include <string>
#include <utility>
#include <vector>

#include "extractor/record/indent.h"
#include "extractor/record/json_buffer.h"
#include "extractor/record/json_out.h"
#include "extractor/record/leaves.h"
#include "extractor/record/triage.h"
#include "extractor/record/write_mentions.h"

namespace pathex {
namespace {

// A large report's memory is not kept.
constexpr size_t kMostKept = size_t{4} << 20;

JsonBuffer& ThreadBuffer() {
  thread_local JsonBuffer buffer;
  buffer.Clear();
  return buffer;
}

class RecordWriter {
 public:
  RecordWriter(const Record& record, const EngineStamp& engine, JsonBuffer* out)
      : record_(record), engine_(engine), out_(*out), json_(out) {}

  void Write();

 private:
  void WriteSource();
  void WriteEngine();
  void WriteEvidence();
  void WriteReliability();
  void WriteReview();
  void WriteDiagnostics();
  void WriteIds(const std::vector<uint32_t>& findings);

  const Record& record_;
  const EngineStamp& engine_;
  JsonBuffer& out_;
  JsonOut json_;
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
    if (!source.dates.empty()) {
      json_.Key("dates");
      json_.Open('{');
      for (const auto& [kind, date] : source.dates) json_.Text(kind, date);
      json_.Close('}');
    }
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
    out_.PutId(finding);
  }
  json_.Close(']');
}

void RecordWriter::WriteEvidence() {
  const auto write = [&](std::string_view pointer, const Node& leaf) {
    json_.Key(pointer);
    WriteIds(leaf.evidence);
  };
  json_.Key("evidence");
  json_.Open('{');
  JsonBuffer pointer;
  ForEachLeaf(record_.report, &pointer, write);
  pointer.Clear();
  pointer.Put("/derived");
  if (!record_.derived.members.empty()) ForEachLeaf(record_.derived, &pointer, write);
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
    out_.PutThousandths(value.precision);
    json_.Key("low");
    out_.PutThousandths(value.low);
    json_.Number("n", static_cast<uint64_t>(value.n));
    json_.Close('}');
  }
  json_.Close('}');
}

void RecordWriter::WriteReview() {
  json_.Key("review");
  json_.Open('{');
  json_.Flag("needed", NeedsReview(record_));
  if (record_.error_probability) {
    json_.Key("error_probability");
    out_.PutThousandths(*record_.error_probability);
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
  WriteMentions(record_, &out_);
  WriteReview();
  WriteDiagnostics();
  json_.Close('}');
}

}  // namespace

void WriteRecord(const Record& record, const EngineStamp& engine, ByteBuffer* out) {
  JsonBuffer buffer(std::move(*out));
  RecordWriter(record, engine, &buffer).Write();
  *out = std::move(buffer);
}

void WriteRecord(const Record& record, const EngineStamp& engine, std::string* out) {
  JsonBuffer& buffer = ThreadBuffer();
  RecordWriter(record, engine, &buffer).Write();
  out->append(buffer.view());
  buffer.Shrink(kMostKept);
}

void WriteRecordPretty(const Record& record, const EngineStamp& engine, ByteBuffer* out) {
  std::string line, pretty;
  WriteRecord(record, engine, &line);
  Indent(line, &pretty);
  out->Append(pretty);
}

void WriteNode(const Node& node, std::string* out) {
  JsonBuffer& buffer = ThreadBuffer();
  JsonOut(&buffer).Write(node);
  out->append(buffer.view());
}

void WriteValue(const Value& value, std::string* out) {
  JsonBuffer& buffer = ThreadBuffer();
  buffer.PutValue(value);
  out->append(buffer.view());
}

}  // namespace pathex
