// Coverage: what of the lexicons a corpus uses, and what of the corpus the lexicons miss.
//
//   Coverage coverage(lexicons);
//   for (...) coverage.Read(text, lexicon, "report.txt");
//   output.Write(coverage.Table(50));
//
// The table holds sentences of the reports: it is for the author of rules, never for a log.
#ifndef PATHEX_EXTRACTOR_CLI_COVERAGE_H_
#define PATHEX_EXTRACTOR_CLI_COVERAGE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/lexicon/lexicon_set.h"
#include "extractor/match/find.h"

namespace pathex {

class Coverage {
 public:
  // `lexicons` outlives the coverage.
  explicit Coverage(const LexiconSet& lexicons);

  // Reads one part of a report. `section` as in FindOutline; `path` for the table.
  void Read(std::string_view text, std::string_view section, const Lexicon& lexicon,
            const std::string& path);

  // Tab-separated, with a header, in this order for each language that was read:
  //   rule      that never fired, or fired and always lost to another
  //   value     of a term none of whose forms occurred
  //   sentence  that met all trigger words of a rule of the topic, yet the topic read nothing in
  //   it,
  //             or that holds a key of a panel that was not read; equal sentences are counted
  //             together, the most frequent first, at most `limit` a topic (0 = all)
  std::string Table(size_t limit) const;

 private:
  struct Missed {
    size_t count = 0;
    std::string rule;   // the first rule that its words triggered
    std::string place;  // "report.txt:12", the first time
  };
  struct OfLanguage {
    const Lexicon* lexicon = nullptr;
    size_t texts = 0;
    std::vector<size_t> fired, won;  // by rule
    std::map<std::pair<const Term*, uint16_t>, size_t> values;
    std::vector<std::map<std::string, Missed>> missed;  // by topic: sentence -> how often
  };

  void CountRules(const std::vector<FoundMention>& found, OfLanguage* of) const;
  void CountValues(const Reading& reading, OfLanguage* of) const;
  void FindMissed(const Text& text, const Outline& outline, const Reading& reading,
                  const std::vector<FoundMention>& found, const std::string& path,
                  OfLanguage* of) const;

  std::vector<OfLanguage> languages_;
  Reading reading_;
  FindScratch scratch_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_COVERAGE_H_
