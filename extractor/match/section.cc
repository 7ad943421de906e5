#include "extractor/match/section.h"

#include <algorithm>
#include <utility>

#include "extractor/match/answers.h"
#include "extractor/match/damaged_heading.h"
#include "extractor/match/heading_finder.h"
#include "extractor/match/marked_words.h"
#include "extractor/match/specimens.h"
#include "extractor/match/units.h"

namespace pathex {
namespace {

// Their numbers are stored in 16 bits. Only a file of many megabytes has more; what follows belongs
// to the last one.
constexpr size_t kMostSections = 0xFFFF;

constexpr std::string_view kBody = "body";

// Lines that are misread headings, where none was found; keeps the order.
void AddDamaged(const Text& text, const Reading& reading, const Lexicon& lexicon,
                const std::vector<uint32_t>& marked, std::vector<Heading>* headings) {
  const std::vector<Word>& words = reading.words;
  auto next_marked = marked.begin();
  std::vector<Heading> damaged;
  size_t next = 0;
  for (uint32_t line = 0; line < words.size();) {
    while (next_marked != marked.end() && words[*next_marked].breaks_before == 0) ++next_marked;
    const auto end =
        next_marked == marked.end() ? static_cast<uint32_t>(words.size()) : *next_marked++;
    while (next < headings->size() && (*headings)[next].first < line) ++next;
    const bool known = next < headings->size() && (*headings)[next].first < end;
    const uint32_t reach = std::min(end, line + kMostHeadingWords + 1);
    uint32_t colon = line + 1;
    while (colon < reach && text.folded[words[colon].begin] != ':') ++colon;
    const bool labels = colon < reach;
    const int section =
        known ? -1 : DamagedHeading(text, reading, lexicon, line, labels ? colon : end);
    if (section >= 0) {
      const uint32_t after = labels ? colon + 1 : end;
      damaged.push_back({line, labels ? colon : end, after, section, labels && after < end});
    }
    line = end;
  }
  const auto middle = static_cast<std::ptrdiff_t>(headings->size());
  headings->insert(headings->end(), damaged.begin(), damaged.end());
  std::inplace_merge(headings->begin(), headings->begin() + middle, headings->end(),
                     [](const Heading& a, const Heading& b) { return a.first < b.first; });
}

// "DESMIN IMMUNOHISTOCHEMISTRY: POSITIVE": what stands in a line behind a key of panels says
// something of it and is no heading.
bool IsBehindKey(const Text& text, const Reading& reading, const Lexicon& lexicon, uint32_t word) {
  if (word == 0 || reading.words[word].breaks_before > 0) return false;
  const Word& before = reading.words[word - 1];
  if (reading.words[word].begin - before.end > 1) return false;
  for (uint32_t at = before.begin; at < before.end; ++at) {
    if (IsAsciiLower(text.folded[at])) return false;
  }
  const auto ends_there = [&](const Hit& hit) { return hit.last <= word; };
  for (size_t t = 0; t < lexicon.topics.size(); ++t) {
    const PanelGrammar* const grammar = lexicon.topics[t].panel.get();
    if (grammar == nullptr) continue;
    const std::vector<Hit>& hits = reading.hits[t];
    const auto behind = std::partition_point(hits.begin(), hits.end(), ends_there);
    if (behind == hits.begin() || std::prev(behind)->last != word) continue;
    const Entry& entry = lexicon.topics[t].entries[std::prev(behind)->entry];
    if (grammar->key[static_cast<uint8_t>(entry.panel_class)]) return true;
  }
  return false;
}

std::vector<Heading> FindHeadings(const Text& text, const Reading& reading, const Lexicon& lexicon,
                                  const std::vector<uint32_t>& marked) {
  std::vector<Heading> headings;
  if (lexicon.section_topic < 0) return headings;
  const HeadingFinder finder(text, reading);
  const Topic& topic = lexicon.topics[lexicon.section_topic];
  for (const Hit& hit : reading.hits[lexicon.section_topic]) {
    Heading heading{hit.first, hit.last, hit.last, topic.entries[hit.entry].meanings[0].second,
                    false};
    if (!reading.columns.empty() && reading.InColumn(hit.first)) continue;
    if (!finder.Accept(hit, &heading)) continue;
    if (!IsBehindKey(text, reading, lexicon, hit.first)) headings.push_back(heading);
  }
  AddDamaged(text, reading, lexicon, marked, &headings);
  return headings;
}

// Where inside a heading's body, words [from, to), another section begins that has no heading: its
// first word and its id. Else `to`.
std::pair<uint32_t, std::string_view> BeginsInside(const HeadingFinder& finder,
                                                   const Lexicon& lexicon, const Heading& heading,
                                                   std::string_view around, uint32_t to) {
  const SectionRule& rule = lexicon.sections[static_cast<size_t>(heading.section)];
  const LanguageRules& language = lexicon.rules_of_language;
  if (!rule.resumed_by.empty()) {
    const uint32_t line = finder.NextOpening(heading.after, to, rule.resumed_by, language);
    if (line < to) return {line, rule.resumed};
  }
  if (!rule.before_specimens.empty()) {
    // The heading of the diagnosis is lost: its specimens tell where it begins.
    const uint32_t title = finder.NextTitle(heading.after, to, language);
    if (title < to) return {title, rule.before_specimens};
  }
  const bool in_checklist = IsAmong(rule.label_in, around) ||
                            (IsAmong(rule.label_among, around) && finder.IsAmongLabels(heading));
  if (in_checklist && heading.label_like) return {finder.NextLabel(heading.after, to), around};
  if (rule.before_labels.empty()) return {to, {}};
  return {finder.NextChecklist(heading.after, to, language),
          in_checklist ? around : std::string_view(rule.before_labels)};
}

// Where a row of specimens with a title stands before the first heading and no heading opens the
// section that such titles stand in, it begins with the row.
void AddUntitled(const HeadingFinder& finder, const Lexicon& lexicon,
                 const std::vector<Heading>& headings, Outline* outline,
                 std::vector<uint32_t>* hard, const std::vector<Word>& words) {
  const auto rule =
      std::find_if(lexicon.sections.begin(), lexicon.sections.end(),
                   [](const SectionRule& section) { return !section.before_specimens.empty(); });
  if (rule == lexicon.sections.end() || headings.empty()) return;
  const auto opens = [&](const Heading& heading) {
    return lexicon.sections[static_cast<size_t>(heading.section)].id == rule->before_specimens;
  };
  if (std::any_of(headings.begin(), headings.end(), opens)) return;
  uint32_t title = finder.NextTitle(0, headings[0].first, lexicon.rules_of_language);
  if (title >= headings[0].first) return;
  const uint32_t behind = title + 1;
  title = finder.FirstLabel(0, behind);
  if (title == behind) return;
  const FoldedSpan body = outline->sections.back().body;
  outline->sections.back().body.end = words[title].begin;
  outline->sections.push_back({rule->before_specimens,
                               {words[title].begin, words[title].begin},
                               {words[title].begin, body.end}});
  hard->push_back(title);
}

// Appends the sections that headings open, and to `hard` the words at which a unit must begin. A
// label's section ends at the next label, where the section around it goes on.
void AddSections(const Text& text, const Reading& reading, const Lexicon& lexicon,
                 const std::vector<uint32_t>& marked, Outline* outline,
                 std::vector<uint32_t>* hard) {
  const std::vector<Word>& words = reading.words;
  const uint32_t size = static_cast<uint32_t>(text.folded.size());
  const auto begin_of = [&](uint32_t word) {
    return word < words.size() ? words[word].begin : size;
  };
  const HeadingFinder finder(text, reading);
  const std::vector<Heading> headings = FindHeadings(text, reading, lexicon, marked);
  AddUntitled(finder, lexicon, headings, outline, hard, words);
  for (size_t h = 0; h < headings.size(); ++h) {
    const Heading& heading = headings[h];
    if (outline->sections.size() + 1 >= kMostSections) break;
    const SectionRule& rule = lexicon.sections[static_cast<size_t>(heading.section)];
    const std::string_view around = outline->sections.back().id;
    hard->push_back(heading.first);
    hard->push_back(heading.after);
    if (IsAmong(rule.part_of, around) || IsAmong(rule.part_of, "*")) continue;
    const FoldedSpan span = reading.SpanOf(heading.first, heading.last);
    outline->sections.back().body.end = span.begin;
    outline->sections.push_back({rule.id, span, {begin_of(heading.after), size}});
    const uint32_t next =
        h + 1 < headings.size() ? headings[h + 1].first : static_cast<uint32_t>(words.size());
    const auto [inside, id] = BeginsInside(finder, lexicon, heading, around, next);
    if (inside >= next) continue;
    outline->sections.back().body.end = begin_of(inside);
    outline->sections.push_back(
        {id, {begin_of(inside), begin_of(inside)}, {begin_of(inside), size}});
    hard->push_back(inside);
  }
}

}  // namespace

void FindOutline(const Text& text, const Lexicon& lexicon, std::string_view given_section,
                 Reading* reading, Outline* outline) {
  outline->sections.clear();
  outline->specimens.clear();
  outline->units.clear();
  const uint32_t size = static_cast<uint32_t>(text.folded.size());
  std::vector<uint32_t> hard;  // words at which a unit must begin
  bool given = false;
  for (const SectionRule& section : lexicon.sections) {
    if (!given_section.empty() && section.id == given_section) {
      outline->sections.push_back({section.id, {0, 0}, {0, size}});
      given = true;
    }
  }
  const std::vector<uint32_t> marked = MarkedWords(text.folded, reading->words);
  if (!given) {
    outline->sections.push_back({kBody, {0, 0}, {0, size}});
    AddSections(text, *reading, lexicon, marked, outline, &hard);
  }
  FindSpecimens(text, *reading, lexicon.rules_of_language, marked, outline);
  CutUnits(text, lexicon.rules_of_language, marked, hard, reading, outline);
  AddUnderstoodColons(lexicon, reading);
}

}  // namespace pathex
