#include "extractor/match/panel_matcher.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr size_t kLongRest = 1000;  // letters of a class string

}  // namespace

PanelMatcher::PanelMatcher(const Text& text, const Outline& outline, const Reading& reading,
                           const Lexicon& lexicon, uint16_t topic, bool naive,
                           PanelScratch* scratch, std::vector<FoundMention>* out)
    : text_(text),
      outline_(outline),
      reading_(reading),
      lexicon_(lexicon),
      topic_(lexicon.topics[topic]),
      grammar_(*topic_.panel),
      hits_(reading.hits[topic]),
      naive_(naive),
      scratch_(scratch),
      out_(out) {
  scratch->original = scratch->classes.text;
}

bool PanelMatcher::Run(size_t number) {
  const uint16_t r = grammar_.rules[number];
  const Rule& rule = lexicon_.rules[r];
  const RegexFilter& filter = grammar_.rule_filters[number];
  const std::string& classes = scratch_->classes.text;
  const Regex& regex = rule.patterns[0].regex;
  size_t from = 0;
  bool matched = false;
  // Behind a match the rest is asked again unless it is long: a text of nothing but matches would
  // be gone through for each of them.
  const auto may_match = [&] {
    const bool ask = !naive_ && (from == 0 || classes.size() - from <= kLongRest);
    return !ask || filter.MayMatch(classes, from);
  };
  while (from < classes.size() && may_match() &&
         Search(regex, classes, from, &scratch_->captures)) {
    matched = true;
    const Capture whole = Used(rule);
    if (whole.end <= whole.begin) {
      ++from;
      continue;
    }
    ++match_;
    if (InSection(rule, whole)) {
      if (!rule.mention.empty()) Emits(r, rule, whole);
      Consume(rule, whole);
    }
    from = static_cast<size_t>(whole.end);
  }
  return matched;
}

bool PanelMatcher::InSection(const Rule& rule, Capture whole) const {
  if (rule.sections.empty() && rule.not_sections.empty()) return true;
  const uint32_t unit = UnitOf(scratch_->classes.tokens[whole.begin].first);
  const std::string_view id = outline_.sections[outline_.units[unit].section].id;
  const auto holds = [&](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  return (rule.sections.empty() || holds(rule.sections)) && !holds(rule.not_sections);
}

uint32_t PanelMatcher::UnitOf(uint32_t word) const {
  auto it = std::upper_bound(outline_.units.begin(), outline_.units.end(), word,
                             [](uint32_t w, const Unit& unit) { return w < unit.last_word; });
  return static_cast<uint32_t>(
      std::min<size_t>(it - outline_.units.begin(), outline_.units.size() - 1));
}

Capture PanelMatcher::Used(const Rule& rule) const {
  const std::vector<Capture>& captures = scratch_->captures;
  Capture used = captures[0];
  const int behind = rule.groups.behind, ahead = rule.groups.ahead;
  if (behind >= 0 && captures[behind].found()) used.begin = captures[behind].end;
  if (ahead >= 0 && captures[ahead].found()) used.end = captures[ahead].begin;
  return used;
}

void PanelMatcher::Consume(const Rule& rule, Capture used) {
  std::string& classes = scratch_->classes.text;
  for (int32_t i = used.begin; i < used.end; ++i) {
    const uint8_t c = static_cast<uint8_t>(classes[i]);
    if (!grammar_.consume[c] && !rule.groups.consume.Has(c)) continue;
    classes[i] = grammar_.key[c] ? 'k' : '_';
  }
}

void PanelMatcher::Emits(uint16_t r, const Rule& rule, Capture whole) {
  if (rule.groups.keys.empty()) return Add(r, rule, whole, whole, false);
  for (const int index : rule.groups.keys) {
    if (!scratch_->captures[index].found()) continue;
    const Capture range = scratch_->captures[index];
    size_t from = range.begin;
    const std::string_view classes(scratch_->classes.text.data(), range.end);
    while (from < classes.size() && Search(rule.item, classes, from, &scratch_->item_captures)) {
      const Capture item = scratch_->item_captures[0];
      if (item.end <= item.begin) break;
      Add(r, rule, whole, item, true);
      // A group "rest" is looked at again: several keys before one value.
      const int rest = rule.groups.rest;
      const bool again = rest >= 0 && scratch_->item_captures[rest].found();
      from = static_cast<size_t>(again ? scratch_->item_captures[rest].begin : item.end);
    }
  }
}

bool PanelMatcher::Search(const Regex& regex, std::string_view classes, size_t from,
                          std::vector<Capture>* captures) const {
  if (naive_) {
    return regex.SearchByRe2(classes, from, classes.size(), Regex::Anchor::kNone, captures);
  }
  return regex.Search(classes, from, classes.size(), Regex::Anchor::kNone, captures,
                      {nullptr, /*padded=*/true});
}

// The value of a hit under a term of the topic, `Source::kAnyTerm` = any; or nullptr.
const TermValue* PanelMatcher::ValueOf(const Hit& hit, int term) const {
  const Entry& entry = topic_.entries[hit.entry];
  if (term == PanelGroups::Source::kAnyTerm && entry.panel_class == 0) return nullptr;
  for (auto [t, v] : entry.meanings) {
    if (term == PanelGroups::Source::kAnyTerm || static_cast<int>(t) == term)
      return &topic_.terms[t]->values[v];
  }
  return nullptr;
}

// The first token of a group that is of the source's term or letter.
Caught PanelMatcher::CatchIn(Capture range, const PanelGroups::Source& source) const {
  Caught caught;
  const ClassString& c = scratch_->classes;
  for (int32_t i = range.begin; i < range.end; ++i) {
    const ClassToken token = c.tokens[i];
    const TermValue* value = token.hit < 0 ? nullptr : ValueOf(hits_[token.hit], source.term);
    const bool letter = source.letter != 0 && scratch_->original[i] == source.letter;
    if (value == nullptr && !letter) continue;
    caught.found = true;
    caught.value = value;
    caught.span = reading_.SpanOf(token.first, token.last);
    std::string& lower = scratch_->lower;
    lower.clear();
    for (char ch : std::string_view(text_.folded).substr(caught.span.begin, caught.span.size())) {
      lower += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch | 0x20) : ch == '\n' ? ' ' : ch;
    }
    caught.text = lower;
    // A word that was taken from a column of labels stands there.
    if (caught.span.size() == 0) caught.span = reading_.LabelOf(token.first);
    if (letter) caught.value = nullptr;  // a shape's letter wants the text
    return caught;
  }
  return caught;
}

// The first of an emit's groups that holds what it asks for.
Caught PanelMatcher::CatchFor(const Rule& rule, size_t emit) const {
  for (const PanelGroups::Source& source : rule.groups.emits[emit]) {
    Capture range;
    if (source.item >= 0) {
      range = scratch_->item_captures[source.item];
    } else if (source.pattern >= 0) {
      range = scratch_->captures[source.pattern];
    }
    if (!range.found()) continue;
    const Caught caught = CatchIn(range, source);
    if (caught.found) return caught;
  }
  return {};
}

// `by_item`: `item` is a match of the rule's item.
void PanelMatcher::Add(uint16_t r, const Rule& rule, Capture whole, Capture item, bool by_item) {
  const ClassString& c = scratch_->classes;
  FoundMention found;
  found.rule = r;
  found.match = match_;
  found.first_word = c.tokens[whole.begin].first;
  found.last_word = c.tokens[whole.end - 1].last;
  int32_t key = item.begin;
  const int key_group = by_item ? rule.groups.key : -1;
  if (key_group >= 0 && scratch_->item_captures[key_group].found())
    key = scratch_->item_captures[key_group].begin;
  found.key_word = c.tokens[key].first;
  Mention& mention = found.mention;
  mention.type = rule.mention;
  mention.rule = rule.id;
  mention.weight = rule.weight;
  mention.unit = UnitOf(found.key_word);
  mention.section = outline_.units[mention.unit].section;
  mention.span = by_item ? reading_.SpanOf(c.tokens[key].first, c.tokens[key].last)
                         : reading_.SpanOf(found.first_word, found.last_word);
  if (mention.span.size() == 0) return;  // of a label from elsewhere alone, which is read there
  mention.slots.reserve(rule.emits.size());
  for (size_t e = 0; e < rule.emits.size(); ++e) {
    const Caught caught = CatchFor(rule, e);
    AddSlot(rule.emits[e], caught, lexicon_.rules_of_language, &mention);
    if (caught.found && !mention.span.Contains(caught.span))
      mention.extra_spans.push_back(caught.span);
  }
  AddRepairs(found.key_word, c.tokens[key].last, &mention);
  out_->push_back(std::move(found));
}

void PanelMatcher::AddRepairs(uint32_t first, uint32_t last, Mention* mention) const {
  for (uint32_t w = first; w < last; ++w) {
    const uint8_t repair = reading_.words[w].repair;
    if (repair == 0) continue;
    const std::string_view name = kRepairNames[repair - 1];
    if (std::find(mention->repairs.begin(), mention->repairs.end(), name) ==
        mention->repairs.end()) {
      mention->repairs.push_back(name);
    }
  }
}

}  // namespace pathex
