// Patterns: which literal words a unit must hold. A word that may be glued to another is none.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/lexicon/pattern.h"

namespace pathex {
namespace {

// The clauses of literal words that a pattern asks for, each "word|word"; {name} is any term.
std::vector<std::string> Clauses(std::string_view pattern) {
  std::vector<std::string> clauses;
  PatternResolver resolver;
  resolver.name = [](const PatternName&) -> Result<ResolvedName> {
    ResolvedName resolved;
    resolved.regex = "[\\x80]";
    resolved.term = 0;
    return resolved;
  };
  resolver.words = [&](const std::vector<std::string>& spellings) {
    std::string clause;
    for (const std::string& word : spellings) clause += (clause.empty() ? "" : "|") + word;
    Features features;
    features.SetWord(static_cast<int>(clauses.size()));
    clauses.push_back(clause);
    return features;
  };
  const Result<TranslatedPattern> translated = TranslatePattern(pattern, resolver);
  if (!translated) return {"fault " + translated.error().code};
  std::vector<std::string> required;
  for (const Features& features : translated->required) {
    for (size_t c = 0; c < clauses.size(); ++c) {
      Features one;
      one.SetWord(static_cast<int>(c));
      if (features.Meets(one)) required.push_back(clauses[c]);
    }
  }
  return required;
}

using Strings = std::vector<std::string>;

TEST(Pattern, WholeWordsAreAskedForFromLeftToRight) {
  EXPECT_EQ(Clauses("margins? of {site} (?:is|are) involved"),
            (Strings{"margin|margins", "of", "is", "are", "involved"}));
  EXPECT_EQ(Clauses("{marker} ?[:-]? ?negative"), (Strings{"negative"}));
  EXPECT_EQ(Clauses("(?:the )?tumou?r"), (Strings{"tumor|tumour"}));
}

TEST(Pattern, AWordMayHoldAGroupOfLetters) {
  EXPECT_EQ(Clauses("{percent} necro(?:tic|sis)"), (Strings{"necrosis|necrotic"}));
  EXPECT_EQ(Clauses("local(?:ly)? recurred"), (Strings{"local|locally", "recurred"}));
  EXPECT_EQ(Clauses("(?:re)?excision(?:al)? biopsy"),
            (Strings{"excision|excisional|reexcision|reexcisional", "biopsy"}));
  EXPECT_EQ(Clauses("resect(?:ion|ed)+ margin"), (Strings{"margin"}));
  EXPECT_EQ(Clauses("metasta(?:s[ei]s|tic) node"), (Strings{"node"}));
}

TEST(Pattern, AWordThatMayBeGluedToAnotherIsNotAskedFor) {
  EXPECT_EQ(Clauses("lymph ?node"), Strings());
  EXPECT_EQ(Clauses("{marker} ?[a-z]? ?negative"), Strings());
  EXPECT_EQ(Clauses("(?:non-?)?invasive"), Strings());
  EXPECT_EQ(Clauses("[a-z]+oma present"), (Strings{"present"}));
  EXPECT_EQ(Clauses("(?:[a-z]+|{x})?necrosis"), Strings());
}

TEST(Pattern, BehindAGroupAWordIsWholeWhenEveryBranchEndsAtAnEdge) {
  EXPECT_EQ(Clauses("(?:of the |: ?)specimen"), (Strings{"specimen"}));
  EXPECT_EQ(Clauses("(?:of the |[a-z]+)specimen"), Strings());
}

TEST(Pattern, AClassEndsAWordUnlessItHasLetters) {
  EXPECT_EQ(Clauses("(?:^|[.;,(\\n] ?|total )sum ?[:=]"), (Strings{"sum"}));
  EXPECT_EQ(Clauses("necrosis[^0-9 a-z-]"), (Strings{"necrosis"}));
  EXPECT_EQ(Clauses("[0-9]necrosis[,;]?"), (Strings{"necrosis"}));
  EXPECT_EQ(Clauses("necrosis[^.;]"), Strings());
  EXPECT_EQ(Clauses("[\\w-]necrosis"), Strings());
  EXPECT_EQ(Clauses("necrosis[n-p]"), Strings());
}

}  // namespace
}  // namespace pathex
