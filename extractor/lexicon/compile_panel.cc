// Panels: class strings and the RE2 patterns over them.
#include <algorithm>
#include <optional>
#include <utility>

#include "extractor/base/regex_filter.h"
#include "extractor/base/regex_tree.h"
#include "extractor/lexicon/compiler.h"

namespace pathex {
namespace {

constexpr int kMostShapes = 32;  // a bit each in PanelGrammar::shapes_from

// Deals out the panel letters of a topic's entries: the first class that fits.
void DealLetters(const PanelGrammar& grammar, Topic* topic) {
  for (Entry& entry : topic->entries) {
    for (const PanelClass& cls : grammar.classes) {
      if (cls.term < 0 || entry.panel_class != 0) continue;
      for (auto [term, value] : entry.meanings) {
        if (term != cls.term) continue;
        if (cls.values.empty() ||
            std::find(cls.values.begin(), cls.values.end(), value) != cls.values.end()) {
          entry.panel_class = cls.letter;
        }
      }
    }
    for (auto [term, value] : entry.meanings) {
      if (static_cast<int>(term) == grammar.drop_term && entry.panel_class == 0)
        entry.panel_class = '\x01';
    }
  }
}

RegexFilter FilterOf(const Regex& regex) {
  const std::optional<RegexTree> tree = ParseRegex(regex.pattern(), Letters::kAsWritten);
  return tree ? RegexFilter::Anywhere(tree->root) : RegexFilter();
}

}  // namespace

// Macros stand for one another in any order; names are capitals of two letters or more, so that
// they cannot be classes.
std::string LexiconCompiler::ExpandMacros(std::string pattern, const Json& panel) {
  if (!panel.contains("macros")) return pattern;
  // Longest first, so that the first that fits is the right one; a single letter is a class.
  std::vector<std::pair<std::string, std::string>> macros;
  ByteSet begins;
  for (auto it = panel["macros"].begin(); it != panel["macros"].end(); ++it) {
    if (it.key().size() < 2) continue;
    macros.emplace_back(it.key(), "(?:" + it->get<std::string>() + ")");
    begins.Add(static_cast<uint8_t>(it.key()[0]));
  }
  std::stable_sort(macros.begin(), macros.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  const auto macro_at = [&](size_t at) {
    return std::find_if(macros.begin(), macros.end(), [&](const auto& macro) {
      return pattern.compare(at, macro.first.size(), macro.first) == 0;
    });
  };
  for (int depth = 0; depth < 16; ++depth) {
    std::string out;
    bool changed = false;
    for (size_t i = 0; i < pattern.size();) {
      if (pattern[i] == '<') {  // a group's name
        while (i < pattern.size() && pattern[i] != '>') out += pattern[i++];
        continue;
      }
      const auto macro = begins.Has(static_cast<uint8_t>(pattern[i])) ? macro_at(i) : macros.end();
      if (macro == macros.end()) {
        out += pattern[i++];
        continue;
      }
      out += macro->second;
      i += macro->first.size();
      changed = true;
    }
    pattern = std::move(out);
    if (!changed) break;
  }
  return pattern;
}

bool LexiconCompiler::ReadPanelShape(const LexiconFile& file, const std::string& pointer,
                                     const std::string& spec, PanelClass* cls,
                                     PanelGrammar* grammar) {
  std::set<std::string> open;
  const std::string shape = ExpandShape(spec.substr(1, spec.size() - 2), &open);
  Result<TranslatedPattern> text = TranslatePattern(shape, NoNames());
  Result<Regex> regex = Regex::Compile(text ? text->regex : "(", Regex::Case::kInsensitive);
  if (shape.empty() || !text || !regex) {
    Fault(file, pointer, "L005", "there is no shape " + spec);
    return false;
  }
  cls->shape = static_cast<int>(grammar->shapes.size());
  if (cls->shape >= kMostShapes) {
    Fault(file, pointer, "L003",
          "more than " + std::to_string(kMostShapes) + " shapes in one panel");
    return false;
  }
  const ByteSet first = regex->FirstBytes();
  for (size_t byte = 0; byte < grammar->shapes_from.size(); ++byte) {
    if (first.Has(static_cast<uint8_t>(byte))) grammar->shapes_from[byte] |= 1u << cls->shape;
  }
  grammar->shapes.emplace_back(cls->letter, std::move(*regex));
  return true;
}

void LexiconCompiler::ReadPanelClasses(TopicDraft* draft, const Json& panel,
                                       PanelGrammar* grammar) {
  const LexiconFile& file = *draft->file;
  for (auto it = panel["classes"].begin(); it != panel["classes"].end(); ++it) {
    const std::string pointer = "/panel/classes/" + EscapePointer(it.key());
    if (it.key().size() != 1 || !it->is_string()) {
      Fault(file, pointer, "L003",
            "a class is one letter: \"K\": \"term\", \"term=value|value\" or \"{shape}\"");
      continue;
    }
    PanelClass cls;
    cls.letter = it.key()[0];
    std::string spec = it->get<std::string>();
    if (spec.size() > 2 && spec[0] == '{') {
      if (!ReadPanelShape(file, pointer, spec, &cls, grammar)) continue;
    } else {
      const size_t equals = spec.find('=');
      const int term = AddTerm(draft, spec.substr(0, equals));
      if (term < 0) {
        Fault(file, pointer, "L005", "there is no term \"" + spec.substr(0, equals) + "\"");
        continue;
      }
      cls.term = term;
      if (equals != std::string::npos) {
        PatternName name;
        name.name = spec.substr(0, equals);
        const Term& t = *out_->topics[draft->index].terms[term];
        for (size_t from = equals + 1; from <= spec.size();) {
          const size_t bar = std::min(spec.find('|', from), spec.size());
          const std::string wanted = spec.substr(from, bar - from);
          size_t v = 0;
          while (v < t.values.size() && t.values[v].name != wanted) ++v;
          if (v == t.values.size()) {
            Fault(file, pointer, "L005",
                  "\"" + wanted + "\" is no value of the term \"" + name.name + "\"");
          } else {
            cls.values.push_back(static_cast<uint16_t>(v));
          }
          from = bar + 1;
        }
      }
    }
    grammar->classes.push_back(std::move(cls));
  }
}

void LexiconCompiler::ReadErase(const LexiconFile& file, const Json& panel, PanelGrammar* grammar) {
  if (!panel.contains("erase")) return;
  for (size_t i = 0; i < panel["erase"].size(); ++i) {
    const std::string pointer = "/panel/erase/" + std::to_string(i);
    if (!panel["erase"][i].is_string()) {
      Fault(file, pointer, "L003", "a pattern with named groups: what they catch is left out");
      continue;
    }
    Result<Regex> regex = Regex::Compile(ExpandMacros(panel["erase"][i].get<std::string>(), panel));
    if (!regex) {
      Fault(file, pointer, regex.error().code, regex.error().message);
    } else if (regex->matches_empty()) {
      Fault(file, pointer, "L010", "this pattern matches the empty text");
    } else {
      grammar->erase.push_back(std::move(*regex));
    }
  }
}

// Names of groups -> indices, so that matching looks up no names.
void LexiconCompiler::ResolvePanelGroups(Rule* rule) {
  const auto index = [](const Regex& regex, const std::string& name) {
    const auto found = regex.group_names().find(name);
    return found == regex.group_names().end() ? -1 : found->second;
  };
  const Regex& pattern = rule->patterns[0].regex;
  PanelGroups& groups = rule->groups;
  if (rule->has_item && index(pattern, "keys") >= 0) {
    // A panel may have several stretches of keys ("… but not …").
    for (const char* name : {"keys", "keys2", "keys3"}) {
      if (index(pattern, name) >= 0) groups.keys.push_back(index(pattern, name));
    }
    groups.key = index(rule->item, "key");
    groups.rest = index(rule->item, "rest");
  }
  groups.behind = index(pattern, "behind");
  groups.ahead = index(pattern, "ahead");
  for (const Emit& emit : rule->emits) {
    auto& sources = groups.emits.emplace_back();
    for (const std::string& name : emit.groups) {
      sources.push_back({groups.keys.empty() ? -1 : index(rule->item, name), index(pattern, name)});
    }
  }
}

void LexiconCompiler::ReadPanelRule(TopicDraft* draft, const std::string& pointer, const Json& json,
                                    const Json& panel, PanelGrammar* grammar) {
  const LexiconFile& file = *draft->file;
  if (!CheckKeys(file, pointer, json,
                 {"id", "about", "pattern", "item", "emits", "sections", "not_sections", "weight",
                  "keep_negated", "examples", "consume"})) {
    return;
  }
  Rule rule;
  rule.panel = true;
  rule.keep_overlap = true;  // tokens are consumed instead
  if (!ReadRuleHead(draft, pointer, json, &rule)) return;
  Result<Regex> regex = Regex::Compile(ExpandMacros(json.value("pattern", ""), panel));
  if (!regex) return Fault(file, pointer + "/pattern", regex.error().code, regex.error().message);
  if (regex->matches_empty())
    return Fault(file, pointer + "/pattern", "L010", "this pattern matches the empty text");
  std::vector<PatternGroup> groups(regex->group_count());
  for (const auto& [name, index] : regex->group_names()) groups[index - 1].name = name;
  rule.patterns.push_back(
      {std::move(*regex), std::move(groups), {}, 0, json.value("pattern", ""), {}});
  if (json.contains("item")) {
    Result<Regex> item = Regex::Compile(ExpandMacros(json["item"].get<std::string>(), panel));
    if (!item) return Fault(file, pointer + "/item", item.error().code, item.error().message);
    rule.item = std::move(*item);
    rule.has_item = true;
  }
  ReadEmits(draft, pointer, json, &rule);
  ResolvePanelGroups(&rule);
  rule.groups.consume = ByteSet::Of(json.value("consume", ""));
  ReadExamples(draft, pointer, json, &rule);
  grammar->rules.push_back(static_cast<uint16_t>(out_->rules.size()));
  out_->rules.push_back(std::move(rule));
}

// What a text may begin with that is a shape: signs and words of the relations, `shape_words`.
void LexiconCompiler::ReadShapeStarts(const Json& panel, PanelGrammar* grammar) {
  const auto start = [&](WordId id) {
    if (id == kUnknownWord) return;
    if (id >= grammar->shape_starts.size()) grammar->shape_starts.resize(id + 1, false);
    grammar->shape_starts[id] = true;
  };
  for (const auto& [form, sign] : out_->rules_of_language.relations) {
    const std::vector<Word> words = CutPlain(form);
    if (!words.empty())
      start(out_->vocabulary.Find(std::string_view(form).substr(0, words[0].end)));
  }
  for (const Json& word : panel.value("shape_words", Json::array())) {
    start(out_->vocabulary.Add(word.get<std::string>()));
  }
}

void LexiconCompiler::ReadPanelHead(TopicDraft* draft, const Json& panel, PanelGrammar* grammar) {
  const auto letter = [&](const char* key, char fallback) {
    const std::string text = panel.value(key, std::string(1, fallback));
    return text.empty() ? '\0' : text[0];
  };
  grammar->unknown = letter("unknown", 'u');
  grammar->unknown_many = letter("unknown_many", 'U');
  grammar->line_break = panel.contains("line_break") ? letter("line_break", '\0') : '\0';
  grammar->unknown_max = panel.value("unknown_max", 3);
  grammar->share_head = panel.contains("share_head") ? letter("share_head", '\0') : '\0';
  grammar->stop = panel.contains("stop") ? letter("stop", '\0') : '\0';
  if (panel.contains("drop")) grammar->drop_term = AddTerm(draft, panel["drop"].get<std::string>());
  for (char c : panel.value("consume", "")) grammar->consume[static_cast<uint8_t>(c)] = true;
  for (char c : panel.value("keys", "")) grammar->key[static_cast<uint8_t>(c)] = true;
}

// The panels of one list in their order; those of another file where it is named.
void LexiconCompiler::ReadPanelRules(TopicDraft* draft, const std::string& at, const Json& rules,
                                     const Json& panel, PanelGrammar* grammar) {
  for (size_t i = 0; i < rules.size(); ++i) {
    const std::string pointer = at + "/" + std::to_string(i);
    Enter(*draft->file, pointer);
    if (rules[i].is_string()) {
      TakeInPanels(draft, pointer, rules[i].get<std::string>(), panel, grammar);
      continue;
    }
    Json rule = rules[i];
    if (!rule.contains("item") && panel.contains("item") && rule.contains("emits"))
      rule["item"] = panel["item"];
    if (!rule.contains("keep_negated") && panel.contains("keep_negated"))
      rule["keep_negated"] = panel["keep_negated"];
    ReadPanelRule(draft, pointer, rule, panel, grammar);
  }
}

void LexiconCompiler::TakeInPanels(TopicDraft* draft, const std::string& pointer,
                                   const std::string& topic, const Json& panel,
                                   PanelGrammar* grammar) {
  std::vector<std::string> known;
  for (const LexiconFile* file : files_) {
    const Json& root = file->document.root;
    if (!root.contains("panels")) continue;
    known.push_back(TopicOf(root));
    if (known.back() != topic) continue;
    if (!taken_in_.insert(file).second) {
      return Fault(*draft->file, pointer, "L005",
                   "the panels of \"" + topic + "\" are taken in twice");
    }
    const LexiconFile* const home = std::exchange(draft->file, file);
    ReadPanelRules(draft, "/panels", root["panels"], panel, grammar);
    draft->file = home;
    return;
  }
  const std::string near = DidYouMean(topic, known);
  Fault(*draft->file, pointer, "L005", "no file of the topic \"" + topic + "\" has \"panels\"",
        near.empty() ? "" : "did you mean \"" + near + "\"?");
}

void LexiconCompiler::ReadPanel(TopicDraft* draft) {
  const LexiconFile& file = *draft->file;
  Enter(file, "/panel");
  const Json& panel = file.document.root["panel"];
  if (!CheckKeys(file, "/panel", panel,
                 {"classes", "drop", "unknown", "unknown_many", "unknown_max", "line_break", "keys",
                  "consume", "macros", "panels", "item", "erase", "stop", "keep_negated",
                  "shape_words", "share_head"}) ||
      !panel.contains("classes") || !panel.contains("panels")) {
    return;
  }
  auto grammar = std::make_unique<PanelGrammar>();
  ReadPanelHead(draft, panel, grammar.get());
  ReadPanelClasses(draft, panel, grammar.get());
  ReadErase(file, panel, grammar.get());
  DealLetters(*grammar, &out_->topics[draft->index]);
  ReadShapeStarts(panel, grammar.get());
  ReadPanelRules(draft, "/panel/panels", panel["panels"], panel, grammar.get());
  out_->topics[draft->index].panel = std::move(grammar);
}

// Once all terms of the topic are known.
void LexiconCompiler::ResolvePanelFilters(const Topic& topic, Rule* rule) {
  for (size_t e = 0; e < rule->emits.size(); ++e) {
    for (size_t g = 0; g < rule->emits[e].filters.size(); ++g) {
      const std::string& filter = rule->emits[e].filters[g];
      PanelGroups::Source& source = rule->groups.emits[e][g];
      const auto term = std::find_if(topic.terms.begin(), topic.terms.end(),
                                     [&](const Term* t) { return t->name == filter; });
      if (term != topic.terms.end()) source.term = static_cast<int>(term - topic.terms.begin());
      if (filter.empty()) source.term = PanelGroups::Source::kAnyTerm;
      if (filter.size() == 1) source.letter = filter[0];
    }
  }
}

void LexiconCompiler::FillPanelGates(Topic* topic) {
  PanelGrammar* grammar = topic->panel.get();
  for (const uint16_t r : grammar->rules) {
    Rule& rule = out_->rules[r];
    Gates::Needs needs;
    needs.bytes = rule.patterns[0].regex.required();
    needs.sections = rule.section_bits;
    grammar->gates.Add(needs);
    grammar->rule_filters.push_back(FilterOf(rule.patterns[0].regex));
    ResolvePanelFilters(*topic, &rule);
  }
  grammar->gates.Freeze();
  for (const Regex& regex : grammar->erase) grammar->erase_filters.push_back(FilterOf(regex));
  for (const auto& [letter, regex] : grammar->shapes) {
    const std::optional<RegexTree> tree = ParseRegex(regex.pattern(), Letters::kEitherCase);
    grammar->shape_filters.push_back(tree ? RegexFilter::AtStart(tree->root) : RegexFilter());
  }
  for (const Entry& entry : topic->entries) {
    grammar->letters.push_back(static_cast<uint8_t>(entry.panel_class));
  }
  for (size_t byte = 0; byte < grammar->key.size(); ++byte) {
    if (grammar->key[byte]) grammar->key_letters.Add(static_cast<uint8_t>(byte));
  }
  ByteSet* other = &grammar->other_letters;
  for (const auto& [letter, regex] : grammar->shapes) other->Add(static_cast<uint8_t>(letter));
  for (const char letter : {grammar->unknown, grammar->unknown_many, grammar->line_break}) {
    other->Add(static_cast<uint8_t>(letter));
  }
  other->Add(ByteSet::Of("k_"));
}

void LexiconCompiler::CheckPanelsAreTakenIn() {
  for (const LexiconFile* file : files_) {
    if (!file->document.root.contains("panels") || taken_in_.count(file) > 0) continue;
    Fault(*file, "/panels", "L005", "no panel takes these in",
          "name \"" + TopicOf(file->document.root) + "\" where they belong in its \"panels\"");
  }
}

}  // namespace pathex
