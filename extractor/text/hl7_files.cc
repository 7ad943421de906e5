#include "extractor/text/hl7_files.h"

#include <string_view>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/hl7_escape.h"
#include "extractor/text/payload.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/xhtml_text.h"
#include "extractor/text/xml_scan.h"

namespace pathex {
namespace {

std::string LocatorOf(const Hl7Result& result) {
  return "OBX[" + std::to_string(result.ordinal) + "]-5";
}

}  // namespace

void AppendHl7File(const Hl7Context& context, const Hl7Result& result, const std::string& section,
                   Source* source) {
  const Hl7Delimiters& d = context.message->delimiters;
  const Range field = result.Field(5);
  const auto component = [&](size_t n) { return Hl7Piece(context.text, field, d.component, n); };
  PayloadPlace place;
  place.locator = LocatorOf(result);
  place.section = section;
  place.media_type =
      Hl7Value(context.text, d, component(2)) + "/" + Hl7Value(context.text, d, component(3));
  const Range data = component(5);
  if (result.type == "RP" || data.empty()) {
    AddDiagnostic(Severity::kError, "S039", place.locator,
                  "result only points to a file outside the message", source);
    return;
  }
  const std::string encoding = AsciiLower(Hl7Value(context.text, d, component(4)));
  if (encoding == "base64") {
    ReadBase64Payload(data.In(context.text), place, *context.options, source);
    return;
  }
  if (encoding == "hex") {
    AddDiagnostic(Severity::kError, "S039", place.locator,
                  "payload encoding hex is not supported; send Base64", source);
    return;
  }
  // Plain HL7 text, which may hold component marks of its own.
  TextBuilder text(context.text);
  AppendHl7Text(d, {data.begin, field.end}, Hl7Repetition::kLineBreak, &text);
  Part part;
  part.locator = place.locator;
  part.section = section;
  text.MoveTo(&part, context.outer);
  source->parts.push_back(std::move(part));
}

bool IsHl7Markup(const Hl7Context& context, const Hl7Result& result) {
  if (context.tables->Has("hl7v2.markup_codes", result.code)) return true;
  const Range field = Trim(context.text, result.Field(5));
  const std::string head = AsciiLower(field.In(context.text).substr(0, 14));
  return head.rfind("<html", 0) == 0 || head.rfind("<!doctype html", 0) == 0;
}

void AppendHl7Markup(const Hl7Context& context, const Hl7Result& result, const std::string& section,
                     Source* source) {
  TextBuilder decoded(context.text);
  AppendHl7Text(context.message->delimiters, result.Field(5), Hl7Repetition::kKeep, &decoded);
  if (decoded.empty()) return;
  Part markup;
  decoded.MoveTo(&markup, context.outer);
  const ReadLimits& limits = context.options->limits;
  const XmlTree tree = ScanXml(markup.text, {limits.xml_depth, limits.xml_nodes});
  TextBuilder text(markup.text);
  size_t struck = 0;
  for (int32_t root = tree.nodes.empty() ? -1 : 0; root >= 0; root = tree.nodes[root].next) {
    struck += AppendXhtml(tree, root, &text);
  }
  const std::string locator = LocatorOf(result);
  if (struck > 0) {
    AddDiagnostic(Severity::kInfo, "S056", locator,
                  std::to_string(struck) + " struck-through pieces were left out", source);
  }
  if (text.empty()) return;
  Part part;
  part.locator = locator;
  part.section = section;
  text.MoveTo(&part, &markup.to_file);
  source->parts.push_back(std::move(part));
}

}  // namespace pathex
