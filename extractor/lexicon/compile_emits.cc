// What rules emit, and their examples.
#include <cmath>
#include <utility>

#include "extractor/lexicon/compiler.h"
#include "extractor/lexicon/example.h"

namespace pathex {
namespace {

const std::vector<std::pair<const char*, Converter>>& Converters() {
  static const auto* table =
      new std::vector<std::pair<const char*, Converter>>{{"number", Converter::kNumber},
                                                         {"percent", Converter::kPercent},
                                                         {"millimetres", Converter::kMillimetres},
                                                         {"dimensions", Converter::kDimensions},
                                                         {"greatest", Converter::kGreatest},
                                                         {"low", Converter::kLow},
                                                         {"high", Converter::kHigh},
                                                         {"relation", Converter::kRelation},
                                                         {"text", Converter::kText},
                                                         {"lower", Converter::kLower},
                                                         {"roman", Converter::kRoman},
                                                         {"integer", Converter::kInteger},
                                                         {"tnm", Converter::kTnm},
                                                         {"millilitres", Converter::kMillilitres},
                                                         {"code", Converter::kCode},
                                                         {"last_code", Converter::kLastCode}};
  return *table;
}

// Which groups of each pattern an emit means: by index, so that matching looks up no names.
void ResolveGroups(Rule* rule) {
  for (CompiledPattern& pattern : rule->patterns) {
    for (const Emit& emit : rule->emits) {
      std::vector<uint8_t>& indices = pattern.emit_groups.emplace_back();
      for (const std::string& name : emit.groups) {
        for (size_t g = 0; g < pattern.groups.size(); ++g) {
          if (pattern.groups[g].name == name) indices.push_back(static_cast<uint8_t>(g));
        }
      }
    }
  }
}

}  // namespace

bool LexiconCompiler::ReadEmit(const LexiconFile& file, const std::string& pointer,
                               const std::string& text, Emit* emit) {
  if (text.empty() || text[0] != '{') {
    emit->constant.text = text;
    return true;
  }
  if (text.back() != '}') {
    Fault(file, pointer, "L005", "a value is a constant or one {group}");
    return false;
  }
  std::string inside = text.substr(1, text.size() - 2);
  if (const size_t bar = inside.find('|'); bar != std::string::npos) {
    const std::string name = inside.substr(bar + 1);
    inside.resize(bar);
    bool known = false;
    std::vector<std::string> names;
    for (const auto& [converter, value] : Converters()) {
      names.push_back(converter);
      if (name == converter) emit->converter = value, known = true;
    }
    if (!known) {
      const std::string near = DidYouMean(name, names);
      Fault(file, pointer, "L005", "there is no converter \"" + name + "\"",
            near.empty() ? "" : "did you mean \"" + near + "\"?");
      return false;
    }
  }
  if (const size_t dot = inside.find('.'); dot != std::string::npos) {
    emit->attribute = inside.substr(dot + 1);
    inside.resize(dot);
  }
  for (size_t from = 0; from <= inside.size();) {
    const size_t comma = std::min(inside.find(',', from), inside.size());
    std::string group = inside.substr(from, comma - from);
    std::string filter;
    if (const size_t colon = group.find(':'); colon != std::string::npos) {
      filter = group.substr(colon + 1);
      group.resize(colon);
    }
    emit->groups.push_back(group);
    emit->filters.push_back(filter);
    from = comma + 1;
  }
  return true;
}

void LexiconCompiler::ReadEmits(TopicDraft* draft, const std::string& pointer, const Json& json,
                                Rule* rule) {
  const LexiconFile& file = *draft->file;
  const std::string at = pointer + "/emits";
  if (!json.contains("emits") || !json["emits"].is_object() || !json["emits"].contains("mention")) {
    if (rule->panel) return;  // a panel without emits only consumes
    return Fault(file, pointer, "L003", "a rule \"emits\" a \"mention\" with its slots");
  }
  rule->mention = json["emits"]["mention"].get<std::string>();
  for (auto it = json["emits"].begin(); it != json["emits"].end(); ++it) {
    if (it.key() == "mention") continue;
    Emit emit;
    emit.slot = it.key();
    const std::string place = at + "/" + EscapePointer(it.key());
    if (it->is_boolean()) {
      emit.constant.kind = Value::Kind::kBool;
      emit.constant.flag = it->get<bool>();
    } else if (it->is_number()) {
      emit.constant.kind = Value::Kind::kNumber;
      emit.constant.thousandths = std::llround(it->get<double>() * 1000);
    } else if (!it->is_string() || !ReadEmit(file, place, it->get<std::string>(), &emit)) {
      continue;
    }
    for (const std::string& group : emit.groups) {
      if (rule->panel) continue;
      bool known = rule->patterns.empty();
      for (const CompiledPattern& pattern : rule->patterns) {
        for (const PatternGroup& g : pattern.groups) known = known || g.name == group;
      }
      if (!known) Fault(file, place, "L005", "no pattern of this rule has a group {" + group + "}");
    }
    rule->emits.push_back(std::move(emit));
  }
  if (!rule->panel) ResolveGroups(rule);
}

void LexiconCompiler::ReadExamples(TopicDraft* draft, const std::string& pointer, const Json& json,
                                   Rule* rule) {
  const LexiconFile& file = *draft->file;
  for (const char* kind : {"match", "reject"}) {
    if (!json.contains("examples") || !json["examples"].is_object() ||
        !json["examples"].contains(kind))
      continue;
    const std::string at = pointer + "/examples/" + kind;
    const std::vector<std::string> markups = Strings(file, at, json["examples"][kind]);
    for (size_t i = 0; i < markups.size(); ++i) {
      Result<Example> example = ParseExample(markups[i]);
      const std::string place = at + "/" + std::to_string(i);
      if (!example) {
        Fault(file, place, example.error().code, example.error().message);
        continue;
      }
      example->pointer = place;
      if (kind[0] == 'm' && example->marks.empty() && !rule->mention.empty()) {
        Fault(file, place, "L012", "a match example marks what must be found: [text](slot=value)");
      }
      (kind[0] == 'm' ? rule->match : rule->reject).push_back(std::move(*example));
    }
  }
  if ((rule->match.empty() && !rule->mention.empty()) || rule->reject.empty()) {
    Fault(file, pointer + "/id", "L012", "a rule needs at least one match and one reject example");
  }
}

}  // namespace pathex
