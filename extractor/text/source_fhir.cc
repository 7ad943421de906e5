#include "extractor/text/source_fhir.h"

#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/fhir_report.h"
#include "extractor/text/fhir_tree.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

constexpr size_t kProbe = 16384;
constexpr std::string_view kNamespace = "http://hl7.org/fhir";

const FormatTables& NoTables() {
  static const FormatTables kNone;
  return kNone;
}

// The first bytes without NULs, so that UTF-16 looks like its ASCII.
std::string Head(std::string_view bytes) {
  std::string head;
  for (char c : bytes.substr(0, kProbe)) {
    if (c != '\0') head += c;
  }
  return head;
}

class Reader {
 public:
  Reader(std::string_view path, const ReadOptions& options, const Decoded& decoded)
      : options_(options), text_(decoded.text) {
    context_.outer = &decoded.map;
    context_.options = &options;
    context_.tables = options.tables == nullptr ? &NoTables() : options.tables;
    context_.path = path;
    context_.encoding = decoded.encoding;
  }

  void ReadXml() {
    const XmlTree xml = ScanXml(text_, {options_.limits.xml_depth, options_.limits.xml_nodes});
    const FhirTree tree(xml);
    const size_t first = sources_.size();
    Append(tree);
    if (xml.faults.empty()) return;
    if (sources_.size() == first) {
      fault_ = {"S045", context_.path, xml.faults.front().message};
      return;
    }
    AddDiagnostic(Severity::kError, "S045",
                  context_.path + ": byte " + std::to_string(xml.faults.front().offset),
                  xml.faults.front().message, &sources_[first]);
  }

  // One document, or several that follow each other (NDJSON).
  void ReadJson() {
    size_t at = 0, documents = 0;
    while ((at = SkipBlanks(at)) < text_.size()) {
      ++documents;
      Result<JsonTree> json =
          ScanJson(text_, at, {options_.limits.json_depth, options_.limits.json_nodes});
      if (json) {
        const FhirTree tree(*json);
        Append(tree);
        at = json->end;
        continue;
      }
      const size_t line_end = text_.find('\n', at);
      const Error error = json.error();
      if (line_end == std::string_view::npos && documents == 1) {
        fault_ = {error.code, context_.path, error.where + ": " + error.message};
        return;
      }
      Source source = StartSource(context_.path, "fhir", options_.language);
      AddDiagnostic(Severity::kError, error.code, context_.path + ": " + error.where, error.message,
                    &source);
      sources_.push_back(std::move(source));
      keys_.emplace_back();
      at = line_end == std::string_view::npos ? text_.size() : NextDocument(line_end);
    }
  }

  Result<std::vector<Source>> Finish() {
    bool any = false;
    for (const Source& source : sources_) any = any || !source.parts.empty();
    if (sources_.empty()) {
      if (!fault_.code.empty()) return fault_;
      return Error{"S047", context_.path,
                   "no DiagnosticReport, Composition, DocumentReference or Observation with text"};
    }
    if (sources_.size() > options_.limits.reports) {
      return Error{"S044", context_.path,
                   "more than " + std::to_string(options_.limits.reports) +
                       " reports in one file; raise the limit reports"};
    }
    if (!any && sources_.size() > 1 && fault_.code.empty() && AllBroken()) {
      const Diagnostic& first = sources_.front().diagnostics.front();
      return Error{first.code, first.where, first.message};
    }
    MarkSuperseded(keys_, context_.tables->List("fhir.replacing"), &sources_);
    MakeIdsUnique(&sources_);
    return std::move(sources_);
  }

 private:
  void Append(const FhirTree& tree) {
    context_.tree = &tree;
    AppendFhirReports(context_, &sources_, &keys_);
  }

  size_t SkipBlanks(size_t at) const {
    if (text_.substr(at, 3) == "\xEF\xBB\xBF") at += 3;
    while (at < text_.size() && (IsBlank(text_[at]) || text_[at] == '\0')) ++at;
    return at;
  }

  // After a bad document: the next line that begins one.
  size_t NextDocument(size_t line_end) const {
    while (line_end < text_.size() && text_[line_end + 1 < text_.size() ? line_end + 1 : line_end] !=
                                          '{') {
      line_end = text_.find('\n', line_end + 1);
      if (line_end == std::string_view::npos) return text_.size();
    }
    return line_end;
  }

  // Nothing but damage: not several documents, but one broken one spread over lines.
  bool AllBroken() const {
    for (const Source& source : sources_) {
      if (source.diagnostics.empty() || source.diagnostics.front().code != "S034") return false;
    }
    return true;
  }

  const ReadOptions& options_;
  std::string_view text_;
  FhirContext context_{};
  std::vector<Source> sources_;
  std::vector<std::string> keys_;
  Error fault_;
};

}  // namespace

bool LooksLikeFhir(std::string_view bytes, std::string_view) {
  const std::string head = Head(bytes);
  const size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) return false;
  if (head[first] == '<') return head.find(kNamespace) != std::string::npos &&
                                 head.find("ClinicalDocument") == std::string::npos;
  return head[first] == '{' && head.find("\"resourceType\"") != std::string::npos;
}

Result<std::vector<Source>> ReadFhir(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options) {
  const Decoded decoded = DecodeText(bytes, options.encoding);
  Reader reader(path, options, decoded);
  const size_t first = decoded.text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && decoded.text[first] == '<') {
    reader.ReadXml();
  } else {
    reader.ReadJson();
  }
  return reader.Finish();
}

}  // namespace pathex
