// Lints: what loads and runs, but was probably not meant.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "extractor/check.h"
#include "extractor/match/reading.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

// Instructions of RE2's program; ordinary rules have a few hundred.
constexpr int kLargeProgram = 4000;
constexpr size_t kMostRulesOfASentence = 3;
constexpr size_t kNamesInAMessage = 5;

class StyleCheck {
 public:
  StyleCheck(const std::vector<LexiconFile>& files, Faults* faults)
      : files_(files), faults_(faults) {}

  void CheckRule(const Rule& rule) {
    if (!seen_.insert(rule.id + rule.file).second) return;  // of "any": in every language
    for (size_t i = 0; i < rule.patterns.size(); ++i) Pattern(rule, i);
    for (const Example& example : rule.match) Sentence(rule, example);
    for (const Example& example : rule.reject) Sentence(rule, example);
  }

  void Comments(const LexiconFile& file) {
    const std::string& text = file.document.text;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      const size_t first = line.find_first_not_of(" \t");
      if (first != std::string_view::npos && line.substr(first, 2) == "//" &&
          (line.find("\"pattern\":") != line.npos || line.find("\"emits\":") != line.npos)) {
        faults_->AddText(
            Severity::kWarning,
            Render(file.document.name, text, begin + first, line.size() - first, Severity::kWarning,
                   "L045", "a rule that was commented out", "take it out; the history keeps it"));
      }
      begin = end + 1;
    }
  }

 private:
  void Warn(const Rule& rule, const std::string& pointer, std::string_view code,
            const std::string& message, const std::string& hint) {
    const LexiconFile* file = FindLexiconFile(files_, rule.file);
    if (file == nullptr) return;
    faults_->Add(Severity::kWarning, file->document, pointer, code, message, hint);
  }

  void Pattern(const Rule& rule, size_t index) {
    const CompiledPattern& pattern = rule.patterns[index];
    std::string at = PointerOfRule(rule) + "/pattern";
    const LexiconFile* file = FindLexiconFile(files_, rule.file);
    if (file != nullptr && !file->document.Has(at)) at += "s/" + std::to_string(index);
    for (const char* gap : {".*", ".+"}) {
      if (!rule.panel && pattern.source.find(gap) != std::string::npos) {
        Warn(rule, at, "L041", std::string("an unbounded gap (") + gap + ")",
             "say which words may stand there, or how many");
        break;
      }
    }
    for (const char* escape : {"\\w", "\\b", "\\s"}) {
      if (pattern.source.find(escape) != std::string::npos) {
        Warn(rule, at, "L042", std::string(escape) + " by hand",
             "word edges are the engine's work, a blank is a blank");
        break;
      }
    }
    if (const std::optional<Error> fault = pattern.regex.Verify()) {
      return Refuse(rule, at, *fault);
    }
    if (pattern.regex.program_size() > kLargeProgram) {
      Warn(rule, at, "L043",
           "a large program (" + std::to_string(pattern.regex.program_size()) + " instructions)",
           "fewer repetitions and alternatives run faster");
    }
  }

  // Found only here: loading for extraction does not show RE2 what the quick matcher knows.
  void Refuse(const Rule& rule, const std::string& pointer, const Error& fault) {
    const LexiconFile* file = FindLexiconFile(files_, rule.file);
    if (file == nullptr || !seen_.insert(rule.id + pointer + fault.code).second) return;
    faults_->Add(Severity::kError, file->document, pointer, fault.code, fault.message);
  }

  void Sentence(const Rule& rule, const Example& example) {
    std::set<std::string>& rules = rules_of_sentence_[example.text];
    if (!rules.insert(rule.id).second || rules.size() != kMostRulesOfASentence + 1) return;
    Warn(rule, example.pointer, "L044",
         "the same sentence in more than " + std::to_string(kMostRulesOfASentence) + " rules",
         "another sentence would prove more");
  }

  const std::vector<LexiconFile>& files_;
  Faults* faults_;
  std::set<std::string> seen_;
  std::map<std::string, std::set<std::string>> rules_of_sentence_;
};

using UsedValues = std::set<std::pair<const Term*, uint16_t>>;

void ReadExamples(const Lexicon& lexicon, const std::vector<Example>& examples, Reading* reading,
                  UsedValues* used) {
  for (const Example& example : examples) {
    Text text;
    Fold(example.text, &text);
    ReadForms(text, lexicon, reading);
    for (const FoundForm& form : reading->forms) {
      for (const FormOutput& output : form.outputs.all()) {
        const Topic& topic = lexicon.topics[output.topic];
        for (const auto& [term, value] : topic.entries[output.entry].meanings) {
          if (term < topic.terms.size()) used->insert({topic.terms[term], value});
        }
      }
    }
  }
}

}  // namespace

void CheckStyle(const std::vector<LexiconFile>& files, const LexiconSet& set, Faults* faults) {
  StyleCheck check(files, faults);
  for (const auto& lexicon : set.languages) {
    for (const Rule& rule : lexicon->rules) check.CheckRule(rule);
  }
  for (const LexiconFile& file : files) check.Comments(file);
}

void CheckUnusedValues(const std::vector<LexiconFile>& files, const LexiconSet& set,
                       Faults* faults) {
  for (const auto& lexicon : set.languages) {
    UsedValues used;
    Reading reading;
    for (const Rule& rule : lexicon->rules) {
      ReadExamples(*lexicon, rule.match, &reading, &used);
      ReadExamples(*lexicon, rule.reject, &reading, &used);
    }
    for (const Term& term : lexicon->terms) {
      const LexiconFile* file = FindLexiconFile(files, term.origin);
      const std::string pointer = "/terms/" + EscapePointer(term.name);
      if (file == nullptr || !file->document.Has(pointer)) continue;
      std::vector<std::string> names;
      for (uint16_t v = 0; v < term.values.size(); ++v) {
        if (used.count({&term, v}) == 0) names.push_back(term.values[v].name);
      }
      if (names.empty()) continue;
      std::string some;
      for (size_t i = 0; i < std::min(names.size(), kNamesInAMessage); ++i) some += " " + names[i];
      faults->Add(Severity::kInfo, file->document, pointer, "L046",
                  std::to_string(names.size()) + " of " + std::to_string(term.values.size()) +
                      " values of " + term.name + " occur in no example of " + lexicon->language +
                      ":" + some + (names.size() > kNamesInAMessage ? " …" : ""));
    }
  }
}

}  // namespace pathex
