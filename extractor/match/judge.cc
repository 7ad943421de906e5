#include "extractor/match/judge.h"

#include <algorithm>

namespace pathex {
namespace {

bool Concerns(const Cue& cue, std::string_view type) {
  const auto holds = [&](const std::vector<std::string>& types) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  return (cue.types.empty() || holds(cue.types)) && !holds(cue.not_types);
}

// `timed`: whether a cue has said the time. "Our review: …" is of now in a section that is history,
// but not where a cue speaks of the past.
void Apply(const Cue& cue, bool keep_polarity, bool* timed, Context* context) {
  if (cue.sets_polarity && !keep_polarity && cue.sets.polarity == Polarity::kNegated) {
    context->polarity = Polarity::kNegated;
  }
  if (cue.sets_certainty) context->certainty = std::max(context->certainty, cue.sets.certainty);
  if (cue.sets_time && (cue.sets.time != Time::kCurrent || !*timed)) {
    context->time = cue.sets.time;
    *timed = true;
  }
  if (cue.sets_subject && cue.sets.subject == Subject::kOther) context->subject = Subject::kOther;
}

// The hits of cues in a unit and in those before it in its paragraph.
std::pair<size_t, size_t> CuesFor(uint32_t unit, const Outline& outline,
                                  const std::vector<Hit>& hits) {
  constexpr uint32_t kFarthestUnit = 6;
  uint32_t first = unit;
  while (first > 0 && outline.units[first - 1].block == outline.units[unit].block &&
         unit - first < kFarthestUnit) {
    --first;
  }
  return HitsIn(hits, outline.units[first].first_word, outline.units[unit].last_word);
}

class Judge {
 public:
  Judge(const FoundMention& found, const Outline& outline, const Reading& reading,
        const Lexicon& lexicon)
      : found_(found),
        outline_(outline),
        reading_(reading),
        lexicon_(lexicon),
        topic_(lexicon.topics[lexicon.context_topic]),
        hits_(reading.hits[lexicon.context_topic]) {}

  // `begin`, `end`: the hits that may concern the unit (CuesFor).
  void Run(size_t begin, size_t end, Context* context) {
    const Unit& unit = outline_.units[found_.mention.unit];
    bool timed = false;
    const bool keep_polarity = lexicon_.rules.empty() ? false : KeepsPolarity();
    for (size_t h = begin; h < end; ++h) {
      const Cue& cue = CueOf(h);
      const bool same_unit = hits_[h].first >= unit.first_word;
      if (!same_unit && !cue.whole_block) continue;
      if (cue.id.empty() || cue.pseudo || !Reaches(h, cue, begin, end, same_unit)) continue;
      if (!Concerns(cue, found_.mention.type)) continue;
      Apply(cue, keep_polarity, &timed, context);
      context->cues.push_back({cue.id, reading_.SpanOf(hits_[h].first, hits_[h].last)});
    }
  }

 private:
  bool KeepsPolarity() const {
    return found_.rule < lexicon_.rules.size() && lexicon_.rules[found_.rule].keep_negated;
  }
  const Cue& CueOf(size_t h) const {
    return lexicon_.cues[topic_.entries[hits_[h].entry].meanings[0].second];
  }

  bool Reaches(size_t h, const Cue& cue, size_t begin, size_t end, bool same_unit) const {
    const Hit& hit = hits_[h];
    const uint32_t first = found_.first_word, last = found_.last_word;
    if (hit.first < last && hit.last > first) return false;  // part of the statement itself
    if (cue.forward && hit.last <= first) {
      if (cue.max_words > 0 && static_cast<int>(first - hit.last) > cue.max_words) return false;
      return !(same_unit && StopBetween(begin, end, hit.last, first));
    }
    if (cue.backward && hit.first >= last) {
      if (cue.max_words > 0 && static_cast<int>(hit.first - last) > cue.max_words) return false;
      return !StopBetween(begin, end, last, hit.first);
    }
    return false;
  }

  bool StopBetween(size_t begin, size_t end, uint32_t from, uint32_t to) const {
    for (size_t h = begin; h < end; ++h) {
      if (CueOf(h).id.empty() && hits_[h].first >= from && hits_[h].first < to) return true;
    }
    return false;
  }

  const FoundMention& found_;
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const Topic& topic_;
  const std::vector<Hit>& hits_;
};

// The rules of a section that set a context for all it holds; most set none.
std::vector<const SectionRule*> RulesThatSet(std::string_view id, const Lexicon& lexicon) {
  std::vector<const SectionRule*> rules;
  for (const SectionRule& section : lexicon.sections) {
    const bool sets = section.sets_time || section.sets_certainty || section.sets_subject;
    if (sets && section.id == id) rules.push_back(&section);
  }
  return rules;
}

Context ContextOf(const std::vector<const SectionRule*>& rules, std::string_view type) {
  Context context;
  for (const SectionRule* section : rules) {
    const std::vector<std::string>& spared = section->not_types;
    if (std::find(spared.begin(), spared.end(), type) != spared.end()) continue;
    if (section->sets_time) context.time = section->sets.time;
    if (section->sets_certainty) context.certainty = section->sets.certainty;
    if (section->sets_subject) context.subject = section->sets.subject;
  }
  return context;
}

}  // namespace

Context SectionContext(std::string_view id, std::string_view type, const Lexicon& lexicon) {
  return ContextOf(RulesThatSet(id, lexicon), type);
}

ContextJudge::ContextJudge(const Outline& outline, const Reading& reading, const Lexicon& lexicon)
    : outline_(outline), reading_(reading), lexicon_(lexicon) {}

Context ContextJudge::Of(const FoundMention& found) {
  if (section_ != found.mention.section) {
    section_ = found.mention.section;
    rules_ = RulesThatSet(outline_.sections[found.mention.section].id, lexicon_);
  }
  Context context = ContextOf(rules_, found.mention.type);
  if (lexicon_.context_topic < 0) return context;
  if (unit_ != found.mention.unit) {
    unit_ = found.mention.unit;
    cues_ = CuesFor(found.mention.unit, outline_, reading_.hits[lexicon_.context_topic]);
  }
  if (cues_.first == cues_.second) return context;
  Judge(found, outline_, reading_, lexicon_).Run(cues_.first, cues_.second, &context);
  return context;
}

Context JudgeContext(const FoundMention& found, const Outline& outline, const Reading& reading,
                     const Lexicon& lexicon) {
  return ContextJudge(outline, reading, lexicon).Of(found);
}

}  // namespace pathex
