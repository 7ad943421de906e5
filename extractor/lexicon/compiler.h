// The compiler of one language, split over compile*.cc. Internal to extractor/lexicon.
#ifndef PATHEX_EXTRACTOR_LEXICON_COMPILER_H_
#define PATHEX_EXTRACTOR_LEXICON_COMPILER_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extractor/lexicon/faults.h"
#include "extractor/lexicon/lexicon.h"
#include "extractor/lexicon/load.h"
#include "extractor/lexicon/pattern.h"

namespace pathex {

// What a pattern may ask of a term: all its forms, or those of some values.
struct Selector {
  int term = 0;
  std::vector<uint16_t> values;  // ascending; empty = all
  bool operator<(const Selector& other) const {
    return std::tie(term, values) < std::tie(other.term, other.values);
  }
};

// A topic while it is being compiled.
struct TopicDraft {
  uint16_t index = 0;  // into Lexicon::topics
  const LexiconFile* file = nullptr;
  std::map<std::string, int> terms;                // name -> index into Topic::terms
  std::map<Selector, int> selectors;               // -> feature bit
  std::map<Selector, std::string> selector_regex;  // known after symbols are dealt out
  std::map<Selector, Features> selector_features;
  std::map<std::string, int> word_bits;  // clause of literal words -> feature bit
};

class LexiconCompiler {
 public:
  LexiconCompiler(const std::string& language, const std::vector<const LexiconFile*>& files,
                  Faults* faults)
      : language_(language), files_(files), faults_(faults), out_(std::make_unique<Lexicon>()) {}
  std::unique_ptr<Lexicon> Run();

 private:
  using Object = Json;

  void Compile();
  // What is read from here on: where the fault is when a value has another type than is asked for.
  void Enter(const LexiconFile& file, const std::string& pointer);

  // compile.cc: terms, topics, symbols
  void ReadTerms(const LexiconFile& file);
  void ReadTermValue(const LexiconFile& file, const std::string& pointer, const std::string& name,
                     const Json& json, Term* term);
  void DraftTopic(const LexiconFile& file);
  int AddTerm(TopicDraft* draft, const std::string& name);  // index into Topic::terms, or -1
  void AddForms(TopicDraft* draft, int term);
  // One spelling of a form of a term: its node in the tree of forms, or what is wrong with it.
  struct TermForm {
    uint16_t value = 0;
    uint32_t node = 0;
    std::string text;   // the spelling; of a faulty form: as it was written
    std::string exact;  // FormTree::AddOutput
    int fault = -1;     // index into form_faults_
  };
  const std::vector<TermForm>& FormsOf(const Term& term);
  TermForm AddPathOf(uint16_t value, const std::string& text, bool exact);
  void DealSymbols(TopicDraft* draft);
  void Repairs(const LexiconFile& file, const char* key, bool spelling);
  static std::string TopicOf(const Json& root);
  bool CheckKeys(const LexiconFile& file, const std::string& pointer, const Json& object,
                 const std::vector<std::string>& known);
  void Fault(const LexiconFile& file, const std::string& pointer, std::string_view code,
             std::string_view message, std::string_view hint = "");
  std::vector<std::string> Strings(const LexiconFile& file, const std::string& pointer,
                                   const Json& json);

  // compile_language.cc: language, sections, context
  void ReadLanguage(const LexiconFile& file);
  std::vector<std::string> FoldedStrings(const LexiconFile& file, const std::string& pointer,
                                         const Json& json);
  void ReadLabelWords(const LexiconFile& file, LabelWords* label_words);
  std::vector<std::pair<std::string, int64_t>> NumberTable(const LexiconFile& file,
                                                           const char* key);
  void ReadRelations(const LexiconFile& file, LanguageRules* language);
  void ReadShapes(const LexiconFile& file);
  void ReadErase(const LexiconFile& file, const Json& panel, PanelGrammar* grammar);
  void ReadSections(const LexiconFile& file);
  void ReadSection(const LexiconFile& file, const std::string& pointer, const Json& json,
                   SectionRule* section);
  // Adds the sections that are like one of `ids`.
  void AddAlike(std::vector<std::string>* ids) const;
  // The forms of a section's headings, for finding damaged ones.
  void AddHeadings(const std::vector<std::string>& forms, int section);
  void ReadContext(const LexiconFile& file);
  void ReadCue(const LexiconFile& file, const std::string& pointer, const Json& json, Term* term);
  bool ReadSets(const LexiconFile& file, const std::string& pointer, const Json& json, Cue* cue);
  uint16_t PseudoTopic(const std::string& name, const LexiconFile* file, Term** term);

  // compile_rules.cc: rules and panels
  void CollectSelectors(TopicDraft* draft);
  void ReadRules(TopicDraft* draft);
  void ReadRule(TopicDraft* draft, const std::string& pointer, const Json& json);
  bool ReadRuleHead(TopicDraft* draft, const std::string& pointer, const Json& json, Rule* rule);
  void ReadPatterns(TopicDraft* draft, const std::string& pointer, const Json& json, Rule* rule);
  void ReadEmits(TopicDraft* draft, const std::string& pointer, const Json& json, Rule* rule);
  bool ReadEmit(const LexiconFile& file, const std::string& pointer, const std::string& text,
                Emit* emit);
  void ReadExamples(TopicDraft* draft, const std::string& pointer, const Json& json, Rule* rule);
  PatternResolver Resolver(TopicDraft* draft, bool collecting);
  // What a unit has that holds one of these words; empty when that is not asked.
  Features FeatureOf(TopicDraft* draft, const std::vector<std::string>& spellings);
  void CollectTriggers(TopicDraft* draft, const std::string& pointer, const Json& json);
  Result<ResolvedName> Resolve(TopicDraft* draft, const PatternName& name, bool collecting);
  std::string ExpandShape(const std::string& name, std::set<std::string>* open);
  void ReadPanel(TopicDraft* draft);
  void ReadPanelHead(TopicDraft* draft, const Json& panel, PanelGrammar* grammar);
  void ReadShapeStarts(const Json& panel, PanelGrammar* grammar);
  void ReadPanelRules(TopicDraft* draft, const std::string& at, const Json& rules,
                      const Json& panel, PanelGrammar* grammar);
  void TakeInPanels(TopicDraft* draft, const std::string& pointer, const std::string& topic,
                    const Json& panel, PanelGrammar* grammar);
  void CheckPanelsAreTakenIn();
  void ReadPanelClasses(TopicDraft* draft, const Json& panel, PanelGrammar* grammar);
  bool ReadPanelShape(const LexiconFile& file, const std::string& pointer, const std::string& spec,
                      PanelClass* cls, PanelGrammar* grammar);
  void ReadPanelRule(TopicDraft* draft, const std::string& pointer, const Json& json,
                     const Json& panel, PanelGrammar* grammar);
  void FillSectionBits();
  void FillGates(Topic* topic);
  void FillPanelGates(Topic* topic);
  static void ResolvePanelFilters(const Topic& topic, Rule* rule);
  void FillWordFeatures();
  static void ResolvePanelGroups(Rule* rule);
  static std::string ExpandMacros(std::string pattern, const Json& panel);
  PatternResolver NoNames();

  std::string language_;
  std::vector<const LexiconFile*> files_;
  Faults* faults_;
  const LexiconFile* entered_ = nullptr;
  std::string entered_at_;
  std::set<const LexiconFile*> taken_in_;  // whose "panels" a panel has named
  std::unique_ptr<Lexicon> out_;
  std::map<std::string, std::vector<std::pair<std::string, Term*>>>
      terms_;                                              // name -> (topic, term)
  std::map<const Term*, std::vector<TermForm>> forms_of_;  // looked up only, never walked
  std::vector<Error> form_faults_;
  std::map<std::string, std::string> shapes_;
  std::set<std::string> stop_words_;
  std::vector<TopicDraft> drafts_;
  std::set<std::string> rule_ids_;
  // (topic, node, exact) -> meanings, in order of insertion a topic
  std::map<std::pair<uint16_t, std::pair<uint32_t, std::string>>,
           std::vector<std::pair<uint16_t, uint16_t>>>
      meanings_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_COMPILER_H_
