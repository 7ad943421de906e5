// Checking lexicons that load: rules that would write what the schemas do not know, and what an
// author probably did not mean. Used by `pathex lexicon check` and by the test-suite.
#ifndef PATHEX_EXTRACTOR_CHECK_H_
#define PATHEX_EXTRACTOR_CHECK_H_

#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/lexicon/faults.h"
#include "extractor/lexicon/lexicon_set.h"
#include "extractor/lexicon/load.h"
#include "extractor/record/assembly.h"
#include "extractor/text/format_tables.h"

namespace pathex {

// Adds to `faults`, each at its place in `files`, in the order of the rules. `set` was compiled
// from `files` without errors.
//   error L014    a mention type, slot or value that assembly.json and report.schema.json lack
//   error L015    a section that assembly.json does not rank (CheckSections alone)
void CheckAgainstSchema(const std::vector<LexiconFile>& files, const LexiconSet& set,
                        const Assembly& assembly, Faults* faults);
void CheckSections(const std::vector<LexiconFile>& files, const Assembly& assembly, Faults* faults);

//   warning L041  an unbounded gap (".*", ".+") in a pattern
//   warning L042  \w, \b or \s by hand: patterns run over encoded units, the engine minds
//                 word edges
//   warning L043  a pattern whose program is large, hence slow
//   warning L044  one example sentence in more than three rules
//   warning L045  a rule that was commented out
void CheckStyle(const std::vector<LexiconFile>& files, const LexiconSet& set, Faults* faults);

//   info L046     a term some of whose values occur in no example of any rule
void CheckUnusedValues(const std::vector<LexiconFile>& files, const LexiconSet& set,
                       Faults* faults);

// The statements of schemas/formats, checked the same way: an error L014 for each that names a
// mention type, slot or value which the schemas lack; `where` is "schemas/formats/loinc/21899-0".
std::vector<Diagnostic> CheckFormats(const FormatTables& tables, const Assembly& assembly);

// "/rules/3" of a rule: where it stands in its file.
std::string PointerOfRule(const Rule& rule);

// The file of that name ("en/margins.jsonc"), nullptr when it is not there.
const LexiconFile* FindLexiconFile(const std::vector<LexiconFile>& files, std::string_view name);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CHECK_H_
