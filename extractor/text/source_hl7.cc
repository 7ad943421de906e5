#include "extractor/text/source_hl7.h"

#include <optional>
#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/hl7_parts.h"
#include "extractor/text/hl7_report.h"
#include "extractor/text/hl7_syntax.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

// The declared character set: MSH-18, its first repetition.
std::string DeclaredEncoding(std::string_view text, Range range, const ReadOptions& options) {
  if (!options.encoding.empty()) return options.encoding;
  const Hl7Message message = ParseHl7Message(text, {range.begin, range.end});
  const std::vector<Range> header = Hl7FirstSegment(text, message, "MSH");
  if (header.size() < 18 || options.tables == nullptr) return std::string();
  const Range first = Hl7Piece(text, header[17], message.delimiters.repetition, 1);
  return options.tables->Get("hl7v2.charsets", Hl7Value(text, message.delimiters, first));
}

class MessageFile {
 public:
  MessageFile(std::string_view path, const ReadOptions& options)
      : path_(path), options_(options), tables_(TablesOf(options)) {}

  // `text` is UTF-8 or the file itself; `outer` leads from it to the file, nullptr = the identity.
  void Read(std::string_view text, const OffsetMap* outer, const std::string& encoding) {
    for (const Range& range : FindHl7Messages(text)) {
      ++message_number_;
      const std::string_view bytes = range.In(text);
      if (IsValidUtf8(bytes)) {
        ReadMessage(text, range, outer, encoding);
        continue;
      }
      // Positions of this message: its own decoded copy, then the place of the copy in the file.
      Decoded decoded = DecodeText(bytes, DeclaredEncoding(text, range, options_));
      OffsetMap to_file;
      to_file.AddCopy(static_cast<uint32_t>(range.begin), static_cast<uint32_t>(bytes.size()));
      to_file = Compose(decoded.map, static_cast<uint32_t>(decoded.text.size()), to_file,
                        static_cast<uint32_t>(bytes.size()));
      ReadMessage(decoded.text, {0, decoded.text.size()}, &to_file, decoded.encoding);
    }
  }

  std::vector<Source> Finish() {
    MarkSuperseded(keys_, tables_.List("hl7v2.replacing"), &sources_);
    MakeIdsUnique(&sources_);
    return std::move(sources_);
  }

  size_t message_count() const { return message_number_; }

 private:
  void ReadMessage(std::string_view text, Range range, const OffsetMap* outer,
                   const std::string& encoding) {
    const Hl7Message message = ParseHl7Message(text, range);
    const std::string where = "MSH[" + std::to_string(message_number_) + "]";
    std::vector<Range> header = Hl7FirstSegment(text, message, "MSH");
    const auto msh = [&](size_t n, size_t component) {
      if (n > header.size()) return std::string();
      return Hl7Value(text, message.delimiters,
                      Hl7Piece(text, header[n - 1], message.delimiters.component, component));
    };
    const std::string control_id = msh(10, 1);
    const size_t first = sources_.size();
    for (const Hl7Report& report : GroupHl7Reports(text, message, tables_)) {
      Source source = StartSource(path_, "hl7v2", options_.language);
      source.media_type = "x-application/hl7-v2+er7";
      source.encoding = encoding;
      if (!control_id.empty()) source.id = control_id;
      if (!report.accession.empty()) source.id = report.accession;
      AppendHl7Parts({text, outer, &message, &options_, &tables_}, report, &source);
      if (!HasText(source)) {
        AddDiagnostic(Severity::kError, "S030", where, "message holds no report text", &source);
      }
      keys_.push_back(report.accession.empty() ? "" : msh(4, 1) + "\n" + report.accession);
      sources_.push_back(std::move(source));
    }
    if (sources_.size() == first) {
      Source source = StartSource(path_, "hl7v2", options_.language);
      if (!control_id.empty()) source.id = control_id;
      AddDiagnostic(Severity::kError, "S030", where, "message holds no results (OBX)", &source);
      keys_.emplace_back();
      sources_.push_back(std::move(source));
    }
    if (message.stray_lines > 0) {
      AddDiagnostic(Severity::kWarning, "S031", where,
                    std::to_string(message.stray_lines) + " lines are no segments and were skipped",
                    &sources_[first]);
    }
  }

  const std::string path_;
  const ReadOptions& options_;
  const FormatTables& tables_;
  std::vector<Source> sources_;
  std::vector<std::string> keys_;  // sender and accession of each source
  size_t message_number_ = 0;
};

}  // namespace

bool LooksLikeHl7(std::string_view bytes, std::string_view) {
  // UTF-16 looks like text with NULs in between; the header is ASCII in every encoding.
  const std::string head = Probe(bytes);
  for (size_t mark = head.find("MSH"); mark != std::string::npos;
       mark = head.find("MSH", mark + 1)) {
    const size_t before = head.find_last_of("\r\n", mark);
    const size_t at = before == std::string::npos ? 0 : before + 1;
    size_t end = head.find_first_of("\r\n", mark);
    if (end == std::string::npos) end = head.size();
    if (mark - at <= 4 && mark + 4 < head.size()) {
      const char separator = head[mark + 3];
      size_t count = 0;
      for (size_t i = mark; i < end; ++i) count += head[i] == separator;
      const bool letter = (separator >= 'a' && separator <= 'z') || separator == ' ' ||
                          (separator >= 'A' && separator <= 'Z');
      if (!letter && count >= 3) return true;
    }
  }
  return false;
}

Result<std::vector<Source>> ReadHl7(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options) {
  MessageFile reader(path, options);
  const bool wide = bytes.substr(0, 64).find('\0') != std::string_view::npos;
  if (wide) {
    const Decoded decoded = DecodeText(bytes, options.encoding);
    reader.Read(decoded.text, &decoded.map, decoded.encoding);
  } else {
    reader.Read(bytes, nullptr, "UTF-8");
  }
  if (reader.message_count() == 0) {
    return Error{"S030", std::string(path), "no HL7 message (MSH) in it"};
  }
  std::vector<Source> sources = reader.Finish();
  return WithinLimits(std::move(sources), path, options);
}

}  // namespace pathex
