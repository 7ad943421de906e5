#include <algorithm>

#include "extractor/cli/console.h"
#include "extractor/cli/explain.h"
#include "extractor/record/write.h"

namespace pathex {
namespace {

constexpr size_t kLongestQuote = 240;  // code points
constexpr std::string_view kIndent = "    ";

bool IsLeaf(const Node& node) {
  return node.kind != Node::Kind::kObject && node.kind != Node::Kind::kArray;
}

// A list of plain values that were read together counts as one value.
bool IsPlainList(const Node& node) {
  return node.kind == Node::Kind::kArray && !node.items.empty() &&
         std::all_of(node.items.begin(), node.items.end(), [&](const Node& item) {
           return IsLeaf(item) && item.evidence == node.items.front().evidence;
         });
}

void Collect(const Node& node, const std::string& pointer, std::vector<ExplainedValue>* out) {
  if (IsLeaf(node) || IsPlainList(node)) {
    out->push_back({pointer, &node});
    return;
  }
  for (const auto& [key, member] : node.members) {
    Collect(member, pointer + "/" + EscapePointer(key), out);
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    Collect(node.items[i], pointer + "/" + std::to_string(i), out);
  }
}

const std::vector<uint32_t>& EvidenceOf(const ExplainedValue& value) {
  return IsLeaf(*value.node) ? value.node->evidence : value.node->items.front().evidence;
}

std::string Print(const Node& node) {
  if (node.kind == Node::Kind::kText) return node.text;
  std::string out;
  WriteNode(node, &out);
  return out;
}

std::string Quote(const PartAnalysis& part, FoldedSpan span) {
  const OriginalSpan at = part.text.ToOriginal(span);
  return "\"" + Quotable(part.text.original.substr(at.begin, at.size()), kLongestQuote) + "\"";
}

// "line 12, diagnosis, specimen A"
std::string Place(const ExplainContext& context, const Finding& finding) {
  const Mention& mention = finding.mention;
  const PartAnalysis& part = context.record->parts[mention.part];
  std::string out = "line " + std::to_string(LineOfFinding(context, finding));
  if (context.record->parts.size() > 1) out += " of part " + std::to_string(mention.part + 1);
  if (mention.section < part.outline.sections.size()) {
    out += ", " + std::string(part.outline.sections[mention.section].id);
  }
  if (mention.unit < part.outline.units.size()) {
    const int16_t specimen = part.outline.units[mention.unit].specimen;
    if (specimen >= 0) out += ", specimen " + Harmless(part.outline.specimens[specimen].label);
  }
  return out;
}

std::string Cues(const ExplainContext& context, const Finding& finding) {
  std::string out;
  for (const FiredCue& cue : finding.context.cues) {
    out += out.empty() ? "cue " : ", cue ";
    out += std::string(cue.id) + " " + Quote(context.record->parts[finding.mention.part], cue.span);
  }
  return out;
}

// Two rows: what was read and where; by which rule and cue.
void Proof(const ExplainContext& context, uint32_t index, Page* page) {
  const Finding& finding = context.record->findings[index];
  const PartAnalysis& part = context.record->parts[finding.mention.part];
  const Styled indent{std::string(kIndent), ""}, deeper{std::string(kIndent) + "  ", ""};
  std::vector<Styled> row = {
      {Quote(part, finding.mention.span), StyleOfType(context, finding.mention.type)}};
  std::vector<FoldedSpan> quoted = {finding.mention.span};
  for (const FoldedSpan& extra : finding.mention.extra_spans) {
    if (std::find(quoted.begin(), quoted.end(), extra) != quoted.end()) continue;
    quoted.push_back(extra);
    row.push_back({" … " + Quote(part, extra), StyleOfType(context, finding.mention.type)});
  }
  row.push_back({"  " + Place(context, finding), ""});
  page->Line(row, indent, deeper);
  std::string by = MentionId(index) + "  rule " + std::string(finding.mention.rule);
  if (const std::string cues = Cues(context, finding); !cues.empty()) by += ", " + cues;
  for (const std::string_view repair : finding.mention.repairs)
    by += ", repaired: " + std::string(repair);
  page->Line({{by, "2"}}, indent, deeper);
}

// What the context says against a finding, "" when nothing.
std::string Objection(const Context& judged) {
  if (judged.subject == Subject::kOther) return "about another person";
  if (judged.polarity == Polarity::kNegated) return "negated";
  if (judged.time == Time::kHistorical) return "historical";
  if (judged.time == Time::kPlanned) return "planned or pending";
  if (judged.certainty == Certainty::kHypothetical) return "hypothetical";
  return judged.certainty == Certainty::kUncertain ? "uncertain" : "";
}

// Why a finding supports no value, in words; all that holds.
std::string Reason(const ExplainContext& context, const Finding& finding) {
  std::string out = Objection(finding.context);
  if (!out.empty() && finding.context.cues.empty()) out += " (by its section)";
  if (finding.lost_to >= 0) {
    const Finding& winner = context.record->findings[finding.lost_to];
    out += out.empty() ? "" : ", ";
    out += "lost to " + MentionId(finding.lost_to) + " (" + std::string(winner.mention.rule) + ")";
  }
  return out.empty() ? "no value needed it" : out;
}

std::string Slots(const Mention& mention) {
  std::string out;
  for (const Slot& slot : mention.slots) {
    std::string value = slot.value.text;
    if (slot.value.kind != Value::Kind::kText) WriteValue(slot.value, &value);
    out += (out.empty() ? "" : ", ") + std::string(slot.name) + "=" + value;
  }
  return out;
}

void Diagnostics(const ExplainContext& context, Page* page) {
  if (context.record->diagnostics.empty()) return;
  page->Heading("What was odd");
  for (const Diagnostic& odd : context.record->diagnostics) {
    std::string line = std::string(SeverityName(odd.severity)) + "[" + odd.code + "]";
    if (!odd.where.empty()) line += " " + odd.where;
    line += ": " + odd.message;
    if (!odd.mentions.empty()) line += " (" + Joined(odd.mentions) + ")";
    page->Line({{Harmless(line), ""}}, {}, {std::string(kIndent), ""});
  }
}

void Review(const ExplainContext& context, Page* page) {
  page->Heading("Review");
  if (context.record->review.empty()) page->Line("no reason to look again");
  for (const ReviewReason& reason : context.record->review) {
    std::vector<std::string> ids;
    for (const uint32_t finding : reason.findings) ids.push_back(MentionId(finding));
    std::string line(reason.reason);
    if (!reason.pointer.empty()) line += "  " + reason.pointer;
    if (!ids.empty()) line += "  (" + Joined(ids) + ")";
    page->Line({{line, ""}}, {}, {std::string(kIndent), ""});
  }
}

}  // namespace

ExplainContext MakeExplainContext(const Record& record, const Assembly& assembly) {
  ExplainContext context;
  context.record = &record;
  context.assembly = &assembly;
  Collect(record.report, "", &context.values);
  Collect(record.derived, "/derived", &context.values);
  context.used.assign(record.findings.size(), false);
  for (const ExplainedValue& value : context.values) {
    for (const uint32_t finding : EvidenceOf(value)) context.used[finding] = true;
  }
  for (const PartAnalysis& part : record.parts) {
    std::vector<uint32_t>& ends = context.line_ends.emplace_back();
    const std::string_view text = part.text.original;
    for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      ends.push_back(static_cast<uint32_t>(at));
    }
  }
  return context;
}

std::string MentionId(size_t finding) { return "m" + std::to_string(finding + 1); }

size_t LineOfFinding(const ExplainContext& context, const Finding& finding) {
  const Text& text = context.record->parts[finding.mention.part].text;
  const std::vector<uint32_t>& ends = context.line_ends[finding.mention.part];
  const uint32_t begin = text.ToOriginal(finding.mention.span).begin;
  return 1 + static_cast<size_t>(std::lower_bound(ends.begin(), ends.end(), begin) - ends.begin());
}

void ExplainValues(const ExplainContext& context, Page* page) {
  page->Heading("Values");
  if (context.values.empty()) page->Line("none");
  for (size_t i = 0; i < context.values.size(); ++i) {
    const ExplainedValue& value = context.values[i];
    page->Line({{value.pointer + "  ", ""}, {Harmless(Print(*value.node)), "1"}}, {},
               {std::string(kIndent), ""});
    // Neighbours with the same evidence share one proof.
    if (i + 1 < context.values.size() && !EvidenceOf(value).empty() &&
        EvidenceOf(context.values[i + 1]) == EvidenceOf(value)) {
      continue;
    }
    for (const uint32_t finding : EvidenceOf(value)) Proof(context, finding, page);
  }
}

void ExplainRest(const ExplainContext& context, Page* page) {
  const std::vector<Finding>& findings = context.record->findings;
  if (std::find(context.used.begin(), context.used.end(), false) != context.used.end()) {
    page->Heading("Read, but not used");
  }
  for (uint32_t f = 0; f < findings.size(); ++f) {
    if (context.used[f]) continue;
    page->Line(
        {{Reason(context, findings[f]), "1"},
         {": " + std::string(findings[f].mention.type) + " " + Harmless(Slots(findings[f].mention)),
          ""}},
        {}, {std::string(kIndent), ""});
    Proof(context, f, page);
  }
  Diagnostics(context, page);
  Review(context, page);
}

}  // namespace pathex
