// A lexicon for tests: one topic of invented words, and reports as it reads them.
#ifndef PATHEX_TESTS_UNIT_LEXICON_FIXTURE_H_
#define PATHEX_TESTS_UNIT_LEXICON_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>

#include "extractor/base/files.h"
#include "extractor/lexicon/load.h"
#include "extractor/match/reading.h"
#include "extractor/text/fold.h"

namespace pathex {

// The lexicons of one English topic file; a fault in it fails the test.
inline Result<LexiconSet> LexiconsOf(const std::string& topic) {
  const MemoryFiles files({{"lexicons/en/topic.jsonc", topic},
                           {"lexicons/en/language.jsonc",
                            R"({"language": "en", "topic": "language", "about": "English."})"}});
  Result<LexiconSet> set = LoadLexicons("lexicons", files);
  if (!set) ADD_FAILURE() << set.error().message;
  return set;
}

// Words and forms of a report.
struct TextInForms {
  TextInForms(const std::string& report, const Lexicon& lexicon) {
    Fold(report, &text);
    ReadForms(text, lexicon, &reading);
  }

  Text text;
  Reading reading;
};

}  // namespace pathex

#endif  // PATHEX_TESTS_UNIT_LEXICON_FIXTURE_H_
