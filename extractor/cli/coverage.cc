#include "extractor/cli/coverage.h"

#include <algorithm>

#include "extractor/cli/layout.h"
#include "extractor/match/overlap.h"
#include "extractor/match/section.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr size_t kLongestSentence = 300;  // code points

std::string Row(std::string_view kind, std::string_view where, std::string_view name, size_t n,
                std::string_view place, std::string_view text) {
  std::string out;
  out += std::string(kind) + "\t" + std::string(where) + "\t" + std::string(name) + "\t";
  out += std::to_string(n) + "\t" + std::string(place) + "\t" + std::string(text) + "\n";
  return out;
}

// The features of one topic in a unit: its terms and the literal words of its rules.
Features FeaturesOf(const Unit& unit, const Reading& reading, const Lexicon& lexicon,
                    uint16_t topic) {
  Features features;
  for (const FoundForm& form : FormsIn(reading, unit.first_word, unit.last_word)) {
    for (const FormOutput& output : form.outputs.all()) {
      if (output.topic == topic) features.Add(lexicon.topics[topic].entry_features[output.entry]);
    }
  }
  for (uint32_t w = unit.first_word; w < unit.last_word; ++w) {
    const WordId id = reading.words[w].id;
    if (id == kUnknownWord) continue;
    for (const WordFeature& feature : lexicon.word_features.Of(id)) {
      if (feature.topic == topic) features.Set(feature.feature);
    }
  }
  return features;
}

bool Triggers(const CompiledPattern& pattern, const Features& features) {
  return !pattern.required.empty() &&
         std::all_of(pattern.required.begin(), pattern.required.end(),
                     [&](const Features& clause) { return clause.Meets(features); });
}

// The first rule of the topic that would be tried on these features, or nullptr.
const Rule* TriggeredRule(const Lexicon& lexicon, const Topic& topic, const Features& features) {
  if (features.empty()) return nullptr;
  for (const uint16_t r : topic.rules) {
    for (const CompiledPattern& pattern : lexicon.rules[r].patterns) {
      if (Triggers(pattern, features)) return &lexicon.rules[r];
    }
  }
  return nullptr;
}

// Keys of the topic's panels in a unit that no mention of the topic covers.
bool HasUnreadKey(const Topic& topic, const Unit& unit, const Reading& reading, uint16_t t,
                  const std::vector<bool>& covered) {
  if (topic.panel == nullptr || topic.panel->rules.empty()) return false;
  const auto [from, to] = HitsIn(reading.hits[t], unit.first_word, unit.last_word);
  for (size_t h = from; h < to; ++h) {
    const Hit& hit = reading.hits[t][h];
    const auto letter = static_cast<unsigned char>(topic.entries[hit.entry].panel_class);
    if (topic.panel->key[letter] && (covered.empty() || !covered[hit.first])) return true;
  }
  return false;
}

// The rule that has missed something in a unit of which words are `covered`, or nullptr.
const Rule* MissedRule(const Unit& unit, const Reading& reading, const Lexicon& lexicon, uint16_t t,
                       const std::vector<bool>& covered) {
  const Topic& topic = lexicon.topics[t];
  if (HasUnreadKey(topic, unit, reading, t, covered)) {
    return &lexicon.rules[topic.panel->rules.front()];
  }
  if (!covered.empty()) {
    const auto begin = covered.begin() + unit.first_word, end = covered.begin() + unit.last_word;
    if (std::find(begin, end, true) != end) return nullptr;
  }
  return TriggeredRule(lexicon, topic, FeaturesOf(unit, reading, lexicon, t));
}

}  // namespace

Coverage::Coverage(const LexiconSet& lexicons) {
  for (const auto& lexicon : lexicons.languages) {
    OfLanguage of;
    of.lexicon = lexicon.get();
    of.fired.assign(lexicon->rules.size(), 0);
    of.won.assign(lexicon->rules.size(), 0);
    of.missed.resize(lexicon->topics.size());
    languages_.push_back(std::move(of));
  }
}

void Coverage::Read(std::string_view original, std::string_view section, const Lexicon& lexicon,
                    const std::string& path) {
  const auto of = std::find_if(languages_.begin(), languages_.end(),
                               [&](const OfLanguage& l) { return l.lexicon == &lexicon; });
  if (of == languages_.end()) return;
  ++of->texts;
  Text text;
  Outline outline;
  std::vector<FoundMention> found;
  Fold(original, &text);
  ReadForms(text, lexicon, &reading_);
  FindOutline(text, lexicon, section, &reading_, &outline);
  FindMentions(text, outline, reading_, lexicon, FindOptions(), &scratch_, &found);
  CountRules(found, &*of);
  CountValues(reading_, &*of);
  FindMissed(text, outline, reading_, found, path, &*of);
}

void Coverage::CountRules(const std::vector<FoundMention>& found, OfLanguage* of) const {
  const std::vector<int32_t> lost_to = ResolveOverlaps(found, *of->lexicon);
  for (size_t i = 0; i < found.size(); ++i) {
    ++of->fired[found[i].rule];
    of->won[found[i].rule] += lost_to[i] < 0;
  }
}

void Coverage::CountValues(const Reading& reading, OfLanguage* of) const {
  const Lexicon& lexicon = *of->lexicon;
  for (const FoundForm& form : reading.forms) {
    for (const FormOutput& output : form.outputs.all()) {
      const Topic& topic = lexicon.topics[output.topic];
      for (const auto& [term, value] : topic.entries[output.entry].meanings) {
        if (term < topic.terms.size()) ++of->values[{topic.terms[term], value}];
      }
    }
  }
}

void Coverage::FindMissed(const Text& text, const Outline& outline, const Reading& reading,
                          const std::vector<FoundMention>& found, const std::string& path,
                          OfLanguage* of) const {
  const Lexicon& lexicon = *of->lexicon;
  std::vector<std::vector<bool>> covered(lexicon.topics.size());  // by topic and word
  for (const FoundMention& mention : found) {
    std::vector<bool>& words = covered[lexicon.rules[mention.rule].topic];
    words.resize(reading.words.size());
    for (uint32_t w = mention.first_word; w < mention.last_word; ++w) words[w] = true;
  }
  for (uint16_t t = 0; t < lexicon.topics.size(); ++t) {
    for (const Unit& unit : outline.units) {
      const Rule* rule = MissedRule(unit, reading, lexicon, t, covered[t]);
      if (rule == nullptr) continue;
      const OriginalSpan at = text.ToOriginal(unit.span);
      Missed& missed =
          of->missed[t][Quotable(text.original.substr(at.begin, at.size()), kLongestSentence)];
      if (missed.count++ > 0) continue;
      const auto end = text.original.begin() + at.begin;
      missed.rule = rule->id;
      missed.place = path + ":" + std::to_string(1 + std::count(text.original.begin(), end, '\n'));
    }
  }
}

std::string Coverage::Table(size_t limit) const {
  std::string out = "kind\twhere\tname\tcount\tplace\ttext\n";
  for (const OfLanguage& of : languages_) {
    if (of.texts == 0) continue;
    for (size_t r = 0; r < of.fired.size(); ++r) {
      if (of.won[r] > 0) continue;
      const Rule& rule = of.lexicon->rules[r];
      out += Row("rule", rule.file, rule.id, of.fired[r], "",
                 of.fired[r] == 0 ? "never fired" : "always lost to another rule");
    }
    for (const Term& term : of.lexicon->terms) {
      for (uint16_t v = 0; v < term.values.size(); ++v) {
        if (of.values.count({&term, v}) > 0) continue;
        out +=
            Row("value", term.origin, term.name + "=" + term.values[v].name, 0, "", "never read");
      }
    }
    for (size_t t = 0; t < of.missed.size(); ++t) {
      std::vector<std::pair<const std::string*, const Missed*>> rows;
      for (const auto& [sentence, missed] : of.missed[t]) rows.emplace_back(&sentence, &missed);
      std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.second->count > b.second->count;
      });
      if (limit > 0 && rows.size() > limit) rows.resize(limit);
      for (const auto& [sentence, missed] : rows) {
        out += Row("sentence", of.lexicon->topics[t].file, missed->rule, missed->count,
                   missed->place, *sentence);
      }
    }
  }
  return out;
}

}  // namespace pathex
