#include "extractor/match/find.h"

#include <algorithm>
#include <bit>
#include <span>

#include "extractor/base/is_among.h"
#include "extractor/match/mention_order.h"
#include "extractor/match/slots.h"

namespace pathex {
namespace {

// The value of `entry` under `term`, or nullptr.
const TermValue* ValueOf(const Topic& topic, uint16_t entry, int term) {
  for (auto [t, v] : topic.entries[entry].meanings) {
    if (static_cast<int>(t) == term) return &topic.terms[t]->values[v];
  }
  return nullptr;
}

class UnitMatcher {
 public:
  UnitMatcher(const Text& text, const Outline& outline, const Reading& reading,
              const Lexicon& lexicon, const FindOptions& options, FindScratch* scratch,
              std::vector<FoundMention>* out)
      : text_(text),
        outline_(outline),
        reading_(reading),
        lexicon_(lexicon),
        options_(options),
        scratch_(scratch),
        out_(out) {
    for (const Section& section : outline.sections) {
      section_bits_.push_back(lexicon.SectionBit(section.id));
    }
    const size_t topics = lexicon.topics.size();
    scratch_->features.resize(topics);
    for (PlacedFeatures& features : scratch_->features) features.Clear();
    untouched_.assign((topics + 63) / 64, 0);
    for (size_t topic = 0; topic < topics; ++topic) {
      if (options_.naive || lexicon.topics[topic].gates.always()) Mark(&untouched_, topic);
    }
    scratch_->touched = untouched_;
  }

  void Run(uint32_t unit_index) {
    const Unit& unit = outline_.units[unit_index];
    section_bit_ = section_bits_[unit.section];
    Gather(unit);
    FindOpen(unit);
    for (size_t first = 0; first < scratch_->open.size();) first = RunTopic(first, unit_index);
    for (size_t block = 0; block < untouched_.size(); ++block) {
      uint64_t touched = scratch_->touched[block];
      scratch_->touched[block] = untouched_[block];
      for (; touched != 0; touched &= touched - 1) {
        scratch_->features[Number(block, touched)].Clear();
      }
    }
  }

 private:
  static void Mark(std::vector<uint64_t>* bits, size_t topic) {
    (*bits)[topic / 64] |= uint64_t{1} << (topic % 64);
  }
  static uint16_t Number(size_t block, uint64_t bits) {
    return static_cast<uint16_t>(64 * block + static_cast<size_t>(std::countr_zero(bits)));
  }

  // The features of the topics to look at in this unit: those where one of them leads to patterns.
  void Gather(const Unit& unit) {
    while (form_ < reading_.forms.size() && reading_.forms[form_].first < unit.first_word) ++form_;
    const size_t first = form_;
    while (form_ < reading_.forms.size() && reading_.forms[form_].first < unit.last_word) ++form_;
    forms_ = std::span(reading_.forms).subspan(first, form_ - first);
    for (const FoundForm& form : forms_) {
      for (const FormOutput& output : form.outputs.leading()) {
        Touch(output.topic, output.symbol, form.first - unit.first_word);
      }
    }
    for (uint32_t w = unit.first_word; w < unit.last_word; ++w) {
      for (const WordFeature& feature : lexicon_.word_features.Leading(reading_.words[w].id)) {
        Touch(feature.topic, feature.feature, w - unit.first_word);
      }
    }
    AddOthers(unit);
  }

  // The features that lead to nothing, of the topics that are looked at.
  void AddOthers(const Unit& unit) {
    const uint64_t* const touched = scratch_->touched.data();
    PlacedFeatures* const features = scratch_->features.data();
    const auto add = [=](uint16_t topic, uint16_t feature, uint32_t place) {
      if ((touched[topic / 64] >> (topic % 64) & 1) != 0) features[topic].Add(feature, place);
    };
    for (const FoundForm& form : forms_) {
      for (const FormOutput& output : form.outputs.other_symbols()) {
        add(output.topic, output.symbol, form.first - unit.first_word);
      }
    }
    for (uint32_t w = unit.first_word; w < unit.last_word; ++w) {
      for (const WordFeature& feature : lexicon_.word_features.Other(reading_.words[w].id)) {
        add(feature.topic, feature.feature, w - unit.first_word);
      }
    }
  }

  void Touch(uint16_t topic, uint16_t feature, uint32_t place) {
    scratch_->features[topic].Add(feature, place);
    Mark(&scratch_->touched, topic);
  }

  // The patterns that may match in a unit, topic by topic.
  void FindOpen(const Unit& unit) {
    std::vector<OpenPattern>& open = scratch_->open;
    open.clear();
    Presence presence(BytesOf(reading_, unit.first_word, unit.last_word));
    for (size_t block = 0; block < untouched_.size(); ++block) {
      uint64_t topics = scratch_->touched[block];
      for (; topics != 0; topics &= topics - 1) FindOpenOf(Number(block, topics), unit, &presence);
    }
    for (const OpenPattern& which : open) PatternOf(which).regex.PrefetchMachine();
    for (const OpenPattern& which : open) PatternOf(which).regex.PrefetchSteps();
  }

  void FindOpenOf(uint16_t topic, const Unit& unit, Presence* presence) {
    const Topic& all = lexicon_.topics[topic];
    const auto add = [&](size_t number) {
      const TopicPattern& pattern = all.patterns[number];
      pattern.regex.PrefetchState();
      if (Wanted(pattern, topic, unit)) {
        scratch_->open.push_back({topic, static_cast<uint16_t>(number)});
      }
    };
    if (!options_.naive) {
      all.gates.ForEachOpen(scratch_->features[topic], section_bit_, presence, add);
      return;
    }
    for (size_t number = 0; number < all.patterns.size(); ++number) add(number);
  }

  const TopicPattern& PatternOf(const OpenPattern& which) const {
    return lexicon_.topics[which.topic].patterns[which.pattern];
  }

  // What the gates do not ask.
  bool Wanted(const TopicPattern& pattern, uint16_t topic, const Unit& unit) const {
    if (options_.only_rule >= 0 && options_.only_rule != pattern.rule) return false;
    // Triggers that were written are a part of what the rule says; those derived are not.
    if (pattern.triggers &&
        !lexicon_.rules[pattern.rule].triggers.Meets(scratch_->features[topic].features)) {
      return false;
    }
    // What a bit that stands for one section says was asked by the gates.
    const bool told = !options_.naive && section_bit_ >> (Lexicon::kSectionBits - 1) == 0;
    return told || InSection(lexicon_.rules[pattern.rule], unit);
  }

  // Searches for the open patterns of one topic, from number `first` on; returns behind them.
  size_t RunTopic(size_t first, uint32_t unit_index) {
    const uint16_t topic = scratch_->open[first].topic;
    const Unit& unit = outline_.units[unit_index];
    EncodeUnit(reading_, forms_, topic, unit.first_word, unit.last_word, &scratch_->encoded);
    size_t at = first;
    for (; at < scratch_->open.size() && scratch_->open[at].topic == topic; ++at) {
      RunPattern(PatternOf(scratch_->open[at]), unit_index);
    }
    return at;
  }

  bool InSection(const Rule& rule, const Unit& unit) const {
    if (rule.sections.empty() && rule.not_sections.empty()) return true;
    const std::string_view id = outline_.sections[unit.section].id;
    return (rule.sections.empty() || IsAmong(rule.sections, id)) && !IsAmong(rule.not_sections, id);
  }

  void RunPattern(const TopicPattern& pattern, uint32_t unit_index) {
    const std::string& text = scratch_->encoded.text;
    size_t from = 0;
    while (from < text.size() && Search(pattern.regex, text, from)) {
      Capture whole = scratch_->captures[0];
      if (whole.end <= whole.begin) {
        ++from;
        continue;
      }
      const std::vector<uint8_t>& closed = scratch_->encoded.closed;
      const bool cut_left = closed[whole.begin] != 0;
      const bool cut_right = static_cast<size_t>(whole.end) < text.size() && closed[whole.end] != 0;
      if (!cut_left && !cut_right) Emit(pattern, whole, unit_index);
      from = cut_left || cut_right ? static_cast<size_t>(whole.begin) + 1
                                   : static_cast<size_t>(whole.end);
    }
  }

  bool Search(const Regex& regex, const std::string& text, size_t from) {
    return options_.naive
               ? regex.SearchByRe2(text, from, text.size(), Regex::Anchor::kNone,
                                   &scratch_->captures)
               : regex.Search(text, from, text.size(), Regex::Anchor::kNone, &scratch_->captures,
                              {scratch_->encoded.closed.data(), /*padded=*/true});
  }

  // Blanks at the edges of a capture are no part of it.
  Capture Trim(Capture c) const {
    const std::string& text = scratch_->encoded.text;
    while (c.begin < c.end && (text[c.begin] == ' ' || text[c.begin] == '\n')) ++c.begin;
    while (c.end > c.begin && (text[c.end - 1] == ' ' || text[c.end - 1] == '\n')) --c.end;
    return c;
  }

  FoldedSpan SpanOf(Capture c) const {
    const EncodedUnit& e = scratch_->encoded;
    return reading_.SpanOf(e.FirstWord(c.begin), e.LastWord(c.end));
  }

  Caught Catch(const PatternGroup& group, Capture c) const {
    Caught caught;
    if (!c.found() || c.begin == c.end) return caught;
    c = Trim(c);
    if (c.begin == c.end) return caught;
    caught.found = true;
    caught.span = SpanOf(c);
    caught.text = std::string_view(scratch_->encoded.text).substr(c.begin, c.end - c.begin);
    const int32_t number = group.term >= 0 ? scratch_->encoded.HitAt(c.begin) : -1;
    if (number >= 0) {
      const Hit& hit = scratch_->encoded.hits[number];
      caught.value = ValueOf(lexicon_.topics[topic_], hit.entry, group.term);
      caught.text = std::string_view(text_.folded).substr(caught.span.begin, caught.span.size());
    }
    return caught;
  }

  void Emit(const TopicPattern& which, Capture whole, uint32_t unit_index) {
    const uint16_t r = which.rule;
    const Rule& rule = lexicon_.rules[r];
    const CompiledPattern& pattern = rule.patterns[which.pattern];
    topic_ = rule.topic;
    whole = Trim(whole);
    if (whole.begin >= whole.end) return;
    ++match_;
    // A list group makes one mention for each of its members.
    int list = -1;
    for (size_t g = 0; g < pattern.groups.size(); ++g) {
      if (pattern.groups[g].list && scratch_->captures[g + 1].found()) list = static_cast<int>(g);
    }
    if (list < 0) return Add(r, rule, pattern, whole, unit_index, -1, Capture());
    const Capture range = scratch_->captures[list + 1];
    for (int32_t i = range.begin; i < range.end; ++i) {
      if (scratch_->encoded.HitAt(i) < 0) continue;
      Add(r, rule, pattern, whole, unit_index, list, Capture{i, i + 1});
    }
  }

  // What was read with a label from elsewhere has that for evidence, too. False: of that alone.
  bool AddLabel(uint32_t first, Mention* mention) const {
    const FoldedSpan label = reading_.LabelOf(first);
    if (label.size() == 0) return true;
    mention->extra_spans.push_back(label);
    for (Slot& slot : mention->slots) {
      if (slot.span.size() == 0) slot.span = label;
    }
    return mention->span.size() > 0;
  }

  void Add(uint16_t r, const Rule& rule, const CompiledPattern& pattern, Capture whole,
           uint32_t unit_index, int list, Capture member) {
    FoundMention& found = out_->emplace_back();
    const EncodedUnit& e = scratch_->encoded;
    found.rule = r;
    found.match = match_;
    found.first_word = e.FirstWord(whole.begin);
    found.last_word = e.LastWord(whole.end);
    found.key_word = list >= 0 ? e.FirstWord(member.begin) : found.first_word;
    Mention& mention = found.mention;
    mention.type = rule.mention;
    mention.rule = rule.id;
    mention.weight = rule.weight;
    mention.unit = unit_index;
    mention.section = outline_.units[unit_index].section;
    mention.span = SpanOf(whole);
    mention.slots.reserve(rule.emits.size());
    for (size_t e = 0; e < rule.emits.size(); ++e) {
      Caught caught;
      for (const uint8_t g : pattern.emit_groups[e]) {
        caught = Catch(pattern.groups[g],
                       static_cast<int>(g) == list ? member : scratch_->captures[g + 1]);
        if (caught.found) break;
      }
      AddSlot(rule.emits[e], caught, lexicon_.rules_of_language, &mention);
    }
    if (!reading_.labels.empty() && !AddLabel(found.first_word, &mention)) {
      return out_->pop_back();
    }
    for (uint32_t w = found.first_word; w < found.last_word; ++w) {
      const uint8_t repair = reading_.words[w].repair;
      if (repair == 0) continue;
      const std::string_view name = kRepairNames[repair - 1];
      if (std::find(mention.repairs.begin(), mention.repairs.end(), name) ==
          mention.repairs.end()) {
        mention.repairs.push_back(name);
      }
    }
  }

  const Text& text_;
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const FindOptions& options_;
  FindScratch* scratch_;
  std::vector<FoundMention>* out_;
  std::vector<uint64_t> untouched_;     // bits of topics to look at in every unit
  std::vector<uint64_t> section_bits_;  // by section of the outline
  uint64_t section_bit_ = 0;            // of the unit at hand
  size_t form_ = 0;                     // the first form that may lie in the next unit
  std::span<const FoundForm> forms_;    // of the unit at hand
  uint32_t match_ = 0;
  uint16_t topic_ = 0;
};

}  // namespace

void FindMentions(const Text& text, const Outline& outline, const Reading& reading,
                  const Lexicon& lexicon, const FindOptions& options, FindScratch* scratch,
                  std::vector<FoundMention>* out) {
  const size_t first = out->size();
  UnitMatcher matcher(text, outline, reading, lexicon, options, scratch, out);
  for (uint32_t u = 0; u < outline.units.size(); ++u) matcher.Run(u);
  FindPanels(text, outline, reading, lexicon, options, &scratch->panels, out);
  SortByPosition(std::span(*out).subspan(first));
}

}  // namespace pathex
