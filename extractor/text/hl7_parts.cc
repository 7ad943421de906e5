#include "extractor/text/hl7_parts.h"

#include <optional>
#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/hl7_escape.h"
#include "extractor/text/hl7_files.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

enum class ResultKind { kNarrative, kQuestion, kFile, kSkip };

// "1", "12", "A": the number of a specimen, not a link between questions.
bool IsSpecimenLabel(std::string_view sub_id) {
  if (sub_id.size() == 1 && IsAsciiUpper(sub_id[0])) return true;
  if (sub_id.empty() || sub_id.size() > 2) return false;
  for (char c : sub_id) {
    if (!IsAsciiDigit(c)) return false;
  }
  return true;
}

// Whether `label` stands as a word among the first words of the text ("Part #1 is", "A. Skin").
bool BeginsWithLabel(std::string_view text, std::string_view label) {
  constexpr size_t kReach = 24;
  text = text.substr(0, kReach);
  for (size_t at = text.find(label); at != std::string_view::npos; at = text.find(label, at + 1)) {
    const size_t after = at + label.size();
    const auto edge = [&](size_t i) {
      return i >= text.size() || !(IsAsciiLetter(text[i]) || IsAsciiDigit(text[i]));
    };
    if ((at == 0 || edge(at - 1)) && edge(after)) return true;
  }
  return false;
}

class PartWriter {
 public:
  PartWriter(const Hl7Context& context, Source* source)
      : c_(context), d_(context.message->delimiters), source_(source), builder_(context.text) {}

  void Group(const Hl7Group& group) {
    const std::string section = GroupSection(group);
    for (size_t i = 0; i < group.results.size(); ++i) {
      const Hl7Result& result = group.results[i];
      switch (KindOf(result)) {
        case ResultKind::kNarrative:
          Narrative(group, i, section);
          break;
        case ResultKind::kQuestion:
          Question(result, section);
          break;
        case ResultKind::kFile:
          File(result, section);
          break;
        case ResultKind::kSkip:
          break;
      }
    }
    Flush();
  }

  // Display copies in HTML, for reports that have nothing else.
  void Markup(const Hl7Group& group) {
    const std::string section = GroupSection(group);
    for (const Hl7Result& result : group.results) {
      if (IsHl7Markup(c_, result)) AppendHl7Markup(c_, result, SectionOf(result, section), source_);
    }
  }

  void Finish() {
    if (dropped_ == 0) return;
    AddDiagnostic(Severity::kInfo, "S035", source_->id,
                  std::to_string(dropped_) + " local or character set escapes were left out",
                  source_);
  }

 private:
  // A section for the whole group, from OBR-4 or TXA-2; "" = none.
  std::string GroupSection(const Hl7Group& group) const {
    for (const std::string& code : {group.code, group.other_code}) {
      if (const std::string* section = c_.tables->Find("loinc.documents", code)) return *section;
    }
    if (group.document) return c_.tables->Get("hl7v2.document_types", group.code);
    return std::string();
  }

  // The section of one result: its LOINC code, wherever it stands; never its label.
  std::string SectionOf(const Hl7Result& result, const std::string& group_section) const {
    if (c_.tables->Has("loinc.whole_documents", group_section)) return group_section;
    for (const std::string& code : {result.code, result.other_code}) {
      if (const std::string* section = c_.tables->Find("loinc.sections", code)) return *section;
    }
    return group_section;
  }

  bool IsQuestionSystem(const Hl7Result& result) const {
    return c_.tables->Has("hl7v2.question_systems", result.system) ||
           c_.tables->Has("hl7v2.question_systems", result.other_system);
  }

  ResultKind KindOf(const Hl7Result& result) const {
    if (c_.tables->Has("hl7v2.skip_codes", result.code)) return ResultKind::kSkip;
    const bool question =
        IsQuestionSystem(result) || c_.tables->Has("hl7v2.value_types", result.type);
    const bool file = result.type == "ED" || result.type == "RP";
    if (!question && !file) {  // an empty one is a blank line
      return IsHl7Markup(c_, result) ? ResultKind::kSkip : ResultKind::kNarrative;
    }
    if (Trim(c_.text, result.Field(5)).empty()) return ResultKind::kSkip;
    return file ? ResultKind::kFile : ResultKind::kQuestion;
  }

  Range Component(Range field, size_t n) const { return Hl7Piece(c_.text, field, d_.component, n); }

  // ---- one part at a time ----

  // Goes on with the open part when it has the same key, else begins a new one.
  void Open(const std::string& key, const std::string& section, const Hl7Result& result) {
    if (open_ && key_ == key) {
      last_ = result.ordinal;
      return;
    }
    Flush();
    open_ = true;
    key_ = key;
    part_ = Part();
    part_.section = section;
    first_ = last_ = result.ordinal;
  }

  void Flush() {
    if (!open_) return;
    open_ = false;
    question_.clear();
    part_.locator = "OBX[" + std::to_string(first_) +
                    (last_ != first_ ? ".." + std::to_string(last_) : "") + "]-5";
    if (Trim(builder_.text(), {0, builder_.text().size()}).empty()) {
      builder_ = TextBuilder(c_.text);
      statements_.clear();
      return;
    }
    for (Statement& statement : statements_) {
      statement.part = source_->parts.size();
      source_->statements.push_back(std::move(statement));
    }
    statements_.clear();
    builder_.MoveTo(&part_, c_.outer);
    source_->parts.push_back(std::move(part_));
  }

  std::string Label(const Hl7Result& result) const {
    for (size_t n : {2, 5}) {
      std::string label = Hl7Value(c_.text, d_, Component(result.Field(3), n));
      if (!label.empty()) return label;
    }
    return std::string();
  }

  // ---- narrative ----

  void Narrative(const Hl7Group& group, size_t i, const std::string& group_section) {
    const Hl7Result& result = group.results[i];
    const std::string section = SectionOf(result, group_section);
    const bool known = c_.tables->Find("loinc.sections", result.code) != nullptr ||
                       c_.tables->Find("loinc.sections", result.other_code) != nullptr;
    // Lines under no code, or under codes that say nothing, are one text in their order.
    Open("text:" + (known ? result.code + "/" + result.other_code : ""), section, result);
    if (known && part_.title.empty()) part_.title = Label(result);
    const Range field = result.Field(5);
    if (first_ != result.ordinal) builder_.Insert(field.begin, "\n");
    AppendSpecimenLabel(group, i, field);
    dropped_ += AppendHl7Text(d_, field, Hl7Repetition::kLineBreak, &builder_);
  }

  // "OBX|3|TX|22637-3^…||2|lymph node: clear" becomes "2. lymph node: clear", when the sub-ids of
  // the neighbours number specimens and the text does not do it itself.
  void AppendSpecimenLabel(const Hl7Group& group, size_t i, Range field) {
    const Hl7Result& result = group.results[i];
    if (!IsSpecimenLabel(result.sub_id)) return;
    const auto same_item = [&](size_t k) {
      return k < group.results.size() && group.results[k].code == result.code &&
             IsSpecimenLabel(group.results[k].sub_id);
    };
    const bool differs =
        (i > 0 && same_item(i - 1) && group.results[i - 1].sub_id != result.sub_id) ||
        (same_item(i + 1) && group.results[i + 1].sub_id != result.sub_id);
    const bool continues =
        i > 0 && same_item(i - 1) && group.results[i - 1].sub_id == result.sub_id;
    const Range sub_id = Trim(c_.text, Component(result.Field(4), 1));
    if (!differs || continues || BeginsWithLabel(field.In(c_.text), sub_id.In(c_.text))) return;
    builder_.Copy(sub_id.begin, sub_id.end);
    builder_.Insert(sub_id.end, ". ");
  }

  // ---- questions ----

  void Question(const Hl7Result& result, const std::string& group_section) {
    const std::string section = SectionOf(result, group_section);
    Open("question:" + section, section, result);
    const bool again = result.code == question_ && !question_.empty() && !builder_.empty();
    const bool fill_in = again && result.type != "CWE" && result.type != "CE";
    if (again) {
      builder_.Insert(result.Field(5).begin, fill_in ? " " : "; ");
    } else {
      if (!builder_.EndsLine()) builder_.Insert(result.Field(3).begin, "\n");
      AppendLabel(result);
    }
    question_ = result.code;
    AppendAnswers(result);
  }

  void AppendLabel(const Hl7Result& result) {
    Range label = Trim(c_.text, Component(result.Field(3), 2));
    if (label.empty()) label = Trim(c_.text, Component(result.Field(3), 5));
    const Range code = Component(result.Field(3), 1);
    if (!label.empty()) {
      AppendHl7Text(d_, label, Hl7Repetition::kKeep, &builder_);
    } else if (const std::string* known = FindLabel(result)) {
      builder_.Replace(code.begin, code.end, *known);
    } else {
      return;
    }
    const char last = builder_.text().back();
    builder_.Insert(result.Field(3).end, last == ':' || last == '?' ? " " : ": ");
  }

  // Own wording for questions that arrive without any.
  const std::string* FindLabel(const Hl7Result& result) const {
    const std::string* file = c_.tables->Find("hl7v2.statement_files", result.system);
    if (file == nullptr) return nullptr;
    return c_.tables->Find(*file + ".labels", QuestionCode(result.code));
  }

  // "20791.100004300" -> "20791": the number behind the point names the namespace.
  static std::string QuestionCode(const std::string& code) {
    return code.substr(0, code.find('.'));
  }

  // Repetitions are further answers; the unit stands behind the last one.
  void AppendAnswers(const Hl7Result& result) {
    constexpr size_t kMostAnswers = 32;
    const Range unit = Trim(c_.text, Component(result.Field(6), 1));
    const bool measured = !unit.empty() && unit.In(c_.text) != "1" && c_.text[unit.begin] != '{';
    Range one = Hl7Piece(c_.text, result.Field(5), d_.repetition, 1);
    for (size_t n = 1; n < kMostAnswers; ++n) {
      const Range next = Hl7Piece(c_.text, result.Field(5), d_.repetition, n + 1);
      const uint32_t begin = builder_.size();
      CodedAnswer answer;
      AppendOne(result, one, &answer);
      if (measured) answer.unit = Hl7Value(c_.text, d_, unit);
      if (next.empty() && measured) {
        builder_.Insert(unit.begin, " ");
        AppendHl7Text(d_, unit, Hl7Repetition::kKeep, &builder_);
      }
      AddStatement(result, answer, begin);
      if (next.empty()) break;
      builder_.Insert(next.begin, "; ");
      one = next;
    }
  }

  void AppendOne(const Hl7Result& result, Range one, CodedAnswer* answer) {
    Range text = one;
    if (result.type == "SN") {
      // ">^5", "^3^-^4", "^2^:^10": the pieces without their separators.
      for (size_t n = 1; n <= 4; ++n) {
        AppendHl7Text(d_, Trim(c_.text, Component(one, n)), Hl7Repetition::kKeep, &builder_);
      }
      answer->relation = Hl7Value(c_.text, d_, Component(one, 1));
      answer->text = Hl7Value(c_.text, d_, Component(one, 2));
      // A range or a ratio is no number.
      if (!Component(one, 3).empty()) answer->text = Hl7Value(c_.text, d_, one);
      return;
    }
    const bool coded =
        result.type == "CWE" || result.type == "CE" || result.type == "CNE" || result.type == "CF";
    if (coded) {
      answer->code = Hl7Value(c_.text, d_, Component(one, 1));
      for (size_t n : {2, 9, 5, 1}) {
        text = Trim(c_.text, Component(one, n));
        if (!text.empty()) break;
      }
    }
    dropped_ += AppendHl7Text(d_, Trim(c_.text, text), Hl7Repetition::kKeep, &builder_);
    answer->text = Hl7Value(c_.text, d_, text);
  }

  // What was filled in beside an answer names that answer in OBX-4: "+2131.1000043".
  std::string AnswerKey(const Hl7Result& result) const {
    std::string key = Hl7Value(c_.text, d_, Component(result.Field(4), 1));
    if (key.starts_with('+')) key.erase(0, 1);
    return key.find('.') == std::string::npos ? std::string() : key;
  }

  void AddStatement(const Hl7Result& result, const CodedAnswer& answer, uint32_t begin) {
    for (const auto& [code, system] : {std::make_pair(result.code, result.system),
                                       std::make_pair(AnswerKey(result), result.system),
                                       std::make_pair(result.other_code, result.other_system)}) {
      const std::string* file = c_.tables->Find("hl7v2.statement_files", system);
      if (code.empty() || file == nullptr) continue;
      const StatementRule* rule =
          c_.tables->FindStatement(*file + ".statements", QuestionCode(code));
      Statement statement;
      if (rule == nullptr || !MakeStatement(*rule, answer, &statement)) continue;
      statement.begin = begin;
      statement.end = builder_.size();
      if (statement.end > statement.begin) statements_.push_back(std::move(statement));
      return;
    }
  }

  void File(const Hl7Result& result, const std::string& group_section) {
    Flush();
    AppendHl7File(c_, result, SectionOf(result, group_section), source_);
  }

  const Hl7Context& c_;
  const Hl7Delimiters& d_;
  Source* source_;
  TextBuilder builder_;
  Part part_;
  bool open_ = false;
  std::string key_;       // what may join the open part
  std::string question_;  // code of the latest question of the open part
  size_t first_ = 0, last_ = 0;
  std::vector<Statement> statements_;  // of the open part
  size_t dropped_ = 0;
};

// Administrative sex, as a part of its own so that the value has its evidence.
void AppendSex(const Hl7Context& c, Source* source) {
  const std::vector<Range> pid = Hl7FirstSegment(c.text, *c.message, "PID");
  const StatementRule* rule = c.tables->FindStatement("hl7v2.statements", "PID-8");
  if (pid.size() <= 8 || rule == nullptr) return;
  const Range sex = Trim(c.text, Hl7Piece(c.text, pid[8], c.message->delimiters.component, 1));
  Statement statement;
  const std::string code(sex.In(c.text));
  if (sex.empty() || !MakeStatement(*rule, {code, code, ""}, &statement)) return;
  TextBuilder builder(c.text);
  builder.Copy(sex.begin, sex.end);
  Part part;
  part.locator = "PID-8";
  statement.part = source->parts.size();
  statement.end = builder.size();
  builder.MoveTo(&part, c.outer);
  source->parts.push_back(std::move(part));
  source->statements.push_back(std::move(statement));
}

std::string StatusOf(const Hl7Report& report, const FormatTables& tables) {
  std::string status;
  for (const Hl7Group& group : report.groups) {
    std::string own =
        tables.Get(group.document ? "hl7v2.document_status" : "hl7v2.result_status", group.status);
    if (own.empty() && !group.results.empty()) {
      own = tables.Get("hl7v2.result_status", group.results.front().status);
    }
    const bool replaces = tables.Has("hl7v2.replacing", own);
    if (!own.empty() && (status.empty() || replaces)) status = own;
  }
  if (status == "final" && report.replaced > 0) status = "corrected";
  return status;
}

}  // namespace

void AppendHl7Parts(const Hl7Context& context, const Hl7Report& report, Source* source) {
  PartWriter writer(context, source);
  for (const Hl7Group& group : report.groups) {
    writer.Group(group);
    for (const auto& [kind, date] : group.dates) AddDate(kind, date, source);
  }
  if (!HasText(*source)) {
    for (const Hl7Group& group : report.groups) writer.Markup(group);
  }
  writer.Finish();
  source->status = StatusOf(report, *context.tables);
  if (HasText(*source)) AppendSex(context, source);
  if (report.replaced > 0) {
    AddDiagnostic(Severity::kInfo, "S037", source->id,
                  std::to_string(report.replaced) + " results were replaced by corrected ones",
                  source);
  }
  if (report.withdrawn > 0) {
    AddDiagnostic(Severity::kInfo, "S037", source->id,
                  std::to_string(report.withdrawn) + " withdrawn results were left out", source);
  }
}

}  // namespace pathex
