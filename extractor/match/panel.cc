#include "extractor/match/panel.h"

#include <algorithm>

#include "extractor/match/find.h"
#include "extractor/match/panel_matcher.h"

namespace pathex {
namespace {

void CutBlocks(const Outline& outline, std::vector<PanelBlock>* blocks) {
  blocks->clear();
  for (uint32_t u = 0; u < outline.units.size(); ++u) {
    const Unit& unit = outline.units[u];
    if (u == 0 || unit.block != outline.units[u - 1].block) {
      blocks->push_back({unit.first_word, unit.last_word, u, u});
    }
    blocks->back().last = unit.last_word;
    blocks->back().last_unit = u + 1;
  }
}

void FillSectionBits(const Outline& outline, const Lexicon& lexicon, std::vector<uint64_t>* bits) {
  const bool shared = lexicon.named_sections.size() >= Lexicon::kSectionBits;
  bits->clear();
  for (const Section& section : outline.sections) {
    const uint64_t bit = lexicon.SectionBit(section.id);
    const bool last = bit >> (Lexicon::kSectionBits - 1) != 0;
    bits->push_back(shared && last ? 0 : bit);
  }
}

// The panels of one topic.
class TopicPanels {
 public:
  TopicPanels(const Text& text, const Outline& outline, const Reading& reading,
              const Lexicon& lexicon, uint16_t topic, const FindOptions& options,
              PanelScratch* scratch, std::vector<FoundMention>* out)
      : text_(text),
        outline_(outline),
        reading_(reading),
        lexicon_(lexicon),
        topic_(topic),
        grammar_(*lexicon.topics[topic].panel),
        options_(options),
        scratch_(scratch),
        out_(out) {}

  void Run() {
    if (options_.naive) {
      for (const PanelBlock& block : scratch_->blocks) RunAll(block);
      return;
    }
    // Without a key no panel can say anything.
    const std::vector<Hit>& hits = reading_.hits[topic_];
    auto block = scratch_->blocks.begin();
    for (size_t h = 0; h < hits.size();) {
      while (block != scratch_->blocks.end() && block->last <= hits[h].first) ++block;
      if (block == scratch_->blocks.end()) return;
      if (hits[h].first < block->first) {
        ++h;
        continue;
      }
      ByteSet letters;
      for (; h < hits.size() && hits[h].first < block->last; ++h) {
        letters.Add(grammar_.letters[hits[h].entry]);
      }
      if (!letters.Meets(grammar_.key_letters)) continue;
      if (options_.only_rule >= 0) {
        RunAll(*block);
      } else {
        RunOpen(*block, letters);
      }
    }
  }

 private:
  // All panels, or the only one asked for.
  void RunAll(const PanelBlock& block) {
    EncodeClasses(text_, reading_, lexicon_, topic_, block.first, block.last, &scratch_->classes);
    PanelMatcher matcher(text_, outline_, reading_, lexicon_, topic_, options_.naive, scratch_,
                         out_);
    for (size_t number = 0; number < grammar_.rules.size(); ++number) {
      const bool wanted = options_.only_rule < 0 || options_.only_rule == grammar_.rules[number];
      if (wanted) matcher.Run(number);
    }
  }

  // The bit of the section of a block; 0 when rules may see several there.
  uint64_t SectionOf(const PanelBlock& block) const {
    const uint16_t section = outline_.units[block.first_unit].section;
    for (uint32_t u = block.first_unit + 1; u < block.last_unit; ++u) {
      if (outline_.units[u].section != section) return 0;
    }
    return scratch_->section_bits[section];
  }

  // The panels that may match in a block whose forms are of these classes.
  void RunOpen(const PanelBlock& block, ByteSet letters) {
    const uint64_t section = SectionOf(block);
    letters.Add(grammar_.other_letters);
    FindOpen(letters, section);
    const auto emits = [&](uint16_t number) {
      return !lexicon_.rules[grammar_.rules[number]].mention.empty();
    };
    if (std::none_of(scratch_->open.begin(), scratch_->open.end(), emits)) return;
    ClassString& classes = scratch_->classes;
    EncodeClasses(text_, reading_, lexicon_, topic_, block.first, block.last, &classes);
    PanelMatcher matcher(text_, outline_, reading_, lexicon_, topic_, false, scratch_, out_);
    const PanelMemo::Rules* known =
        scratch_->memo.Find(lexicon_.vocabulary.serial(), topic_, section, classes.text);
    if (known != nullptr) {
      for (const uint16_t number : *known) matcher.Run(number);
      return;
    }
    letters = ByteSet::Of(classes.text);
    letters.Add(ByteSet::Of("k_"));  // what used up letters become
    FindOpen(letters, section);
    PanelMemo::Rules matched;
    for (const uint16_t number : scratch_->open) {
      if (matcher.Run(number)) matched.push_back(number);
    }
    scratch_->memo.Keep(std::move(matched));
  }

  void FindOpen(const ByteSet& letters, uint64_t section) {
    static const PlacedFeatures kNoFeatures = {};
    UnitBytes unit;
    unit.bytes = letters;
    Presence presence(unit);
    std::vector<uint16_t>& open = scratch_->open;
    open.clear();
    grammar_.gates.ForEachOpen(
        kNoFeatures, section == 0 ? ~uint64_t{0} : section, &presence,
        [&](size_t number) { open.push_back(static_cast<uint16_t>(number)); });
  }

  const Text& text_;
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  const uint16_t topic_;
  const PanelGrammar& grammar_;
  const FindOptions& options_;
  PanelScratch* scratch_;
  std::vector<FoundMention>* out_;
};

}  // namespace

void FindPanels(const Text& text, const Outline& outline, const Reading& reading,
                const Lexicon& lexicon, const FindOptions& options, PanelScratch* scratch,
                std::vector<FoundMention>* out) {
  CutBlocks(outline, &scratch->blocks);
  FillSectionBits(outline, lexicon, &scratch->section_bits);
  for (uint16_t topic = 0; topic < lexicon.topics.size(); ++topic) {
    const PanelGrammar* grammar = lexicon.topics[topic].panel.get();
    if (grammar == nullptr) continue;
    if (options.only_rule >= 0 && lexicon.rules[options.only_rule].topic != topic) continue;
    TopicPanels(text, outline, reading, lexicon, topic, options, scratch, out).Run();
  }
}

}  // namespace pathex
