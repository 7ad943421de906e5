#include "extractor/record/stretches.h"

#include <algorithm>
#include <set>

#include "extractor/base/is_among.h"
#include "extractor/record/organ.h"

namespace pathex {
namespace {

constexpr uint32_t kLongestLead = 60;   // bytes of a sentence before the name at its head
constexpr uint32_t kLongestHead = 12;   // units of a checklist before the line that names the thing
constexpr size_t kDescribedEnough = 2;  // ways in which both are described

// Units [first, end) behind one name, until another thing is named.
struct Run {
  size_t thing = 0;
  uint32_t opener = 0;  // the unit that names it
  bool mixed = false;   // and something else
  bool asked = false;   // it answers a checklist: "Histologic type: …"
  uint32_t first = 0, end = 0;
};

struct Thing {
  std::string value;
  bool minor = false, apart = false, whole = false;
  bool asked = false;        // a checklist asks for it
  bool major_words = false;  // its own sentence says what stands behind a name
  std::set<std::string_view> described, organs;
};

// Label of the specimen of a unit, "" when there is none.
std::string_view LabelOf(const Outline& outline, uint32_t unit) {
  const int specimen = outline.units[unit].specimen;
  return specimen < 0 ? std::string_view() : std::string_view(outline.specimens[specimen].label);
}

// Whether two units stand in one specimen of one section, or both in none there.
bool SamePlace(const Outline& outline, uint32_t a, uint32_t b) {
  return outline.units[a].section == outline.units[b].section &&
         LabelOf(outline, a) == LabelOf(outline, b);
}

class PlaceReader {
 public:
  PlaceReader(const Assembly& assembly, const Record& record, CandidatePool* pool)
      : assembly_(assembly), entity_(assembly.entity), record_(record), pool_(*pool) {}

  // The openers of one place, in order.
  void Read(std::span<const Candidate*> openers, std::vector<Stretch>* out) {
    things_.clear();
    runs_.clear();
    const Mention& first = pool_.MentionOf(*openers[0]);
    part_ = first.part;
    units_ = &record_.parts[part_].outline.units;
    FindPlace(first.unit);
    for (const Candidate* opener : openers) AddOpener(*opener);
    if (things_.size() < 2) return;
    Describe();
    Decide();
    Write(openers[0]->specimen, out);
  }

 private:
  bool IsA(const std::string& special, const std::string& general) const {
    return assembly_.IsA(entity_.is_a, special, general);
  }
  bool Fits(const std::string& a, const std::string& b) const { return IsA(a, b) || IsA(b, a); }

  void FindPlace(uint32_t unit) {
    const Outline& outline = record_.parts[part_].outline;
    begin_ = unit;
    while (begin_ > 0 && SamePlace(outline, begin_ - 1, unit)) --begin_;
    end_ = unit + 1;
    while (end_ < units_->size() && SamePlace(outline, end_, unit)) ++end_;
  }

  void AddOpener(const Candidate& opener) {
    const Mention& mention = pool_.MentionOf(opener);
    const std::string& value = pool_.Get(opener, entity_.slot)->text;
    if (mention.unit < begin_ || mention.unit >= end_) return;
    const bool alone = runs_.empty() || mention.unit != last_unit_;
    last_unit_ = mention.unit;
    if (!runs_.empty()) {
      std::string& known = things_[runs_.back().thing].value;
      if (Fits(value, known)) {
        if (IsA(value, known)) known = value;
        return;
      }
      Run& run = runs_.back();
      if (!alone && run.opener == mention.unit) run.mixed = true;
      if (!alone || !Leads(mention)) return;
    }
    const auto fits = [&](const Thing& thing) { return Fits(value, thing.value); };
    const auto thing = std::find_if(things_.begin(), things_.end(), fits);
    Run run;
    run.thing = static_cast<size_t>(thing - things_.begin());
    run.opener = mention.unit;
    run.asked = Answers(mention);
    run.first = runs_.empty() ? begin_ : HeadOf(mention.unit, run.asked);
    run.end = end_;
    if (thing == things_.end()) {
      things_.emplace_back().value = value;
      things_.back().minor = entity_.minor.contains(value);
    }
    things_[run.thing].asked = things_[run.thing].asked || run.asked;
    if (!runs_.empty()) runs_.back().end = run.first;
    runs_.push_back(run);
  }

  bool Leads(const Mention& mention) const {
    return mention.span.begin - (*units_)[mention.unit].span.begin <= kLongestLead;
  }

  std::string_view TextOf(uint32_t begin, uint32_t end) const {
    return std::string_view(record_.parts[part_].text.folded).substr(begin, end - begin);
  }

  // Whether the name was read as the answer of a label: "Histologic type: …".
  bool Answers(const Mention& mention) const {
    for (const Slot& slot : mention.slots) {
      if (!SameName(slot.name, entity_.slot)) continue;
      const size_t colon = TextOf(mention.span.begin, slot.span.begin).find(':');
      return colon != std::string_view::npos && colon > 0;
    }
    return false;
  }

  // The unit with which what is said of the thing begins: the begin of the checklist that asks for
  // it, or that of its name with its title ("Prostate:").
  uint32_t HeadOf(uint32_t opener, bool asked) const {
    uint32_t head = opener;
    const uint32_t after = runs_.back().opener;
    if (asked) {
      const uint32_t reach = std::max(after + 1, head - std::min(head, kLongestHead));
      while (head > reach && !Closes(head - 1)) --head;
      return head;
    }
    if (head > after + 1) {
      const FoldedSpan title = (*units_)[head - 1].span;
      const std::string_view text = TextOf(title.begin, title.end);
      const size_t last = text.find_last_not_of(" \n");
      if (last != std::string_view::npos && text[last] == ':') --head;
    }
    return head;
  }

  // A unit that says what stands behind the name in a checklist ends the one before.
  bool Closes(uint32_t unit) const {
    return std::any_of(pool_.all().begin(), pool_.all().end(), [&](const Candidate& candidate) {
      const Mention& mention = pool_.MentionOf(candidate);
      return mention.part == part_ && mention.unit == unit &&
             IsAmong(entity_.described_behind, KeyOf(candidate));
    });
  }

  std::string_view KeyOf(const Candidate& candidate) const {
    const MentionSpec& spec = assembly_.mentions[candidate.spec];
    const bool says = !pool_.MentionOf(candidate).slots.empty();
    return says && spec.per_entity && !spec.path.empty() ? std::string_view(spec.path[0])
                                                         : std::string_view();
  }

  const Run* RunOf(uint32_t unit) const {
    for (const Run& run : runs_) {
      if (run.first <= unit && unit < run.end) return &run;
    }
    return nullptr;
  }

  // In which ways, and in which organs, each thing is described.
  void Describe() {
    for (const Candidate& candidate : pool_.all()) {
      const Mention& mention = pool_.MentionOf(candidate);
      const Run* run = mention.part == part_ ? RunOf(mention.unit) : nullptr;
      if (run == nullptr) continue;
      Thing& thing = things_[run->thing];
      const std::string_view key = KeyOf(candidate);
      const bool own = mention.unit == run->opener && !run->mixed;
      const bool before = IsAmong(entity_.described_before, key);
      if (before || IsAmong(entity_.described_behind, key)) {
        thing.described.insert(key);
        thing.apart = thing.apart || own;
        thing.major_words = thing.major_words || (own && !before);
      }
      if (assembly_.mentions[candidate.spec].type != entity_.organ_type) continue;
      const Value* organ = pool_.Get(candidate, entity_.organ_slot);
      if (organ != nullptr && mention.unit >= run->opener)
        thing.organs.insert(OrganOf(organ->text));
    }
  }

  // The thing that the place is about: the first that is not minor.
  size_t Main() const {
    const auto major = std::find_if(things_.begin(), things_.end(),
                                    [](const Thing& thing) { return !thing.minor; });
    return major == things_.end() ? 0 : static_cast<size_t>(major - things_.begin());
  }

  void Decide() {
    const Thing& main = things_[Main()];
    for (Thing& thing : things_) {
      // What is said of margins and stage in one breath with a minor thing is not about it.
      if (thing.minor) thing.apart = thing.apart && !thing.major_words;
      if (&thing == &main || thing.minor) continue;
      size_t common = 0;
      for (const std::string_view way : thing.described) common += main.described.count(way);
      const bool elsewhere =
          std::any_of(thing.organs.begin(), thing.organs.end(),
                      [&](std::string_view organ) { return main.organs.count(organ) == 0; });
      thing.whole = common + (elsewhere ? 1 : 0) >= kDescribedEnough && common > 0;
      thing.apart = thing.apart || thing.whole;
    }
  }

  // Whose text unit `unit` of a run is: what belongs to no thing of its own is the main thing's.
  size_t OwnerOf(const Run& run, uint32_t unit) const {
    const Thing& thing = things_[run.thing];
    const bool own = thing.apart && unit == run.opener && !run.mixed;
    // Before its checklist comes, a thing is only mentioned in that of another.
    const bool whole = thing.whole && run.asked == thing.asked;
    return whole || own ? run.thing : Main();
  }

  void Write(std::string_view specimen, std::vector<Stretch>* out) {
    const size_t main = Main();
    const bool several = std::any_of(things_.begin(), things_.end(), [&](const Thing& thing) {
      return thing.apart && &thing != &things_[main];
    });
    if (!several) return;
    const size_t from = out->size();
    size_t last = things_.size();
    for (const Run& run : runs_) {
      for (uint32_t unit = run.first; unit < run.end; ++unit) {
        const size_t owner = OwnerOf(run, unit);
        const FoldedSpan span = (*units_)[unit].span;
        if (owner == last && out->size() > from) {
          out->back().span.end = span.end;
          continue;
        }
        const bool asked = owner == run.thing && run.asked;
        out->push_back({part_, span, specimen, things_[owner].value, asked, owner == main});
        last = owner;
      }
    }
  }

  const Assembly& assembly_;
  const EntitySpec& entity_;
  const Record& record_;
  CandidatePool& pool_;
  const std::vector<Unit>* units_ = nullptr;
  uint16_t part_ = 0;
  uint32_t begin_ = 0, end_ = 0;  // units of the place
  uint32_t last_unit_ = 0;        // of the opener before
  std::vector<Thing> things_;
  std::vector<Run> runs_;
};

}  // namespace

bool Opens(const Assembly& assembly, const CandidatePool& pool, const Candidate& candidate) {
  const EntitySpec& entity = assembly.entity;
  if (pool.Get(candidate, entity.slot) == nullptr || !IsAmong(entity.sections, candidate.section))
    return false;
  return std::none_of(entity.not_when.begin(), entity.not_when.end(), [&](const auto& slot) {
    const Value* value = pool.Get(candidate, slot.first);
    return value != nullptr && value->text == slot.second;
  });
}

std::vector<Stretch> FindStretches(const Assembly& assembly, const Record& record,
                                   CandidatePool* pool) {
  std::vector<Stretch> out;
  std::vector<const Candidate*> openers;
  for (const Candidate& candidate :
       pool->Of(assembly.by_type.find(assembly.entity.opened_by)->second)) {
    const Mention& mention = pool->MentionOf(candidate);
    if (mention.part >= record.parts.size() ||
        mention.unit >= record.parts[mention.part].outline.units.size())
      continue;
    // Running prose without headings tells a story, and no order in it is certain.
    const Outline& outline = record.parts[mention.part].outline;
    if (outline.sections[mention.section].id == assembly.alone_section) continue;
    if (Opens(assembly, *pool, candidate)) openers.push_back(&candidate);
  }
  PlaceReader reader(assembly, record, pool);
  for (size_t from = 0, to = 0; from < openers.size(); from = to) {
    const Mention& first = pool->MentionOf(*openers[from]);
    for (to = from + 1; to < openers.size(); ++to) {
      const Mention& other = pool->MentionOf(*openers[to]);
      if (other.part != first.part ||
          !SamePlace(record.parts[first.part].outline, first.unit, other.unit))
        break;
    }
    if (to > from + 1) reader.Read(std::span(openers).subspan(from, to - from), &out);
  }
  return out;
}

}  // namespace pathex
