#include "extractor/prove.h"

#include <algorithm>
#include <map>

#include "extractor/match/find.h"
#include "extractor/match/judge.h"
#include "extractor/match/overlap.h"
#include "extractor/match/section.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

std::string Decimal(int64_t thousandths) {
  std::string out = std::to_string(thousandths / 1000);
  if (int64_t rest = thousandths % 1000) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    out += "." + digits;
  }
  return out;
}

std::string Print(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kText:
      return value.text;
    case Value::Kind::kNumber:
      return Decimal(value.thousandths);
    case Value::Kind::kBool:
      return value.flag ? "true" : "false";
    case Value::Kind::kNumbers:
      break;
  }
  std::string out;
  for (int64_t n : value.numbers) out += (out.empty() ? "" : "+") + Decimal(n);
  return out;
}

// Text at a span with its slots, in a form that can be compared: "text(slot=value, slot=value)".
using Slots = std::map<std::string, std::vector<std::string>>;

std::string Print(std::string_view text, const Slots& slots) {
  std::string out = "[" + std::string(text) + "](";
  bool first = true;
  for (const auto& [name, values] : slots) {
    out += (first ? "" : ", ") + name + "=";
    first = false;
    for (size_t i = 0; i < values.size(); ++i) out += (i > 0 ? "+" : "") + values[i];
  }
  return out + ")";
}

// A text read as one part, ready for any rule.
struct Stage {
  Text text;
  Reading reading;
  Outline outline;
  FindScratch scratch;

  Stage(const std::string& original, const Lexicon& lexicon, std::string_view section)
      : original_(original) {
    Fold(original_, &text);
    ReadForms(text, lexicon, &reading);
    FindOutline(text, lexicon, section, &reading, &outline);
  }
  std::vector<FoundMention> Find(const Lexicon& lexicon, int only_rule) {
    std::vector<FoundMention> found;
    FindOptions options;
    options.only_rule = only_rule;
    FindMentions(text, outline, reading, lexicon, options, &scratch, &found);
    return found;
  }
  std::string_view Quote(FoldedSpan span) const {
    const OriginalSpan original = text.ToOriginal(span);
    return std::string_view(original_).substr(original.begin, original.size());
  }

 private:
  std::string original_;
};

std::vector<std::string> Expected(const Example& example) {
  std::vector<std::string> out;
  for (const Example::Mark& mark : example.marks) {
    Slots slots;
    for (const auto& [name, value] : mark.slots) {
      for (size_t from = 0; from <= value.size();) {
        const size_t plus = std::min(value.find('+', from), value.size());
        slots[name].push_back(value.substr(from, plus - from));
        from = plus + 1;
      }
      if (value.find("+=") != std::string::npos || value == "+") slots[name] = {value};
    }
    out.push_back(
        Print(std::string_view(example.text).substr(mark.begin, mark.end - mark.begin), slots));
  }
  return out;
}

// One line a match: the members of a list are joined.
std::vector<std::string> Found(const Stage& stage, const std::vector<FoundMention>& found,
                               const std::vector<bool>& alive) {
  std::vector<std::string> out;
  std::map<std::pair<uint32_t, uint32_t>, size_t> of_match;
  std::vector<std::pair<std::string_view, Slots>> lines;
  for (size_t i = 0; i < found.size(); ++i) {
    if (!alive[i]) continue;
    const bool whole =
        found[i].mention.span.begin == stage.reading.words[found[i].first_word].begin &&
        found[i].mention.span.end == stage.reading.words[found[i].last_word - 1].end;
    const std::pair<uint32_t, uint32_t> match(found[i].rule, found[i].match);
    auto known = whole ? of_match.find(match) : of_match.end();
    if (known == of_match.end()) {
      lines.emplace_back(stage.Quote(found[i].mention.span), Slots());
      if (whole) of_match[match] = lines.size() - 1;
      known = of_match.end();
    }
    Slots& slots = known == of_match.end() ? lines.back().second : lines[known->second].second;
    for (const Slot& slot : found[i].mention.slots) {
      std::vector<std::string>& values = slots[std::string(slot.name)];
      const std::string value = Print(slot.value);
      if (slot.value.kind == Value::Kind::kNumbers) {
        for (int64_t n : slot.value.numbers) values.push_back(Decimal(n));
      } else if (std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
      }
    }
  }
  out.reserve(lines.size());
  for (const auto& [quote, slots] : lines) out.push_back(Print(quote, slots));
  return out;
}

std::string Join(const std::vector<std::string>& lines) {
  if (lines.empty()) return "nothing";
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : " ") + line;
  return out;
}

class Prover {
 public:
  explicit Prover(const Lexicon& lexicon) : lexicon_(lexicon) {}

  std::vector<Proof> Run() {
    for (size_t r = 0; r < lexicon_.rules.size(); ++r) Rule_(static_cast<int>(r));
    for (size_t c = 0; c < lexicon_.cues.size(); ++c) {
      if (!lexicon_.cues[c].id.empty()) Cue_(lexicon_.cues[c]);
    }
    return std::move(proofs_);
  }

 private:
  Proof& Start(const std::string& rule, const std::string& file, const char* kind, size_t i,
               const Example& example) {
    Proof proof;
    proof.rule = rule;
    proof.name = rule + "/" + kind + "/" + std::to_string(i + 1);
    proof.file = file;
    proof.markup = example.markup;
    proofs_.push_back(std::move(proof));
    return proofs_.back();
  }

  void Rule_(int r) {
    const Rule& rule = lexicon_.rules[r];
    const std::string_view section =
        rule.sections.empty() ? std::string_view() : std::string_view(rule.sections[0]);
    for (size_t i = 0; i < rule.match.size(); ++i) {
      Proof& proof = Start(rule.id, rule.file, "match", i, rule.match[i]);
      Stage stage(rule.match[i].text, lexicon_, section);
      std::vector<FoundMention> found = stage.Find(lexicon_, rule.panel ? -1 : r);
      std::vector<bool> alive(found.size());
      const std::vector<int32_t> lost_to = ResolveOverlaps(found, lexicon_);
      for (size_t k = 0; k < found.size(); ++k)
        alive[k] = static_cast<int>(found[k].rule) == r && lost_to[k] < 0;
      const std::vector<std::string> expected = Expected(rule.match[i]);
      const std::vector<std::string> alone = Found(stage, found, alive);
      if (alone != expected) {
        proof.failure = "expected " + Join(expected) + "\n      found " + Join(alone);
        continue;
      }
      proof.failure = AmongAll(r, &stage, expected);
    }
    for (size_t i = 0; i < rule.reject.size(); ++i) {
      Proof& proof = Start(rule.id, rule.file, "reject", i, rule.reject[i]);
      Stage stage(rule.reject[i].text, lexicon_, section);
      std::vector<FoundMention> found = stage.Find(lexicon_, rule.panel ? -1 : r);
      std::erase_if(found, [&](const FoundMention& f) { return static_cast<int>(f.rule) != r; });
      if (!found.empty()) {
        proof.failure = "expected nothing\n      found " +
                        Join(Found(stage, found, std::vector<bool>(found.size(), true)));
      }
    }
  }

  std::string AmongAll(int r, Stage* stage, const std::vector<std::string>& expected) {
    const std::vector<FoundMention> found = stage->Find(lexicon_, -1);
    const std::vector<int32_t> lost_to = ResolveOverlaps(found, lexicon_);
    std::vector<bool> alive(found.size());
    std::string winners;
    for (size_t i = 0; i < found.size(); ++i) {
      const bool own = static_cast<int>(found[i].rule) == r;
      alive[i] = own && lost_to[i] < 0;
      if (own && lost_to[i] >= 0) winners += " " + lexicon_.rules[found[lost_to[i]].rule].id;
    }
    if (Found(*stage, found, alive) == expected) return "";
    return "alone the rule finds it, but among all rules it loses to" + winners;
  }

  // A mark in a cue's example is a stand-in for any mention.
  void Cue_(const Cue& cue) {
    for (size_t i = 0; i < cue.match.size(); ++i) CueExample(cue, cue.match[i], "match", i);
    for (size_t i = 0; i < cue.reject.size(); ++i) CueExample(cue, cue.reject[i], "reject", i);
  }

  void CueExample(const Cue& cue, const Example& example, const char* kind, size_t i) {
    Proof& proof = Start(cue.id, lexicon_.language + "/context.jsonc", kind, i, example);
    Stage stage(example.text, lexicon_, "");
    for (const Example::Mark& mark : example.marks) {
      FoundMention found;
      found.rule = static_cast<uint32_t>(lexicon_.rules.size());
      for (uint32_t w = 0; w < stage.reading.words.size(); ++w) {
        const OriginalSpan at =
            stage.text.ToOriginal({stage.reading.words[w].begin, stage.reading.words[w].end});
        if (at.begin == mark.begin) found.first_word = w;
        if (at.end <= mark.end) found.last_word = w + 1;
      }
      found.key_word = found.first_word;
      found.mention.type =
          cue.types.empty() ? std::string_view("stand-in") : std::string_view(cue.types[0]);
      for (uint32_t u = 0; u < stage.outline.units.size(); ++u) {
        if (stage.outline.units[u].first_word <= found.first_word) found.mention.unit = u;
      }
      found.mention.section = stage.outline.units[found.mention.unit].section;
      const Context context = JudgeContext(found, stage.outline, stage.reading, lexicon_);
      const bool fired =
          std::any_of(context.cues.begin(), context.cues.end(),
                      [&](const FiredCue& fired_cue) { return fired_cue.id == cue.id; });
      const bool expect_fired = kind[0] == 'm' && !cue.pseudo;
      if (cue.pseudo && !context.cues.empty()) {
        proof.failure = "a shielded cue fired: " + std::string(context.cues[0].id);
      } else if (fired != expect_fired) {
        proof.failure = expect_fired ? "the cue did not reach " : "the cue reached ";
        proof.failure += "\"" + example.text.substr(mark.begin, mark.end - mark.begin) + "\"";
      }
    }
  }

  const Lexicon& lexicon_;
  std::vector<Proof> proofs_;
};

}  // namespace

std::vector<Proof> ProveLexicon(const Lexicon& lexicon) { return Prover(lexicon).Run(); }

}  // namespace pathex
