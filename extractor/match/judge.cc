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

void Apply(const Cue& cue, bool keep_polarity, Context* context) {
  if (cue.sets_polarity && !keep_polarity && cue.sets.polarity == Polarity::kNegated) {
    context->polarity = Polarity::kNegated;
  }
  if (cue.sets_certainty) context->certainty = std::max(context->certainty, cue.sets.certainty);
  if (cue.sets_time && cue.sets.time != Time::kCurrent) context->time = cue.sets.time;
  if (cue.sets_subject && cue.sets.subject == Subject::kOther) context->subject = Subject::kOther;
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

  void Run(Context* context) {
    const Unit& unit = outline_.units[found_.mention.unit];
    uint32_t block_first = found_.mention.unit;
    while (block_first > 0 && outline_.units[block_first - 1].block == unit.block &&
           found_.mention.unit - block_first < kFarthestUnit) {
      --block_first;
    }
    auto [begin, end] = HitsIn(hits_, outline_.units[block_first].first_word, unit.last_word);
    const bool keep_polarity = lexicon_.rules.empty() ? false : KeepsPolarity();
    for (size_t h = begin; h < end; ++h) {
      const Cue& cue = CueOf(h);
      if (cue.id.empty() || cue.pseudo || !Concerns(cue, found_.mention.type)) continue;
      const bool same_unit = hits_[h].first >= unit.first_word;
      if (!same_unit && !cue.whole_block) continue;
      if (!Reaches(h, cue, begin, end, same_unit)) continue;
      Apply(cue, keep_polarity, context);
      context->cues.push_back({cue.id, reading_.SpanOf(hits_[h].first, hits_[h].last)});
    }
  }

 private:
  static constexpr uint32_t kFarthestUnit = 6;

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
      if (CueOf(h).id.empty() && hits_[h].first >= from && hits_[h].last <= to) return true;
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

}  // namespace

Context SectionContext(std::string_view id, std::string_view type, const Lexicon& lexicon) {
  Context context;
  for (const SectionRule& section : lexicon.sections) {
    if (section.id != id) continue;
    const std::vector<std::string>& spared = section.not_types;
    if (std::find(spared.begin(), spared.end(), type) != spared.end()) continue;
    if (section.sets_time) context.time = section.sets.time;
    if (section.sets_certainty) context.certainty = section.sets.certainty;
    if (section.sets_subject) context.subject = section.sets.subject;
  }
  return context;
}

Context JudgeContext(const FoundMention& found, const Outline& outline, const Reading& reading,
                     const Lexicon& lexicon) {
  Context context =
      SectionContext(outline.sections[found.mention.section].id, found.mention.type, lexicon);
  if (lexicon.context_topic >= 0) Judge(found, outline, reading, lexicon).Run(&context);
  return context;
}

}  // namespace pathex
