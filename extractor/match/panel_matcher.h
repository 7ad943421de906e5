// PanelMatcher: the panels of one topic on one class string. Internal to extractor/match.
#ifndef PATHEX_EXTRACTOR_MATCH_PANEL_MATCHER_H_
#define PATHEX_EXTRACTOR_MATCH_PANEL_MATCHER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/match/find.h"
#include "extractor/match/panel.h"
#include "extractor/match/slots.h"

namespace pathex {

class PanelMatcher {
 public:
  // Searches the classes that the scratch holds, those of a block. `naive`: by RE2 alone.
  PanelMatcher(const Text& text, const Outline& outline, const Reading& reading,
               const Lexicon& lexicon, uint16_t topic, bool naive, PanelScratch* scratch,
               std::vector<FoundMention>* out);

  // Adds what one of the topic's panels says, and crosses out what it took. `number`: index into
  // the rules of the grammar, which are tried in their order. Whether it matched at all.
  bool Run(size_t number);

 private:
  bool InSection(const Rule& rule, Capture whole) const;
  uint32_t UnitOf(uint32_t word) const;
  void Consume(const Rule& rule, Capture used);
  // What is left of a match without what was only looked at.
  Capture Used(const Rule& rule) const;
  void Emits(uint16_t r, const Rule& rule, Capture whole);
  bool Search(const Regex& regex, std::string_view classes, size_t from,
              std::vector<Capture>* captures) const;
  const TermValue* ValueOf(const Hit& hit, int term) const;
  Caught CatchIn(Capture range, const PanelGroups::Source& source) const;
  Caught CatchFor(const Rule& rule, size_t emit) const;
  void Add(uint16_t r, const Rule& rule, Capture whole, Capture item, bool by_item);
  void AddRepairs(uint32_t first, uint32_t last, Mention* mention) const;

  const Text& text_;
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const Topic& topic_;
  const PanelGrammar& grammar_;
  const std::vector<Hit>& hits_;
  const bool naive_;
  PanelScratch* scratch_;
  std::vector<FoundMention>* out_;
  uint32_t match_ = 1u << 30;  // apart from the matches of phrase rules
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_PANEL_MATCHER_H_
