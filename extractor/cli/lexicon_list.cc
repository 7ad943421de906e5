#include "extractor/cli/lexicon_list.h"

#include <algorithm>
#include <map>
#include <set>

namespace pathex {
namespace {

std::string Row(const std::vector<std::string>& columns) {
  std::string out;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += '\t';
    for (const char c : columns[i]) out += c == '\t' || c == '\n' ? ' ' : c;
  }
  return out + "\n";
}

std::string Joined(const std::set<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string Number(size_t n) { return std::to_string(n); }

// Names of files say where a rule of the folder without language comes from.
bool SharedByAll(const std::string& file) { return file.starts_with("any/"); }

std::string Languages(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"language", "topics", "terms", "rules", "examples", "cues", "sections"});
  for (const Lexicon* lexicon : languages) {
    size_t examples = 0;
    for (const Rule& rule : lexicon->rules) examples += rule.match.size() + rule.reject.size();
    std::set<std::string> topics;
    for (const Rule& rule : lexicon->rules) topics.insert(rule.file);
    out += Row({lexicon->language, Number(topics.size()), Number(lexicon->terms.size()),
                Number(lexicon->rules.size()), Number(examples), Number(lexicon->cues.size()),
                Number(lexicon->sections.size())});
  }
  return out;
}

std::string Topics(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"language", "topic", "file", "rules", "of them panels"});
  for (const Lexicon* lexicon : languages) {
    for (size_t t = 0; t < lexicon->topics.size(); ++t) {
      size_t rules = 0, panels = 0;
      for (const Rule& rule : lexicon->rules) {
        rules += rule.topic == t;
        panels += rule.topic == t && rule.panel;
      }
      const Topic& topic = lexicon->topics[t];
      if (rules > 0) {
        out += Row({lexicon->language, topic.name, topic.file, Number(rules), Number(panels)});
      }
    }
  }
  return out;
}

std::string Rules(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"rule", "file", "mention", "slots", "examples", "about"});
  for (const Lexicon* lexicon : languages) {
    for (const Rule& rule : lexicon->rules) {
      std::set<std::string> slots;
      for (const Emit& emit : rule.emits) slots.insert(emit.slot);
      out += Row({rule.id, rule.file, rule.mention, Joined(slots),
                  Number(rule.match.size() + rule.reject.size()), rule.about});
    }
  }
  return out;
}

std::string Fields(const std::vector<const Lexicon*>& languages) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, size_t>> rules;
  for (const Lexicon* lexicon : languages) {
    for (const Rule& rule : lexicon->rules) {
      std::set<std::string> slots;
      for (const Emit& emit : rule.emits) slots.insert(emit.slot);
      for (const std::string& slot : slots) ++rules[{rule.mention, slot}][lexicon->language];
    }
  }
  std::string out = Row({"mention", "slot", "rules by language"});
  for (const auto& [field, by_language] : rules) {
    std::set<std::string> counts;
    for (const auto& [language, n] : by_language) counts.insert(language + " " + Number(n));
    out += Row({field.first, field.second, Joined(counts)});
  }
  return out;
}

std::string Terms(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"language", "term", "file", "values", "forms"});
  for (const Lexicon* lexicon : languages) {
    for (const Term& term : lexicon->terms) {
      size_t forms = 0;
      for (const TermValue& value : term.values) forms += value.forms.size();
      out += Row(
          {lexicon->language, term.name, term.origin, Number(term.values.size()), Number(forms)});
    }
  }
  return out;
}

std::string Values(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"language", "term", "value", "file", "forms"});
  for (const Lexicon* lexicon : languages) {
    for (const Term& term : lexicon->terms) {
      for (const TermValue& value : term.values) {
        std::string forms;
        for (const std::string& form : value.forms) forms += (forms.empty() ? "" : " | ") + form;
        out += Row({lexicon->language, term.name, value.name, term.origin, forms});
      }
    }
  }
  return out;
}

std::string Sections(const std::vector<const Lexicon*>& languages) {
  std::map<std::string, std::set<std::string>> by_id;
  for (const Lexicon* lexicon : languages) {
    for (const SectionRule& section : lexicon->sections)
      by_id[section.id].insert(lexicon->language);
  }
  std::string out = Row({"section", "languages with headings"});
  for (const auto& [id, in] : by_id) out += Row({id, Joined(in)});
  return out;
}

std::string Cues(const std::vector<const Lexicon*>& languages) {
  std::string out = Row({"cue", "direction", "words", "examples"});
  for (const Lexicon* lexicon : languages) {
    for (const Cue& cue : lexicon->cues) {
      if (cue.id.empty()) continue;
      const char* direction = cue.forward && cue.backward ? "both"
                              : cue.backward              ? "backward"
                                                          : "forward";
      out += Row({cue.id, cue.pseudo ? "shield" : direction,
                  cue.max_words == 0 ? "all" : std::to_string(cue.max_words),
                  Number(cue.match.size() + cue.reject.size())});
    }
  }
  return out;
}

}  // namespace

std::string ListLexicon(const std::vector<const Lexicon*>& languages, const std::string& what) {
  if (what == "topics") return Topics(languages);
  if (what == "rules") return Rules(languages);
  if (what == "fields") return Fields(languages);
  if (what == "terms") return Terms(languages);
  if (what == "values") return Values(languages);
  if (what == "sections") return Sections(languages);
  if (what == "cues") return Cues(languages);
  return Languages(languages);
}

std::string ListDifferences(const std::vector<const Lexicon*>& languages) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> having;  // (kind, name)
  std::set<std::string> all;
  for (const Lexicon* lexicon : languages) {
    all.insert(lexicon->language);
    for (const Rule& rule : lexicon->rules) {
      if (SharedByAll(rule.file)) continue;
      having[{"rule", rule.id.substr(rule.id.find('/') + 1)}].insert(lexicon->language);
      having[{"topic", lexicon->topics[rule.topic].name}].insert(lexicon->language);
    }
  }
  std::string out = Row({"kind", "name", "in", "not in"});
  for (const auto& [thing, in] : having) {
    if (in.size() == all.size()) continue;
    std::set<std::string> lacking;
    std::set_difference(all.begin(), all.end(), in.begin(), in.end(),
                        std::inserter(lacking, lacking.end()));
    out += Row({thing.first, thing.second, Joined(in), Joined(lacking)});
  }
  return out;
}

}  // namespace pathex
