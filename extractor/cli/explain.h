// Explaining: a record as a page for people. The report itself with its evidence marked, then every
// value with its proof, then what was read but not used and why, conflicts and reasons for review.
//
// The page holds report text: it is for the user's own terminal, never for a log.
#ifndef PATHEX_EXTRACTOR_CLI_EXPLAIN_H_
#define PATHEX_EXTRACTOR_CLI_EXPLAIN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/cli/layout.h"
#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// A value of the report or of the derived values, with its place.
struct ExplainedValue {
  std::string pointer;         // into the record's report; derived ones begin with "/derived"
  const Node* node = nullptr;  // a leaf, or a list of leaves with the same evidence
};

// What all parts of the page need; views record and assembly.
struct ExplainContext {
  const Record* record = nullptr;
  const Assembly* assembly = nullptr;
  std::vector<ExplainedValue> values;            // in the order of the record
  std::vector<bool> used;                        // by finding: it supports a value
  std::vector<std::vector<uint32_t>> line_ends;  // by part: where its lines end
};
ExplainContext MakeExplainContext(const Record& record, const Assembly& assembly);

// The colour of a mention type: the same in every report.
std::string StyleOfType(const ExplainContext& context, std::string_view type);

// "m3": the name of a finding in the record.
std::string MentionId(size_t finding);

// Line of the part's text in which a finding begins, from 1.
size_t LineOfFinding(const ExplainContext& context, const Finding& finding);

// Part 1 of the page: the report. With colour, evidence has the colour of its type and what was not
// used is underlined; without, they are [evidence](m1) and {not used}(m2).
void ExplainText(const ExplainContext& context, Page* page);
// Part 2: every value with quotation, line, section, specimen, rule and cues.
void ExplainValues(const ExplainContext& context, Page* page);
// Part 3: mentions that support no value, each with its reason; conflicts; reasons for review.
void ExplainRest(const ExplainContext& context, Page* page);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_EXPLAIN_H_
