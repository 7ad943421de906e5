// Panels: RE2 patterns over the class string of a block, tried in the order of the lexicon.
#include <algorithm>

#include "extractor/match/find.h"
#include "extractor/match/slots.h"

namespace pathex {
namespace {

class PanelMatcher {
 public:
  PanelMatcher(const Text& text, const Outline& outline, const Reading& reading,
               const Lexicon& lexicon, uint16_t topic, bool naive, FindScratch* scratch,
               std::vector<FoundMention>* out)
      : text_(text),
        outline_(outline),
        reading_(reading),
        lexicon_(lexicon),
        topic_(lexicon.topics[topic]),
        grammar_(*topic_.panel),
        hits_(reading.hits[topic]),
        naive_(naive),
        scratch_(scratch),
        out_(out) {}

  // Whether the panel matched.
  bool Run(uint16_t r) {
    const Rule& rule = lexicon_.rules[r];
    std::string& classes = scratch_->classes.text;
    const Regex& regex = rule.patterns[0].regex;
    size_t from = 0;
    bool matched = false;
    while (from < classes.size() && Search(regex, classes, from, &scratch_->captures)) {
      matched = true;
      const Capture whole = scratch_->captures[0];
      if (whole.end <= whole.begin) {
        ++from;
        continue;
      }
      ++match_;
      if (InSection(rule, whole)) {
        if (!rule.mention.empty()) Emits(r, rule, whole);
        Consume(whole);
      }
      from = static_cast<size_t>(whole.end);
    }
    return matched;
  }

 private:
  bool InSection(const Rule& rule, Capture whole) const {
    if (rule.sections.empty() && rule.not_sections.empty()) return true;
    const std::string_view id =
        outline_.sections[outline_.units[UnitOf(scratch_->classes.first[whole.begin])].section].id;
    const auto holds = [&](const std::vector<std::string>& ids) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    return (rule.sections.empty() || holds(rule.sections)) && !holds(rule.not_sections);
  }

  uint32_t UnitOf(uint32_t word) const {
    auto it = std::upper_bound(outline_.units.begin(), outline_.units.end(), word,
                               [](uint32_t w, const Unit& unit) { return w < unit.last_word; });
    return static_cast<uint32_t>(
        std::min<size_t>(it - outline_.units.begin(), outline_.units.size() - 1));
  }

  void Consume(Capture whole) {
    std::string& classes = scratch_->classes.text;
    for (int32_t i = whole.begin; i < whole.end; ++i) {
      const uint8_t c = static_cast<uint8_t>(classes[i]);
      if (!grammar_.consume[c]) continue;
      classes[i] = grammar_.key[c] ? 'k' : '_';
    }
  }

  void Emits(uint16_t r, const Rule& rule, Capture whole) {
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

  bool Search(const Regex& regex, std::string_view classes, size_t from,
              std::vector<Capture>* captures) const {
    return naive_ ? regex.SearchByRe2(classes, from, classes.size(), Regex::Anchor::kNone, captures)
                  : regex.Search(classes, from, classes.size(), Regex::Anchor::kNone, captures);
  }

  // The first token of a group that fits a filter: a term's name, a class letter, "" = any.
  Caught CatchIn(Capture range, const std::string& filter) const {
    Caught caught;
    const ClassString& c = scratch_->classes;
    for (int32_t i = range.begin; i < range.end && !caught.found; ++i) {
      const TermValue* value = nullptr;
      if (c.hit[i] >= 0) {
        for (auto [t, v] : topic_.entries[hits_[c.hit[i]].entry].meanings) {
          const Term& term = *topic_.terms[t];
          const bool fits = filter.empty() ? topic_.entries[hits_[c.hit[i]].entry].panel_class != 0
                                           : term.name == filter;
          if (fits && value == nullptr) value = &term.values[v];
        }
      }
      const bool letter = filter.size() == 1 && original_[i] == filter[0];
      if (value == nullptr && !letter) continue;
      caught.found = true;
      caught.value = value;
      caught.span = reading_.SpanOf(c.first[i], c.last[i]);
      lower_.clear();
      for (char ch : std::string_view(text_.folded).substr(caught.span.begin, caught.span.size())) {
        lower_ += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch | 0x20) : ch == '\n' ? ' ' : ch;
      }
      caught.text = lower_;
      // A word that was taken from a column of labels stands there.
      if (caught.span.size() == 0) caught.span = reading_.LabelOf(c.first[i]);
      if (letter && value != nullptr) caught.value = nullptr;  // a shape's letter wants the text
    }
    return caught;
  }

  // `by_item`: `item` is a match of the rule's item.
  void Add(uint16_t r, const Rule& rule, Capture whole, Capture item, bool by_item) {
    const ClassString& c = scratch_->classes;
    FoundMention found;
    found.rule = r;
    found.match = match_;
    found.first_word = c.first[whole.begin];
    found.last_word = c.last[whole.end - 1];
    int32_t key = item.begin;
    const int key_group = by_item ? rule.groups.key : -1;
    if (key_group >= 0 && scratch_->item_captures[key_group].found())
      key = scratch_->item_captures[key_group].begin;
    found.key_word = c.first[key];
    Mention& mention = found.mention;
    mention.type = rule.mention;
    mention.rule = rule.id;
    mention.weight = rule.weight;
    mention.unit = UnitOf(found.key_word);
    mention.section = outline_.units[mention.unit].section;
    mention.span = by_item ? reading_.SpanOf(c.first[key], c.last[key])
                           : reading_.SpanOf(found.first_word, found.last_word);
    if (mention.span.size() == 0) return;  // of a label from elsewhere alone, which is read there
    mention.slots.reserve(rule.emits.size());
    for (size_t e = 0; e < rule.emits.size(); ++e) {
      const Emit& emit = rule.emits[e];
      Caught caught;
      for (size_t g = 0; g < emit.groups.size() && !caught.found; ++g) {
        Capture range;
        const PanelGroups::Source source = rule.groups.emits[e][g];
        if (source.item >= 0) {
          range = scratch_->item_captures[source.item];
        } else if (source.pattern >= 0) {
          range = scratch_->captures[source.pattern];
        }
        if (range.found()) caught = CatchIn(range, emit.filters[g]);
      }
      AddSlot(emit, caught, lexicon_.rules_of_language, &mention);
      if (caught.found && !mention.span.Contains(caught.span))
        mention.extra_spans.push_back(caught.span);
    }
    Repairs(found.key_word, c.last[key], &mention);
    out_->push_back(std::move(found));
  }

  void Repairs(uint32_t first, uint32_t last, Mention* mention) const {
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

  const Text& text_;
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const Topic& topic_;
  const PanelGrammar& grammar_;
  const std::vector<Hit>& hits_;
  const bool naive_;
  FindScratch* scratch_;
  std::vector<FoundMention>* out_;
  std::string original_ = scratch_->classes.text;
  mutable std::string lower_;
  uint32_t match_ = 1u << 30;  // apart from the matches of phrase rules
};

// The bit of the section in which words [first, last) stand; 0 when they are of several, or when
// rules may tell apart sections of that bit.
uint64_t SectionOf(const Outline& outline, const Lexicon& lexicon, uint32_t first, uint32_t last) {
  auto unit = std::upper_bound(outline.units.begin(), outline.units.end(), first,
                               [](uint32_t w, const Unit& u) { return w < u.last_word; });
  if (unit == outline.units.end()) return 0;
  const uint16_t section = unit->section;
  for (; unit != outline.units.end() && unit->first_word < last; ++unit) {
    if (unit->section != section) return 0;
  }
  const uint64_t bit = lexicon.SectionBit(outline.sections[section].id);
  const bool shared = bit >> (Lexicon::kSectionBits - 1) != 0;
  return shared && lexicon.named_sections.size() >= Lexicon::kSectionBits ? 0 : bit;
}

}  // namespace

void FindPanels(const Text& text, const Outline& outline, const Reading& reading,
                const Lexicon& lexicon, uint16_t topic, uint32_t first, uint32_t last,
                const FindOptions& options, FindScratch* scratch, std::vector<FoundMention>* out) {
  const PanelGrammar& grammar = *lexicon.topics[topic].panel;
  auto [begin, end] = HitsIn(reading.hits[topic], first, last);
  bool any_key = options.naive;
  for (size_t h = begin; h < end && !any_key; ++h) {
    const char letter = lexicon.topics[topic].entries[reading.hits[topic][h].entry].panel_class;
    any_key = grammar.key[static_cast<uint8_t>(letter)];
  }
  if (!any_key) return;  // without a key no panel can say anything
  EncodeClasses(text, reading, lexicon, topic, first, last, &scratch->classes);
  PanelMatcher matcher(text, outline, reading, lexicon, topic, options.naive, scratch, out);
  if (options.naive || options.only_rule >= 0) {
    for (const uint16_t r : grammar.rules) {
      if (options.only_rule < 0 || options.only_rule == r) matcher.Run(r);
    }
    return;
  }
  const std::string& classes = scratch->classes.text;
  const uint64_t section = SectionOf(outline, lexicon, first, last);
  const PanelMemo::Rules* known =
      scratch->panels.Find(lexicon.vocabulary.serial(), topic, section, classes);
  if (known != nullptr) {
    for (const uint16_t r : *known) matcher.Run(r);
    return;
  }
  UnitBytes unit;
  unit.bytes = ByteSet::Of(classes);
  unit.bytes.Add(ByteSet::Of("k_"));  // what used up letters become
  Presence presence(unit);
  PanelMemo::Rules matched;
  grammar.gates.ForEachOpen(PlacedFeatures(), ~uint64_t{0}, &presence, [&](size_t number) {
    const uint16_t r = grammar.rules[number];
    if (matcher.Run(r)) matched.push_back(r);
  });
  scratch->panels.Keep(std::move(matched));
}

}  // namespace pathex
