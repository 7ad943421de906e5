#include "extractor/match/section.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extractor/match/answers.h"
#include "extractor/match/damaged_heading.h"
#include "extractor/match/specimens.h"
#include "extractor/match/units.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

// Their numbers are stored in 16 bits. Only a file of many megabytes has more; what follows belongs
// to the last one.
constexpr size_t kMostSections = 0xFFFF;

constexpr std::string_view kBody = "body";

bool Holds(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// A heading over words [first, last), `after` = the first word of its body.
struct Heading {
  uint32_t first = 0, last = 0, after = 0;
  int section = -1;
  bool label_like = false;  // "Heading: value" on one line, or a colon behind small letters
};

class HeadingFinder {
 public:
  HeadingFinder(const Text& text, const Reading& reading)
      : text_(text.folded), words_(reading.words), plain_(reading.plain) {}

  // Whether the hit is a heading; sets `after` and `label_like`.
  bool Accept(const Hit& hit, Heading* heading) const {
    uint32_t* after = &heading->after;
    const bool line_start = StartsLine(hit.first);
    const uint32_t next = PassBracket(hit.last);
    const bool end_of_line = next >= words_.size() || words_[next].breaks_before > 0;
    const bool colon = !end_of_line && First(next) == ':';
    const bool dash = !end_of_line && First(next) == '-' && words_[next].space_before;
    const bool stop = !end_of_line && First(next) == '.';
    *after = colon || (dash && line_start) ? next + 1 : next;
    const bool caps = AllCaps(hit), title = TitleCase(hit);
    const bool value = colon && next + 1 < words_.size() && words_[next + 1].breaks_before == 0;
    heading->label_like = value || (colon && !caps);
    if (line_start && (colon || end_of_line) && (title || colon)) return true;
    // A form that brings its own mark: "Histologiquement, ".
    if (line_start && title && words_[hit.last - 1].kind == WordKind::kOther) return true;
    if (line_start && dash && (caps || title)) return true;
    if (line_start && title && hit.last - hit.first >= 2 && IsRemark(next)) {
      *after = LineEnd(next);
      return true;
    }
    const bool bullet = hit.first > 0 && words_[hit.first].breaks_before == 0;
    if (line_start && caps && hit.last - hit.first >= 2 && !(bullet && CapsBehind(hit))) {
      return true;
    }
    if (line_start && caps && next < words_.size() && !IsAsciiLower(First(next)) && !stop &&
        !CapsBehind(hit)) {
      return true;
    }
    const bool many = hit.last - hit.first >= 2;
    // "p53 IHC: positive": a short abbreviation inside a sentence is none.
    const bool word = words_[hit.first].end - words_[hit.first].begin >= kShortestInside;
    if (colon && title && (many || AfterStop(hit.first) || (caps && word && !CapsAround(hit))))
      return true;
    // A sentence that is nothing but the heading: "Addendum. The stains …".
    const bool alone = stop && hit.first > 0 && First(hit.first - 1) == '.' &&
                       next + 1 < words_.size() && IsAsciiUpper(First(next + 1));
    if (!line_start && title && (many || alone) && !end_of_line && !IsAsciiLower(First(next)) &&
        AfterStop(hit.first) && !(caps && CapsBehind(hit))) {
      if (stop) *after = next + 1;
      return true;
    }
    if (many && !caps && !line_start && !end_of_line && InRunningText(hit, next)) return true;
    return many && caps && !CapsAround(hit);
  }

  // The first word in [from, to) that begins a label ("Tumor site: …"), or `to`.
  uint32_t NextLabel(uint32_t from, uint32_t to) const {
    for (uint32_t i = from + 1; i < to; ++i) {
      if (words_[i].breaks_before == 0 && First(i - 1) != '.') continue;
      if (!IsAsciiUpper(First(i)) && First(i) != '*' && First(i) != '-') continue;
      for (uint32_t k = i + 1; k < to && k <= i + kLongestLabel; ++k) {
        if (words_[k].breaks_before > 0 || First(k) == '.' || First(k) == ';') break;
        if (First(k) == ':') return i;
      }
    }
    return to;
  }

  // The first word in [from, to) that begins the label of a checklist ("Tumor size: 4 cm",
  // "HISTOLOGIC GRADE" alone in its line), or `to`.
  uint32_t NextChecklist(uint32_t from, uint32_t to, const LanguageRules& language) const {
    for (uint32_t line = from, end; line < to; line = end) {
      uint32_t first = line;
      end = std::min(to, LineEnd(line + 1));
      while (first < end && words_[first].kind == WordKind::kOther) ++first;
      if (first < end && IsAsciiUpper(First(first)) && IsChecklistLabel(first, end, language))
        return line;
    }
    return to;
  }

  // The first word in [from, to) that begins the title of a specimen ("Thigh, left, biopsy:" as a
  // line of its own or in capitals), or `to`.
  uint32_t NextTitle(uint32_t from, uint32_t to, const LanguageRules& language) const {
    for (uint32_t line = from; line < to;) {
      uint32_t end = line + 1;
      while (end < to && words_[end].breaks_before == 0) ++end;
      const uint32_t last = std::min(end, line + kLongestTitle);
      for (uint32_t k = line + 2; k < last; ++k) {
        if (First(k) != ':' && (First(k) != '-' || k + 1 < end)) continue;
        if (!EndsTitle(line, k, language)) continue;
        if (k + 1 == end || InCapitals(line, k)) return line;
      }
      line = end;
    }
    return to;
  }

  // The first line in [from, to) that begins, behind a label, with one of `openings`, or `to`. "# "
  // in an opening is a label with its word: "Specimen B", "Part 2".
  uint32_t NextOpening(uint32_t from, uint32_t to, const std::vector<std::string>& openings,
                       const LanguageRules& language) const {
    for (uint32_t line = from; line < to; line = LineEnd(line + 1)) {
      uint32_t word = line;
      while (word < to && word - line < kLongestMark && IsMark(word)) ++word;
      const uint32_t named = PassNamedLabel(word, to, language);
      const auto opens = [&](const std::string& opening) {
        const bool behind = opening.starts_with("# ");
        if (behind) return named < to && PlainFrom(named).starts_with(opening.substr(2));
        return PlainFrom(word).starts_with(opening);
      };
      if (word < to && std::any_of(openings.begin(), openings.end(), opens)) return line;
    }
    return to;
  }

 private:
  // Words [first, end) begin with a label that asks for a size, an answer or a rank, and not of
  // the specimen as a whole.
  bool IsChecklistLabel(uint32_t first, uint32_t end, const LanguageRules& language) const {
    const LabelWords& known = language.label_words;
    const uint32_t reach = std::min(end, first + kLongestLabel);
    bool asks = false;
    uint32_t last = first;
    for (; last < reach && First(last) != ':' && First(last) != '('; ++last) {
      if (words_[last].kind != WordKind::kLetters) continue;
      const std::string word = Lower(last);
      if (Holds(language.specimen_words, word)) return false;
      asks = Holds(known.length, word) || Holds(known.answer, word) || Holds(known.rank, word);
    }
    const bool closed = last < end && (First(last) == ':' || First(last) == '(');
    return asks && (closed || last == end);
  }

  static constexpr uint32_t kLongestMark = 5;     // words of "(2).", "B.:"
  static constexpr uint32_t kLongestLabel = 8;    // words before the colon
  static constexpr uint32_t kShortestInside = 5;  // letters of a heading inside a line
  static constexpr uint32_t kLongestTitle = 40;   // words of a specimen's title
  static constexpr uint32_t kProcedure = 4;       // words of its procedure: ", radical resection:"

  // Words [line, colon) end in a comma and a procedure, or in one in brackets, and begin like a
  // name.
  bool EndsTitle(uint32_t line, uint32_t colon, const LanguageRules& language) const {
    if (!IsAsciiUpper(First(line)) && words_[line].kind != WordKind::kDigits) return false;
    const bool bracket = First(colon - 1) == ')' && colon > line + 3;
    if (bracket) --colon;
    const std::string procedure = Lower(colon - 1);
    const auto fits = [&](const std::string& word) {
      return word[0] == '-' ? procedure.ends_with(std::string_view(word).substr(1))
                            : procedure == word;
    };
    const std::vector<std::string>& known = language.procedure_words;
    if (std::none_of(known.begin(), known.end(), fits)) return false;
    for (uint32_t k = colon - 1; k > line && colon - k <= kProcedure; --k) {
      const char before = First(k - 1);
      if (bracket ? before == '(' : before == ',' || before == ';') return true;
    }
    return false;
  }

  bool InCapitals(uint32_t from, uint32_t to) const {
    return std::none_of(text_.begin() + words_[from].begin, text_.begin() + words_[to].begin,
                        IsAsciiLower);
  }

  char First(uint32_t i) const { return text_[words_[i].begin]; }

  std::string Lower(uint32_t i) const {
    std::string lower;
    for (uint32_t at = words_[i].begin; at < words_[i].end; ++at)
      lower += static_cast<char>(text_[at] | 0x20);
    return lower;
  }

  bool StartsLine(uint32_t i) const {
    if (i == 0 || words_[i].breaks_before > 0) return true;
    // Behind an enumerator or a bullet: "1. DIAGNOSIS", "* Microscopy".
    uint32_t k = i;
    int steps = 0;
    while (k > 0 && words_[k].breaks_before == 0 && steps < 3) {
      --k;
      ++steps;
      const Word& word = words_[k];
      const bool mark = word.kind == WordKind::kOther && First(k) != ':' && First(k) != ',';
      const bool label = word.end - word.begin <= 2 && steps >= 2 && word.kind != WordKind::kOther;
      if (!mark && !label) return false;
    }
    return k == 0 || words_[k].breaks_before > 0;
  }

  std::string_view PlainFrom(uint32_t i) const {
    return std::string_view(plain_.text).substr(plain_.begin[i]);
  }

  // Behind "Specimen B" or "Part #2" at word i; else `end`.
  uint32_t PassNamedLabel(uint32_t i, uint32_t end, const LanguageRules& language) const {
    if (i + 2 >= end || !Holds(language.specimen_words, Lower(i))) return end;
    uint32_t label = i + 1;
    if (First(label) == '#') ++label;
    if (label + 1 >= end || words_[label].kind == WordKind::kOther || !IsMark(label)) return end;
    return label + 1;
  }

  // A piece of a specimen's label: "2", "B", ")", ".".
  bool IsMark(uint32_t i) const {
    return words_[i].kind == WordKind::kOther || words_[i].end - words_[i].begin <= 2;
  }

  uint32_t LineEnd(uint32_t i) const {
    while (i < words_.size() && words_[i].breaks_before == 0) ++i;
    return i;
  }

  // The rest of a heading's line from word i on only tells it from others: "(core biopsy)",
  // ", 3 March 2021".
  bool IsRemark(uint32_t i) const {
    constexpr uint32_t kLongest = 7;
    const uint32_t end = LineEnd(i);
    if (i >= end || end - i > kLongest) return false;
    if (First(i) == '(') {
      // "Primary tumor (pT)" is a label.
      uint32_t long_words = 0;
      for (uint32_t k = i; k < end; ++k) long_words += words_[k].end - words_[k].begin > 3;
      return long_words >= 2 && First(end - 1) == ')';
    }
    if (First(i) != ',' || First(end - 1) == '.') return false;
    for (uint32_t k = i; k < end; ++k) {
      if (words_[k].kind == WordKind::kDigits) return true;
    }
    return false;
  }

  // Behind "(microscopic)" between a heading and its colon; else i.
  uint32_t PassBracket(uint32_t i) const {
    if (i >= words_.size() || First(i) != '(' || words_[i].breaks_before > 0) return i;
    uint32_t close = i;
    while (close < words_.size() && close < i + 8 && First(close) != ')') ++close;
    const bool passes = close + 1 < words_.size() && First(close) == ')' && First(close + 1) == ':';
    return passes ? close + 1 : i;
  }

  bool AfterStop(uint32_t i) const {
    if (i == 0 || words_[i].breaks_before > 0) return true;
    const char c = First(i - 1);
    return c == '.' || c == ':' || c == ';' || c == ')' || c == '*' || c == '|' || c == ']';
  }

  // In a text whose line breaks are lost: "… of the arm Synoptic Data Tumor Site: …".
  bool InRunningText(const Hit& hit, uint32_t next) const {
    return EachWordCapital(hit) && !IsAsciiLower(First(next)) &&
           words_[next].kind != WordKind::kOther && IsAsciiLower(First(hit.first - 1));
  }

  bool AllCaps(const Hit& hit) const {
    for (uint32_t i = words_[hit.first].begin; i < words_[hit.last - 1].end; ++i) {
      if (IsAsciiLower(text_[i])) return false;
    }
    return true;
  }
  bool TitleCase(const Hit& hit) const { return IsAsciiUpper(First(hit.first)); }
  bool EachWordCapital(const Hit& hit) const {
    for (uint32_t i = hit.first; i < hit.last; ++i) {
      if (!IsAsciiUpper(First(i))) return false;
    }
    return true;
  }

  bool CapsWord(uint32_t i) const {
    return words_[i].kind == WordKind::kLetters && IsAsciiUpper(text_[words_[i].end - 1]) &&
           words_[i].end - words_[i].begin > 1;
  }
  bool CapsBehind(const Hit& hit) const { return hit.last < words_.size() && CapsWord(hit.last); }
  // The neighbours are capitals too: part of a sentence written in capitals.
  bool CapsAround(const Hit& hit) const {
    return CapsBehind(hit) || (hit.first > 0 && CapsWord(hit.first - 1));
  }

  std::string_view text_;
  std::span<const Word> words_;
  const PlainText& plain_;
};

// Lines that are misread headings, where none was found; keeps the order.
void AddDamaged(const Text& text, const Reading& reading, const Lexicon& lexicon,
                std::vector<Heading>* headings) {
  const std::vector<Word>& words = reading.words;
  std::vector<Heading> damaged;
  size_t next = 0;
  for (uint32_t line = 0; line < words.size();) {
    uint32_t end = line + 1;
    while (end < words.size() && words[end].breaks_before == 0) ++end;
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

std::vector<Heading> FindHeadings(const Text& text, const Reading& reading,
                                  const Lexicon& lexicon) {
  std::vector<Heading> headings;
  if (lexicon.section_topic < 0) return headings;
  const HeadingFinder finder(text, reading);
  const Topic& topic = lexicon.topics[lexicon.section_topic];
  for (const Hit& hit : reading.hits[lexicon.section_topic]) {
    Heading heading{hit.first, hit.last, hit.last, topic.entries[hit.entry].meanings[0].second,
                    false};
    if (!reading.columns.empty() && reading.InColumn(hit.first)) continue;
    if (finder.Accept(hit, &heading)) headings.push_back(heading);
  }
  AddDamaged(text, reading, lexicon, &headings);
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
  const bool in_checklist = Holds(rule.label_in, around);
  if (in_checklist && heading.label_like) return {finder.NextLabel(heading.after, to), around};
  if (rule.before_labels.empty()) return {to, {}};
  return {finder.NextChecklist(heading.after, to, language),
          in_checklist ? around : std::string_view(rule.before_labels)};
}

// Appends the sections that headings open, and to `hard` the words at which a unit must begin. A
// label's section ends at the next label, where the section around it goes on.
void AddSections(const Text& text, const Reading& reading, const Lexicon& lexicon, Outline* outline,
                 std::vector<uint32_t>* hard) {
  const std::vector<Word>& words = reading.words;
  const uint32_t size = static_cast<uint32_t>(text.folded.size());
  const auto begin_of = [&](uint32_t word) {
    return word < words.size() ? words[word].begin : size;
  };
  const HeadingFinder finder(text, reading);
  const std::vector<Heading> headings = FindHeadings(text, reading, lexicon);
  for (size_t h = 0; h < headings.size(); ++h) {
    const Heading& heading = headings[h];
    if (outline->sections.size() + 1 >= kMostSections) break;
    const SectionRule& rule = lexicon.sections[static_cast<size_t>(heading.section)];
    const std::string_view around = outline->sections.back().id;
    hard->push_back(heading.first);
    hard->push_back(heading.after);
    if (Holds(rule.part_of, around) || Holds(rule.part_of, "*")) continue;
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
  if (!given) {
    outline->sections.push_back({kBody, {0, 0}, {0, size}});
    AddSections(text, *reading, lexicon, outline, &hard);
  }
  FindSpecimens(text, *reading, lexicon.rules_of_language, outline);
  CutUnits(text, lexicon.rules_of_language, hard, reading, outline);
  AddUnderstoodColons(lexicon, reading);
}

}  // namespace pathex
