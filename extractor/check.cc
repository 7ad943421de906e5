#include "extractor/check.h"

#include <algorithm>
#include <set>

#include "extractor/record/vocabulary.h"
#include "extractor/record/write.h"

namespace pathex {
namespace {

// What stands between "{" and "}" in a pattern: "status", "other:status=a|b", "marker...".
struct Selector {
  std::string group;
  std::vector<std::string> values;  // empty = all
};

std::vector<std::string> Split(std::string_view text, char at) {
  std::vector<std::string> out;
  for (size_t from = 0; from <= text.size();) {
    const size_t to = std::min(text.find(at, from), text.size());
    out.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::vector<Selector> SelectorsOf(std::string_view pattern) {
  std::vector<Selector> out;
  for (size_t open = 0; (open = pattern.find('{', open)) != std::string_view::npos; ++open) {
    const size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    std::string_view body = pattern.substr(open + 1, close - open - 1);
    if (body.ends_with("...")) body.remove_suffix(3);
    const size_t equals = body.find('=');
    const std::string_view name = body.substr(0, equals);
    Selector selector;
    selector.group = std::string(name.substr(0, name.find(':')));
    if (equals != std::string_view::npos) selector.values = Split(body.substr(equals + 1), '|');
    out.push_back(std::move(selector));
  }
  return out;
}

std::vector<std::string> NamesOf(const Term& term) {
  std::vector<std::string> out;
  for (const TermValue& value : term.values) out.push_back(value.name);
  return out;
}

// The values that a group of a phrase rule may hand to a slot; nothing when it is open text.
std::vector<std::string> ValuesOfGroup(const CompiledPattern& pattern, const std::string& group,
                                       const Topic& topic) {
  for (const PatternGroup& candidate : pattern.groups) {
    if (candidate.name != group || candidate.term < 0) continue;
    for (const Selector& selector : SelectorsOf(pattern.source)) {
      if (selector.group == group && !selector.values.empty()) return selector.values;
    }
    return NamesOf(*topic.terms[candidate.term]);
  }
  return {};
}

std::string Print(const Value& value) {
  if (value.kind == Value::Kind::kText) return value.text;
  std::string out;
  WriteValue(value, &out);
  return out;
}

class SchemaCheck {
 public:
  SchemaCheck(const std::vector<LexiconFile>& files, const Assembly& assembly, Faults* faults)
      : files_(files), vocabulary_(assembly), faults_(faults) {}

  void CheckRule(const Lexicon& lexicon, const Rule& rule) {
    if (rule.mention.empty()) return;  // a panel that only uses words up
    if (!vocabulary_.HasType(rule.mention)) {
      return Fault(rule, "/emits/mention",
                   "\"" + rule.mention + "\" is no mention of schemas/assembly.json", rule.mention,
                   vocabulary_.Types());
    }
    for (const Emit& emit : rule.emits) CheckSlot(lexicon, rule, emit);
  }

 private:
  void CheckSlot(const Lexicon& lexicon, const Rule& rule, const Emit& emit) {
    const std::string at = "/emits/" + EscapePointer(emit.slot);
    if (!vocabulary_.HasSlot(rule.mention, emit.slot)) {
      return Fault(rule, at, "\"" + emit.slot + "\" is no slot of the mention " + rule.mention,
                   emit.slot, vocabulary_.Slots(rule.mention));
    }
    const std::vector<std::string>* known = vocabulary_.Values(rule.mention, emit.slot);
    if (known == nullptr) return;
    for (const std::string& value : ValuesOf(lexicon, rule, emit)) {
      if (std::find(known->begin(), known->end(), value) != known->end()) continue;
      Fault(rule, at,
            "\"" + value + "\" is no value of " + rule.mention + "." + emit.slot +
                " in schemas/report.schema.json",
            value, *known);
    }
  }

  // What the slot may be given, as far as it can be told without running the rule.
  std::vector<std::string> ValuesOf(const Lexicon& lexicon, const Rule& rule,
                                    const Emit& emit) const {
    if (emit.groups.empty()) return {Print(emit.constant)};
    if (rule.panel || emit.converter != Converter::kNone || !emit.attribute.empty()) return {};
    std::vector<std::string> out;
    for (const CompiledPattern& pattern : rule.patterns) {
      for (const std::string& group : emit.groups) {
        for (std::string& value : ValuesOfGroup(pattern, group, lexicon.topics[rule.topic])) {
          if (std::find(out.begin(), out.end(), value) == out.end())
            out.push_back(std::move(value));
        }
      }
    }
    return out;
  }

  // Rules of "any" belong to every language: a fault of theirs is said once.
  void Fault(const Rule& rule, const std::string& below, const std::string& message,
             const std::string& word, const std::vector<std::string>& candidates) {
    const LexiconFile* file = FindLexiconFile(files_, rule.file);
    const std::string pointer = PointerOfRule(rule) + below;
    if (file == nullptr || !said_.insert(rule.file + pointer + message).second) return;
    const std::string near = DidYouMean(word, candidates);
    faults_->Add(Severity::kError, file->document, pointer, "L014", message,
                 near.empty() ? "" : "did you mean \"" + near + "\"?");
  }

  const std::vector<LexiconFile>& files_;
  const SlotVocabulary vocabulary_;
  Faults* faults_;
  std::set<std::string> said_;
};

}  // namespace

void CheckAgainstSchema(const std::vector<LexiconFile>& files, const LexiconSet& set,
                        const Assembly& assembly, Faults* faults) {
  SchemaCheck check(files, assembly, faults);
  for (const auto& lexicon : set.languages) {
    for (const Rule& rule : lexicon->rules) check.CheckRule(*lexicon, rule);
  }
  CheckSections(files, assembly, faults);
}

std::string PointerOfRule(const Rule& rule) {
  const std::vector<Example>& examples = rule.match.empty() ? rule.reject : rule.match;
  if (examples.empty()) return "";
  const std::string& pointer = examples.front().pointer;
  return pointer.substr(0, pointer.rfind("/examples/"));
}

const LexiconFile* FindLexiconFile(const std::vector<LexiconFile>& files, std::string_view name) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const LexiconFile& file) { return file.name == name; });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace pathex
