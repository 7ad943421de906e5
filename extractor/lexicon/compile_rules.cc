// Rules: patterns, emits, examples.
#include <algorithm>
#include <cmath>

#include "extractor/lexicon/compiler.h"
#include "extractor/lexicon/example.h"

namespace pathex {
namespace {

// Clauses of words beyond so many share the other bits.
constexpr int kOwnBits = Features::kWords - 32;

std::vector<std::string> PatternsOf(const Json& rule) {
  std::vector<std::string> out;
  if (rule.contains("pattern") && rule["pattern"].is_string())
    out.push_back(rule["pattern"].get<std::string>());
  if (rule.contains("patterns") && rule["patterns"].is_array()) {
    for (const Json& pattern : rule["patterns"]) {
      if (pattern.is_string()) out.push_back(pattern.get<std::string>());
    }
  }
  return out;
}

}  // namespace

std::string LexiconCompiler::ExpandShape(const std::string& name, std::set<std::string>* open) {
  auto found = shapes_.find(name);
  if (found == shapes_.end() || !open->insert(name).second) return "";
  std::string out;
  const std::string& text = found->second;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' || i + 1 >= text.size() || (text[i + 1] >= '0' && text[i + 1] <= '9') ||
        text[i + 1] == ',') {
      out += text[i];
      continue;
    }
    const size_t close = text.find('}', i);
    if (close == std::string::npos) return "";
    const std::string inner = ExpandShape(text.substr(i + 1, close - i - 1), open);
    if (inner.empty()) return "";
    out += "(?:" + inner + ")";
    i = close;
  }
  open->erase(name);
  return out;
}

PatternResolver LexiconCompiler::NoNames() {
  PatternResolver resolver;
  resolver.name = [](const PatternName& name) -> Result<ResolvedName> {
    return Error{"L005", "", "a shape may not name a term: {" + name.name + "}"};
  };
  return resolver;
}

Result<ResolvedName> LexiconCompiler::Resolve(TopicDraft* draft, const PatternName& name,
                                              bool collecting) {
  ResolvedName out;
  const int term_index = collecting                      ? AddTerm(draft, name.name)
                         : draft->terms.count(name.name) ? draft->terms.at(name.name)
                                                         : -1;
  if (term_index < 0) {
    std::set<std::string> open;
    const std::string shape = ExpandShape(name.name, &open);
    if (shape.empty()) {
      std::vector<std::string> known;
      for (const auto& [term, owners] : terms_) known.push_back(term);
      for (const auto& [s, text] : shapes_) known.push_back(s);
      const std::string near = DidYouMean(name.name, known);
      return Error{"L005", "",
                   "there is no term or shape {" + name.name + "}" +
                       (near.empty() ? "" : "; did you mean {" + near + "}?")};
    }
    PatternResolver inner = NoNames();
    inner.words = Resolver(draft, collecting).words;
    Result<TranslatedPattern> text = TranslatePattern(shape, inner);
    if (!text) return text.error();
    out.regex = "(?:" + text->regex + ")";
    out.required = std::move(text->required);
    return out;
  }
  Selector selector;
  selector.term = term_index;
  const Term& term = *out_->topics[draft->index].terms[term_index];
  for (const std::string& wanted : name.values) {
    size_t v = 0;
    while (v < term.values.size() && term.values[v].name != wanted) ++v;
    if (v == term.values.size()) {
      std::vector<std::string> known;
      for (const TermValue& value : term.values) known.push_back(value.name);
      const std::string near = DidYouMean(wanted, known);
      return Error{"L005", "",
                   "\"" + wanted + "\" is no value of the term {" + name.name + "}" +
                       (near.empty() ? "" : "; did you mean \"" + near + "\"?")};
    }
    selector.values.push_back(static_cast<uint16_t>(v));
  }
  std::sort(selector.values.begin(), selector.values.end());
  if (collecting) {
    draft->selectors.try_emplace(selector, static_cast<int>(draft->selectors.size()));
    out.regex = "x";
  } else {
    out.regex = draft->selector_regex[selector];
    const Features features = draft->selector_features[selector];
    if (!features.empty()) out.required.push_back(features);
  }
  out.term = term_index;
  return out;
}

PatternResolver LexiconCompiler::Resolver(TopicDraft* draft, bool collecting) {
  PatternResolver resolver;
  resolver.list_separator = out_->rules_of_language.list_separator;
  resolver.name = [this, draft, collecting](const PatternName& name) {
    return Resolve(draft, name, collecting);
  };
  if (collecting) return resolver;
  resolver.words = [this, draft](const std::vector<std::string>& spellings) {
    return FeatureOf(draft, spellings);
  };
  return resolver;
}

Features LexiconCompiler::FeatureOf(TopicDraft* draft, const std::vector<std::string>& spellings) {
  Features features;
  std::string clause;
  for (const std::string& word : spellings) {
    if (stop_words_.count(word)) return features;
    clause += (clause.empty() ? "" : "|") + word;
  }
  const int next = static_cast<int>(draft->word_bits.size());
  const auto [found, is_new] = draft->word_bits.try_emplace(clause, next);
  if (is_new) {
    for (const std::string& word : spellings) out_->vocabulary.Add(word);
    // The last bits are shared by all clauses for which there is no bit left: any of them will do.
    if (next >= kOwnBits) found->second = kOwnBits + next % (Features::kWords - kOwnBits);
  }
  features.SetWord(found->second);
  return features;
}

// Before all patterns: what a rule says needs bits of its own.
void LexiconCompiler::CollectTriggers(TopicDraft* draft, const std::string& pointer,
                                      const Json& json) {
  if (!json.is_object() || !json.contains("triggers") || !json["triggers"].is_array()) return;
  std::vector<std::string> words;
  for (const Json& word : json["triggers"]) {
    if (word.is_string()) words.push_back(word.get<std::string>());
  }
  FeatureOf(draft, words);
  if (static_cast<int>(draft->word_bits.size()) == kOwnBits + 1) {
    Fault(*draft->file, pointer + "/triggers", "L013",
          "more than " + std::to_string(kOwnBits) +
              " different triggers in the rules of one topic: split the topic");
  }
}

void LexiconCompiler::CollectSelectors(TopicDraft* draft) {
  const Json& root = draft->file->document.root;
  if (root.contains("rules") && root["rules"].is_array()) {
    const PatternResolver resolver = Resolver(draft, /*collecting=*/true);
    for (const Json& rule : root["rules"]) {
      for (const std::string& pattern : PatternsOf(rule)) {
        (void)TranslatePattern(pattern, resolver)
            .has_value();  // faults are reported on the second pass
      }
    }
  }
  Enter(*draft->file, "/panel");
  if (root.contains("panel") && root["panel"].contains("classes")) {
    for (const Json& spec : root["panel"]["classes"]) {
      if (!spec.is_string()) continue;
      const std::string text = spec.get<std::string>();
      if (!text.empty() && text[0] != '{') AddTerm(draft, text.substr(0, text.find('=')));
    }
    if (root["panel"].contains("drop")) AddTerm(draft, root["panel"]["drop"].get<std::string>());
  }
}

bool LexiconCompiler::ReadRuleHead(TopicDraft* draft, const std::string& pointer, const Json& json,
                                   Rule* rule) {
  const LexiconFile& file = *draft->file;
  const std::string id = json.value("id", "");
  if (id.empty()) {
    Fault(file, pointer, "L003", "a rule needs an \"id\"");
    return false;
  }
  if (!json.contains("about"))
    Fault(file, pointer + "/id", "L003", "a rule says in \"about\" what it reads");
  rule->id = file.language + "/" + id;
  rule->about = json.value("about", "");
  rule->file = file.name;
  rule->topic = draft->index;
  if (!rule_ids_.insert(rule->id).second)
    Fault(file, pointer + "/id", "L011", "two rules have the id \"" + id + "\"");
  rule->priority = json.value("priority", 0);
  rule->weight = json.value("weight", 0);
  rule->keep_negated = json.value("keep_negated", false);
  rule->keep_overlap = json.value("keep_overlap", false);
  if (json.contains("sections"))
    rule->sections = Strings(file, pointer + "/sections", json["sections"]);
  if (json.contains("not_sections"))
    rule->not_sections = Strings(file, pointer + "/not_sections", json["not_sections"]);
  AddAlike(&rule->sections);
  AddAlike(&rule->not_sections);
  return true;
}

void LexiconCompiler::ReadRule(TopicDraft* draft, const std::string& pointer, const Json& json) {
  if (!CheckKeys(*draft->file, pointer, json,
                 {"id", "about", "pattern", "patterns", "emits", "sections", "not_sections",
                  "priority", "weight", "keep_negated", "keep_overlap", "triggers", "examples"})) {
    return;
  }
  Rule rule;
  if (!ReadRuleHead(draft, pointer, json, &rule)) return;
  ReadPatterns(draft, pointer, json, &rule);
  ReadEmits(draft, pointer, json, &rule);
  ReadExamples(draft, pointer, json, &rule);
  out_->topics[draft->index].rules.push_back(static_cast<uint16_t>(out_->rules.size()));
  out_->rules.push_back(std::move(rule));
}

void LexiconCompiler::ReadPatterns(TopicDraft* draft, const std::string& pointer, const Json& json,
                                   Rule* rule) {
  const LexiconFile& file = *draft->file;
  const PatternResolver resolver = Resolver(draft, /*collecting=*/false);
  const std::vector<std::string> sources = PatternsOf(json);
  if (sources.empty())
    Fault(file, pointer + "/id", "L003", "a rule needs a \"pattern\" or \"patterns\"");
  for (size_t i = 0; i < sources.size(); ++i) {
    std::string at = pointer + "/pattern";
    if (json.contains("patterns"))
      at = pointer + "/patterns/" + std::to_string(i - (json.contains("pattern") ? 1 : 0));
    Result<TranslatedPattern> translated = TranslatePattern(sources[i], resolver);
    if (!translated) {
      Fault(file, at, translated.error().code, translated.error().message);
      continue;
    }
    Result<Regex> regex = Regex::Compile(translated->regex);
    if (!regex) {
      Fault(file, at, regex.error().code, regex.error().message);
      continue;
    }
    if (regex->matches_empty()) Fault(file, at, "L010", "this pattern matches the empty text");
    const size_t in_order = translated->required.size();
    if (json.contains("triggers")) {
      const Features own = FeatureOf(draft, Strings(file, pointer + "/triggers", json["triggers"]));
      if (!own.empty()) translated->required.push_back(own);
      rule->triggers = own;
    }
    rule->patterns.push_back({std::move(*regex),
                              std::move(translated->groups),
                              std::move(translated->required),
                              in_order,
                              sources[i],
                              {}});
  }
}

void LexiconCompiler::ReadRules(TopicDraft* draft) {
  const Json& rules = draft->file->document.root["rules"];
  if (!rules.is_array()) return Fault(*draft->file, "/rules", "L003", "expected a list of rules");
  const auto pointer_of = [](size_t i) { return "/rules/" + std::to_string(i); };
  for (size_t i = 0; i < rules.size(); ++i) CollectTriggers(draft, pointer_of(i), rules[i]);
  for (size_t i = 0; i < rules.size(); ++i) {
    const std::string pointer = pointer_of(i);
    Enter(*draft->file, pointer);
    ReadRule(draft, pointer, rules[i]);
  }
}

}  // namespace pathex
