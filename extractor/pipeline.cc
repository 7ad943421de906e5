#include "extractor/pipeline.h"

#include <algorithm>
#include <unordered_map>

#include "extractor/base/sha256.h"
#include "extractor/lexicon/load.h"
#include "extractor/match/find.h"
#include "extractor/match/judge.h"
#include "extractor/match/overlap.h"
#include "extractor/match/reading.h"
#include "extractor/match/section.h"
#include "extractor/match/stated.h"
#include "extractor/record/assemble.h"
#include "extractor/record/triage.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr size_t kDetectBytes = 1500;  // of each part: enough frequent words to tell a language

// Reused from report to report, a set for each thread.
struct Scratch {
  Reading reading;
  FindScratch find;
  std::vector<FoundMention> found;
};

Scratch& ThreadScratch() {
  thread_local Scratch scratch;
  return scratch;
}

// The language most of whose frequent words occur; the first one when nothing tells.
const Lexicon& DetectLanguage(const LexiconSet& lexicons, const std::string& forced,
                              const Source& source) {
  if (!forced.empty()) return lexicons.Find(forced);
  if (!source.language.empty()) return lexicons.Find(source.language);
  std::vector<int> counts(lexicons.languages.size(), 0);
  for (const Part& part : source.parts) {
    const std::string folded = FoldString(std::string_view(part.text).substr(0, kDetectBytes));
    lexicons.frequent.Count(folded, &counts);
  }
  size_t best = lexicons.languages.size();
  for (size_t l = 0; l < counts.size(); ++l) {
    if (counts[l] > 0 && (best == counts.size() || counts[l] > counts[best])) best = l;
  }
  return best == counts.size() ? lexicons.Find("en") : *lexicons.languages[best];
}

// find and judge, for one part; left early when the clock has run out.
void ReadPart(const Source& source, uint16_t index, const Lexicon& lexicon,
              const FindOptions& options, StageClock* clock, Record* record) {
  Scratch& scratch = ThreadScratch();
  PartAnalysis& analysis = record->parts[index];
  analysis.part = &source.parts[index];
  Fold(analysis.part->text, &analysis.text);
  if (clock->Over("fold")) return;
  ReadForms(analysis.text, lexicon, &scratch.reading);
  if (clock->Over("forms")) return;
  FindOutline(analysis.text, lexicon, analysis.part->section, &scratch.reading, &analysis.outline);
  if (clock->Over("outline")) return;
  scratch.found.clear();
  FindMentions(analysis.text, analysis.outline, scratch.reading, lexicon, options, &scratch.find,
               &scratch.found);
  if (clock->Over("find")) return;
  const std::vector<int32_t> lost_to = ResolveOverlaps(scratch.found, lexicon);
  const int32_t base = static_cast<int32_t>(record->findings.size());
  record->findings.reserve(record->findings.size() + scratch.found.size());
  ContextJudge judge(analysis.outline, scratch.reading, lexicon);
  for (size_t i = 0; i < scratch.found.size(); ++i) {
    FoundMention& found = scratch.found[i];
    found.mention.part = index;
    Context context = judge.Of(found);
    Finding& finding = record->findings.emplace_back();
    finding.mention = std::move(found.mention);
    finding.context = std::move(context);
    finding.lost_to = lost_to[i] < 0 ? -1 : base + lost_to[i];
  }
  AddStated(source, index, analysis.text, analysis.outline, lexicon, static_cast<size_t>(base),
            &record->findings);
  clock->Over("judge");
}

// What the format states in coded form, once everything else is read.
void WeighStatements(Record* record) {
  std::vector<const Outline*> outlines;
  for (const PartAnalysis& part : record->parts) outlines.push_back(&part.outline);
  WeighStated(outlines, &record->findings);
}

}  // namespace

Result<Extractor> Extractor::Load(const ExtractorOptions& options, const FileReader& files) {
  Extractor extractor;
  extractor.options_ = options;
  Result<LexiconSet> lexicons = LoadLexicons(options.lexicons, files, options.cache);
  if (!lexicons) return lexicons.error();
  Result<Assembly> assembly = LoadAssembly(options.schemas, files);
  if (!assembly) return assembly.error();
  Result<std::optional<Reliability>> reliability =
      LoadReliability(options.lexicons, files, CacheFolder(options.cache));
  if (!reliability) return reliability.error();
  if (*reliability && (*reliability)->lexicons_sha256 == lexicons->sha256) {
    extractor.reliability_ = std::make_shared<const Reliability>(std::move(**reliability));
  }
  extractor.stamp_.version = PATHEX_VERSION;
  extractor.stamp_.lexicons_sha256 = lexicons->sha256;
  extractor.stamp_.schema_sha256 = assembly->sha256;
  extractor.lexicons_ = std::make_shared<const LexiconSet>(std::move(*lexicons));
  extractor.assembly_ = std::make_shared<const Assembly>(std::move(*assembly));
  return extractor;
}

Record Extractor::Extract(const Source& source, Matcher matcher, StageClock* clock) const {
  StageClock endless(0);
  if (clock == nullptr) clock = &endless;
  Record record;
  record.source = &source;
  record.diagnostics = source.diagnostics;
  const Lexicon& lexicon = DetectLanguage(*lexicons_, options_.language, source);
  record.language = lexicon.language;
  if (!lexicon.has_own_rules) {
    record.diagnostics.push_back(
        {Severity::kWarning,
         "S059",
         "/",
         "the text is in a language without rules (" + lexicon.language +
             "): only what every language writes alike was read; add lexicons/" + lexicon.language +
             " or force another with --lang",
         {}});
  }
  record.parts.resize(source.parts.size());
  FindOptions options;
  options.naive = matcher == Matcher::kNaive;
  clock->Over("language");
  for (uint16_t i = 0; i < source.parts.size() && !clock->over(); ++i) {
    ReadPart(source, i, lexicon, options, clock, &record);
  }
  if (clock->over()) return record;
  if (!source.statements.empty()) WeighStatements(&record);
  Assemble(*assembly_, &record);
  if (reliability_ != nullptr) {
    Rate(*reliability_, &record);
    WeighReasons(*assembly_, &record);
  }
  clock->Over("assemble");
  return record;
}

}  // namespace pathex
