#include "extractor/text/fhir_observation.h"

#include <algorithm>
#include <utility>

namespace pathex {
namespace {

// The words of a CodeableConcept: its text, else the display of its first coding that has one, else
// a code.
int32_t ConceptWords(const FhirTree& tree, int32_t concept_node) {
  const int32_t text = tree.Child(concept_node, "text");
  if (!tree.Value(text).empty()) return text;
  for (std::string_view field : {"display", "code"}) {
    for (int32_t coding = tree.Child(concept_node, "coding"); coding >= 0;
         coding = tree.Next(coding)) {
      const int32_t words = tree.Child(coding, field);
      if (!tree.Value(words).empty()) return words;
    }
  }
  return -1;
}

}  // namespace

int32_t FhirValueOf(const FhirTree& tree, int32_t owner) {
  for (std::string_view name :
       {"valueString", "valueCodeableConcept", "valueQuantity", "valueInteger", "valueBoolean",
        "valueDateTime", "valueRange", "valueRatio", "valueDate", "valueDecimal"}) {
    const int32_t value = tree.Child(owner, name);
    if (value >= 0) return value;
  }
  return -1;
}

std::string FhirSectionOf(const FhirTree& tree, const FormatTables& tables, int32_t concept_node,
                          std::string_view table) {
  for (int32_t coding = tree.Child(concept_node, "coding"); coding >= 0;
       coding = tree.Next(coding)) {
    const std::string* section = tables.Find(table, tree.Value(tree.Child(coding, "code")));
    if (section != nullptr) return *section;
  }
  return std::string();
}

FhirObservations::FhirObservations(const FhirTree& tree, const FormatTables& tables,
                                   const OffsetMap* outer, Source* source)
    : tree_(tree), tables_(tables), outer_(outer), source_(source), builder_(tree.text()) {}

void FhirObservations::Add(int32_t observation) {
  // An explicit stack: members may form long chains, and bad data may form rings.
  std::vector<int32_t> pending = {observation};
  while (!pending.empty()) {
    const int32_t node = pending.back();
    pending.pop_back();
    if (node < 0 || tree_.type(node) != "Observation" || !seen_.insert(node).second) continue;
    if (tables_.Has("fhir.withdrawn", tree_.Value(tree_.Child(node, "status")))) continue;
    AddValue(node, FhirValueOf(tree_, node));
    for (int32_t c = tree_.Child(node, "component"); c >= 0; c = tree_.Next(c)) {
      AddValue(c, FhirValueOf(tree_, c));
    }
    std::vector<int32_t> members;
    for (int32_t m = tree_.Child(node, "hasMember"); m >= 0; m = tree_.Next(m)) {
      members.push_back(tree_.Resolve(m));
    }
    pending.insert(pending.end(), members.rbegin(), members.rend());
  }
}

void FhirObservations::Flush() {
  if (builder_.empty()) return;
  Part part;
  part.locator = locator_;
  part.section = tables_.Get("fhir.elements", "result");
  for (Statement& statement : statements_) {
    statement.part = source_->parts.size();
    source_->statements.push_back(std::move(statement));
  }
  statements_.clear();
  builder_.MoveTo(&part, outer_);
  source_->parts.push_back(std::move(part));
  last_place_ = 0;
}

int32_t FhirObservations::LabelOf(int32_t owner) const {
  return ConceptWords(tree_, tree_.Child(owner, "code"));
}

// "gross description" with a string: text, not an answer.
bool FhirObservations::AddNarrative(int32_t owner, int32_t value) {
  const std::string section =
      FhirSectionOf(tree_, tables_, tree_.Child(owner, "code"), "loinc.sections");
  if (section.empty() || tree_.nodes()[value].name != "valueString") return false;
  Flush();
  TextBuilder text(tree_.text());
  tree_.AppendValue(value, &text);
  if (text.empty()) return true;
  Part part;
  part.locator = tree_.Locator(value);
  part.section = section;
  part.title = tree_.Value(LabelOf(owner));
  text.MoveTo(&part, outer_);
  source_->parts.push_back(std::move(part));
  return true;
}

void FhirObservations::AddValue(int32_t owner, int32_t value) {
  if (value < 0 || AddNarrative(owner, value)) return;
  TextBuilder answer_text(tree_.text());
  CodedAnswer answer;
  AppendAnswer(value, &answer_text, &answer);
  if (answer_text.empty()) return;
  const int32_t label = LabelOf(owner);
  const size_t value_at = tree_.nodes()[value].first_child >= 0
                              ? tree_.nodes()[tree_.nodes()[value].first_child].value.begin
                              : tree_.nodes()[value].value.begin;
  const size_t label_at = label < 0 ? value_at : tree_.nodes()[label].value.begin;
  if (std::min(label_at, value_at) < last_place_) Flush();
  if (builder_.empty()) {
    locator_ = tree_.Locator(owner);
  } else if (!builder_.EndsLine()) {
    builder_.Insert(std::min(label_at, value_at), "\n");
  }
  if (label >= 0) {
    // A label that stands behind its value must not make evidence run backwards.
    label_at < value_at ? tree_.AppendValue(label, &builder_)
                        : builder_.Insert(value_at, tree_.Value(label));
    builder_.Insert(std::min(value_at, tree_.text().size()), ": ");
  }
  const uint32_t begin = builder_.size();
  builder_.Append(answer_text);
  AddStatement(owner, answer, begin);
  last_place_ = std::max(label_at, value_at);
}

void FhirObservations::AppendAnswer(int32_t value, TextBuilder* out, CodedAnswer* answer) const {
  const std::string_view kind = tree_.nodes()[value].name;
  if (kind == "valueCodeableConcept") {
    const int32_t words = ConceptWords(tree_, value);
    tree_.AppendValue(words, out);
    answer->text = tree_.Value(words);
    answer->code = tree_.Value(tree_.Path(value, {"coding", "code"}));
    return;
  }
  if (kind == "valueQuantity") {
    const int32_t number = tree_.Child(value, "value");
    int32_t unit = tree_.Child(value, "unit");
    if (tree_.Value(unit).empty()) unit = tree_.Child(value, "code");
    const int32_t relation = tree_.Child(value, "comparator");
    answer->text = tree_.Value(number);
    answer->relation = tree_.Value(relation);
    answer->unit = tree_.Value(unit);
    if (number < 0) return;
    const Range place = tree_.nodes()[number].value;
    if (relation >= 0) out->Insert(place.begin, tree_.Value(relation) + " ");
    tree_.AppendValue(number, out);
    if (answer->unit.empty() || answer->unit == "1" || answer->unit[0] == '{') return;
    out->Insert(place.end, " ");
    const bool behind = tree_.nodes()[unit].value.begin >= place.end;
    behind ? tree_.AppendValue(unit, out) : out->Insert(place.end, answer->unit);
    return;
  }
  if (kind == "valueRange") {
    for (std::string_view side : {"low", "high"}) {
      const int32_t number = tree_.Path(value, {side, "value"});
      if (number < 0) continue;
      if (!out->empty()) out->Insert(tree_.nodes()[number].value.begin, "-");
      tree_.AppendValue(number, out);
    }
    return;
  }
  tree_.AppendValue(value, out);
  answer->text = tree_.Value(value);
}

void FhirObservations::AddStatement(int32_t owner, const CodedAnswer& answer, uint32_t begin) {
  for (int32_t coding = tree_.Path(owner, {"code", "coding"}); coding >= 0;
       coding = tree_.Next(coding)) {
    const std::string* file =
        tables_.Find("fhir.systems", tree_.Value(tree_.Child(coding, "system")));
    if (file == nullptr) continue;
    std::string code = tree_.Value(tree_.Child(coding, "code"));
    const StatementRule* rule = tables_.FindStatement(*file + ".statements", code);
    if (rule == nullptr) {
      rule = tables_.FindStatement(*file + ".statements", code.substr(0, code.find('.')));
    }
    Statement statement;
    if (rule == nullptr || !MakeStatement(*rule, answer, &statement)) continue;
    statement.begin = begin;
    statement.end = builder_.size();
    statements_.push_back(std::move(statement));
    return;
  }
}

}  // namespace pathex
