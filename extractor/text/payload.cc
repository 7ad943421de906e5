#include "extractor/text/payload.h"

#include <utility>
#include <vector>

#include "extractor/text/base64.h"
#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/pdf.h"
#include "extractor/text/read.h"
#include "extractor/text/rtf.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/text_builder.h"
#include "extractor/text/xhtml_text.h"
#include "extractor/text/xml_scan.h"

namespace pathex {
namespace {

bool LooksLikeHtml(std::string_view bytes) {
  const std::string head = AsciiLower(Probe(bytes).substr(0, 512));
  const size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || head[first] != '<') return false;
  for (std::string_view mark :
       {"<html", "<!doctype html", "<div", "<p>", "<pre", "<table", "<body"}) {
    if (head.find(mark) != std::string::npos) return true;
  }
  return false;
}

class PayloadReader {
 public:
  PayloadReader(std::string_view bytes, const PayloadPlace& place, const ReadOptions& options,
                Source* source)
      : bytes_(bytes), place_(place), options_(options), source_(source) {}

  bool Run() {
    if (bytes_.size() > options_.limits.payload_bytes) {
      return Fail("S044", "payload is larger than " +
                              std::to_string(options_.limits.payload_bytes) +
                              " bytes; raise payload.bytes");
    }
    if (LooksLikeRtf(bytes_, "")) return Rtf();
    if (LooksLikePdf(bytes_, "")) return Pdf();
    const std::string binary = DescribeBinary(bytes_);
    if (!binary.empty()) return Fail("S039", "payload is " + binary + " and holds no text");
    if (LooksLikeHtml(bytes_)) return Html();
    if (IsDocument()) return Document();
    return Text();
  }

 private:
  bool Fail(std::string_view code, std::string message) {
    AddDiagnostic(Severity::kError, code, place_.locator, std::move(message), source_);
    return false;
  }

  bool Add(Part part) {
    part.in_payload = true;
    if (part.section.empty()) part.section = place_.section;
    if (part.title.empty()) part.title = place_.title;
    part.locator = part.locator == "/" ? place_.locator : place_.locator + "!" + part.locator;
    const bool text = !Trim(part.text, {0, part.text.size()}).empty();
    if (text) source_->parts.push_back(std::move(part));
    return text || Fail("S039", "payload holds no text");
  }

  bool Rtf() {
    TextBuilder text(bytes_);
    ReportRtfNotes(AppendRtf(&text), place_.locator, source_);
    Part part;
    text.MoveTo(&part);
    return Add(std::move(part));
  }

  bool Pdf() {
    Result<std::string> text = PdfText(bytes_, options_);
    if (!text) return Fail(text.error().code, text.error().message);
    return Add(PdfPart(std::move(*text)));
  }

  void TakeDecoding(const Decoded& decoded) {
    for (Diagnostic diagnostic : decoded.diagnostics) {
      diagnostic.where = place_.locator;
      source_->diagnostics.push_back(std::move(diagnostic));
    }
  }

  bool Html() {
    const Decoded decoded = DecodeText(bytes_, place_.encoding);
    TakeDecoding(decoded);
    const XmlTree tree =
        ScanXml(decoded.text, {options_.limits.xml_depth, options_.limits.xml_nodes});
    TextBuilder text(decoded.text);
    size_t struck = 0;
    for (int32_t root = tree.nodes.empty() ? -1 : 0; root >= 0; root = tree.nodes[root].next) {
      struck += AppendXhtml(tree, root, &text);
    }
    if (struck > 0) {
      AddDiagnostic(Severity::kInfo, "S056", place_.locator,
                    std::to_string(struck) + " struck-through pieces were left out", source_);
    }
    Part part;
    text.MoveTo(&part, &decoded.map);
    return Add(std::move(part));
  }

  // XML, JSON or HL7 of a format that has a reader of its own.
  bool IsDocument() const {
    const std::string head = Probe(bytes_);
    const size_t first = head.find_first_not_of(" \t\r\n\v");
    if (first == std::string::npos) return false;
    return head[first] == '<' || head[first] == '{' || head.compare(first, 4, "MSH|") == 0;
  }

  bool Document() {
    if (options_.payload_level >= options_.limits.payload_depth) {
      return Fail("S044", "payloads are nested deeper than " +
                              std::to_string(options_.limits.payload_depth) +
                              "; raise payload.depth");
    }
    ReadOptions inner = options_;
    inner.format.clear();
    inner.encoding = place_.encoding;
    ++inner.payload_level;
    Result<std::vector<Source>> sources = ReadSources(source_->path, bytes_, inner);
    if (!sources) return Fail(sources.error().code, sources.error().message);
    bool any = false;
    for (Source& nested : *sources) {
      const size_t first = source_->parts.size();
      for (Diagnostic& diagnostic : nested.diagnostics) {
        diagnostic.where = place_.locator;
        source_->diagnostics.push_back(std::move(diagnostic));
      }
      for (Part& part : nested.parts) {
        part.in_payload = true;
        if (part.section.empty()) part.section = place_.section;
        part.locator = place_.locator + (part.locator == "/" ? "" : "!" + part.locator);
        source_->parts.push_back(std::move(part));
        any = true;
      }
      for (Statement& statement : nested.statements) {
        statement.part += first;
        source_->statements.push_back(std::move(statement));
      }
    }
    return any;
  }

  bool Text() {
    const Decoded decoded = DecodeText(bytes_, place_.encoding);
    TakeDecoding(decoded);
    TextBuilder text(decoded.text);
    text.CopyLines(0, decoded.text.size());
    Part part;
    text.MoveTo(&part, &decoded.map);
    return Add(std::move(part));
  }

  const std::string_view bytes_;
  const PayloadPlace& place_;
  const ReadOptions& options_;
  Source* source_;
};

}  // namespace

bool ReadPayload(std::string_view bytes, const PayloadPlace& place, const ReadOptions& options,
                 Source* source) {
  return PayloadReader(bytes, place, options, source).Run();
}

bool ReadBase64Payload(std::string_view base64, const PayloadPlace& place,
                       const ReadOptions& options, Source* source) {
  Result<Base64Payload> payload = DecodeBase64(base64);
  if (!payload) {
    AddDiagnostic(Severity::kError, payload.error().code, place.locator, payload.error().message,
                  source);
    return false;
  }
  if (payload->truncated) {
    AddDiagnostic(Severity::kWarning, "S040", place.locator,
                  "base64 payload is cut: its last group is incomplete", source);
  }
  return ReadPayload(payload->bytes, place, options, source);
}

}  // namespace pathex
