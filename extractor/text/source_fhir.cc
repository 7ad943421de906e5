#include "extractor/text/source_fhir.h"

#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/fhir_report.h"
#include "extractor/text/fhir_tree.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/source_xml.h"

namespace pathex {
namespace {

constexpr std::string_view kNamespace = "http://hl7.org/fhir";

class Reader {
 public:
  Reader(std::string_view path, const ReadOptions& options, const Decoded& decoded)
      : options_(options), text_(decoded.text) {
    context_.outer = &decoded.map;
    context_.options = &options;
    context_.tables = &TablesOf(options);
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
    size_t at = 0;
    while ((at = SkipBlanks(at)) < text_.size()) {
      Result<JsonTree> json =
          ScanJson(text_, at, {options_.limits.json_depth, options_.limits.json_nodes});
      if (json) {
        const FhirTree tree(*json);
        Append(tree);
        at = json->end;
        continue;
      }
      const Error error = json.error();
      Source source = StartSource(context_.path, "fhir", options_.language);
      AddDiagnostic(Severity::kError, error.code, context_.path + ": " + error.where, error.message,
                    &source);
      sources_.push_back(std::move(source));
      keys_.emplace_back();
      at = NextDocument(at);
    }
  }

  Result<std::vector<Source>> Finish() {
    if (sources_.empty()) {
      if (!fault_.code.empty()) return fault_;
      return Error{"S047", context_.path,
                   "no DiagnosticReport, Composition, DocumentReference or Observation with text"};
    }
    if (AllBroken()) {
      const Diagnostic& first = sources_.front().diagnostics.front();
      return Error{first.code, first.where, first.message};
    }
    MarkSuperseded(keys_, context_.tables->List("fhir.replacing"), &sources_);
    MakeIdsUnique(&sources_);
    return WithinLimits(std::move(sources_), context_.path, options_);
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
  size_t NextDocument(size_t at) const {
    const size_t found = text_.find("\n{", at);
    return found == std::string_view::npos ? text_.size() : found + 1;
  }

  // Nothing but damage.
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
  const std::string head = Probe(bytes);
  const size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) return false;
  if (head[first] == '<')
    return head.find(kNamespace) != std::string::npos &&
           head.find("ClinicalDocument") == std::string::npos;
  return head[first] == '{' && head.find("\"resourceType\"") != std::string::npos;
}

Result<std::vector<Source>> ReadFhir(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options) {
  const Decoded decoded =
      DecodeText(bytes, options.encoding.empty() ? DeclaredXmlEncoding(bytes) : options.encoding);
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
