// Lexicon: the knowledge of one language, compiled. Immutable after loading; shared by all threads.
//
// lexicons/README.md describes the files; lexicon/load.h reads them; lexicon/compile.h makes this.
#ifndef PATHEX_EXTRACTOR_LEXICON_LEXICON_H_
#define PATHEX_EXTRACTOR_LEXICON_LEXICON_H_

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/base/context.h"
#include "extractor/base/regex.h"
#include "extractor/base/regex_filter.h"
#include "extractor/base/value.h"
#include "extractor/lexicon/by_first_byte.h"
#include "extractor/lexicon/form_tree.h"
#include "extractor/lexicon/gates.h"
#include "extractor/lexicon/word_set.h"
#include "extractor/lexicon/words.h"

namespace pathex {

// One value of a term: "involved" with its attributes.
struct TermValue {
  std::string name;
  std::vector<std::string> forms;
  std::map<std::string, std::string> attributes;
};

// A closed vocabulary: value -> forms.
struct Term {
  std::string name;
  std::string origin;  // "en/margins.jsonc", for messages
  std::vector<TermValue> values;
};

// A form's meaning within one topic: the (term, value) pairs it stands for.
struct Entry {
  std::vector<std::pair<uint16_t, uint16_t>> meanings;  // (index into Topic::terms, value)
  uint8_t symbol = 0;                                   // its byte in encoded units, 0x80…0xFF
  char panel_class = 0;                                 // its letter in panel strings, 0 = none
};

enum class Converter : uint8_t {
  kNone,
  kNumber,
  kPercent,
  kMillimetres,
  kDimensions,
  kGreatest,
  kLow,
  kHigh,
  kRelation,
  kText,
  kLower,
  kRoman,
  kInteger,
  kTnm,
  kMillilitres,
  kCode,
  kLastCode,
};

// One slot of a mention: where its value comes from.
struct Emit {
  std::string slot;
  std::vector<std::string> groups;   // "{a,b}": the first that took part; empty = constant
  std::vector<std::string> filters;  // "{a:term}": the first token of that term inside the group
  std::string attribute;             // "{type.icd_o_3}"
  Converter converter = Converter::kNone;
  Value constant;
};

// A pattern with its groups: group index -> what was captured.
struct PatternGroup {
  std::string name;
  int term = -1;  // index into Topic::terms, or -1 for text
  bool list = false;
};

struct CompiledPattern {
  Regex regex;
  std::vector<PatternGroup> groups;  // by capture index - 1
  std::vector<Features> required;    // every one must be met by the unit
  size_t in_order = 0;               // so many of them, the first, are met one behind the other
  std::string source;                // as the author wrote it
  // By emit of the rule: indices into `groups` of the groups it names, in its order.
  std::vector<std::vector<uint8_t>> emit_groups;
};

struct Example {
  std::string text;    // without markup
  std::string markup;  // as written
  struct Mark {
    uint32_t begin = 0, end = 0;  // bytes of `text`
    std::vector<std::pair<std::string, std::string>> slots;
  };
  std::vector<Mark> marks;  // empty for reject examples
  std::string pointer;      // JSON Pointer of the example, for messages
};

// Capture indices of the groups of a panel; -1 = there is none.
struct PanelGroups {
  std::vector<int> keys;    // of the pattern: keys, keys2, keys3
  int key = -1, rest = -1;  // of the item
  // Of the pattern: what is looked at but belongs to no match, in front of it and behind it.
  int behind = -1, ahead = -1;
  ByteSet consume;  // letters used up besides those of the grammar
  // A group, of the item or the pattern, and the token wanted in it: the first of this term (index
  // into Topic::terms) or letter.
  struct Source {
    static constexpr int kAnyTerm = -1, kNoTerm = -2;
    int item = -1, pattern = -1;
    int term = kNoTerm;
    char letter = 0;  // 0 = none
  };
  std::vector<std::vector<Source>> emits;  // by emit of the rule, by group it names
};

struct Rule {
  std::string id;  // full: "en/margin.status.after"
  std::string about;
  std::string file;  // "en/margins.jsonc"
  uint16_t topic = 0;
  std::string mention;
  std::vector<Emit> emits;
  std::vector<CompiledPattern> patterns;
  Features triggers;  // as the author wrote them: a unit must hold one; empty = none written
  std::vector<std::string> sections, not_sections;
  uint64_t section_bits = ~uint64_t{0};  // of the sections in which it holds: Lexicon::SectionBit
  int priority = 0;
  int weight = 0;
  bool keep_negated = false;
  bool keep_overlap = false;
  bool panel = false;
  Regex item;  // panels: matched again and again in the group "keys"
  bool has_item = false;
  PanelGroups groups;  // panels
  std::vector<Example> match, reject;
};

struct PanelClass {
  char letter = 0;
  int term = -1;                 // or
  std::vector<uint16_t> values;  // empty = all values of the term
  int shape = -1;                // index into PanelGrammar::shapes
};

struct PanelGrammar {
  std::vector<PanelClass> classes;             // in order of preference
  std::vector<std::pair<char, Regex>> shapes;  // letter, pattern over folded text
  std::array<uint32_t, 256> shapes_from = {};  // by byte: bits of the shapes that begin with it
  int drop_term = -1;
  char unknown = 'u', unknown_many = 'U', line_break = 0;
  int unknown_max = 3;
  std::array<bool, 256> consume{};
  std::array<bool, 256> key{};  // letters of keys: become lower-case k when consumed
  std::vector<Regex> erase;     // tokens in the named groups of these vanish, one after the other
  char stop = 0;                // class of the full stop: not counted inside numbers and sentences
  std::vector<uint16_t> rules;  // indices into Lexicon::rules, in order
  char share_head = 0;  // class of the separators over which a list shares the head of its keys
  Gates gates;          // of `rules`: what of the class string they ask for, and its section
  // Whether one of `rules`, `erase` or `shapes` may match.
  std::vector<RegexFilter> rule_filters, erase_filters, shape_filters;
  std::vector<uint8_t> letters;  // by entry of the topic: its class; 0, 1 = none
  ByteSet key_letters;           // those of keys
  ByteSet other_letters;  // those that no entry has: shapes, unknown words, what is crossed out
  std::vector<bool> shape_starts;  // by word id: words such as "about" that a shape may begin with
};

// A literal word of a topic's rules.
struct WordFeature {
  uint16_t topic = 0;
  uint16_t feature = 0;  // of the topic's Features
  bool leads = false;    // a unit with it may open a pattern of the topic
};

// By word id: what the word is to the rules.
class WordFeatures {
 public:
  WordFeatures() = default;
  explicit WordFeatures(const std::vector<std::vector<WordFeature>>& by_word);
  std::span<const WordFeature> Of(WordId word) const {
    return {rows_.data() + begins_[2 * word], rows_.data() + begins_[2 * word + 2]};
  }
  // Those that lead to patterns, and the others.
  std::span<const WordFeature> Leading(WordId word) const {
    return {rows_.data() + begins_[2 * word], rows_.data() + begins_[2 * word + 1]};
  }
  std::span<const WordFeature> Other(WordId word) const {
    return {rows_.data() + begins_[2 * word + 1], rows_.data() + begins_[2 * word + 2]};
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h
    auto& [begins, rows] = self;
    visit(begins, rows);
  }

 private:
  std::vector<uint32_t> begins_;  // two a word, of the leading and the other rows, and the end
  std::vector<WordFeature> rows_;
};

// A pattern of a phrase rule, as matching needs it.
struct TopicPattern {
  Regex regex;
  uint16_t rule = 0;      // index into Lexicon::rules
  uint16_t pattern = 0;   // of the rule
  bool triggers = false;  // the rule has triggers that were written: a part of what it says
};

struct Topic {
  std::string name;  // "margins"
  std::string file;  // "en/margins.jsonc"
  std::vector<const Term*> terms;
  std::vector<Entry> entries;
  std::vector<Features> entry_features;  // by entry
  std::vector<uint16_t> rules;           // phrase rules, by index into Lexicon::rules
  std::vector<TopicPattern> patterns;    // of `rules`, in order
  Gates gates;                           // of `patterns`
  Features leads;                        // gates.leads()
  std::unique_ptr<PanelGrammar> panel;
};

// Context: what a cue does to mentions near it.
struct Cue {
  std::string id;  // full: "en/negated.no"
  Context sets;    // only the fields named in `fields` count
  bool sets_polarity = false, sets_certainty = false, sets_time = false, sets_subject = false;
  bool pseudo = false;  // sets nothing: shields the words inside it
  bool forward = true, backward = false;
  int max_words = 0;         // 0 = the whole unit
  bool whole_block = false;  // reaches over the sentences of its paragraph that follow
  std::vector<std::string> types, not_types;  // mention types concerned; empty = all
  std::vector<Example> match, reject;
};

// What a heading means.
struct SectionRule {
  std::string id;  // "diagnosis"
  Context sets;    // sections such as "clinical" may be historical as a whole
  bool sets_time = false, sets_certainty = false, sets_subject = false;
  bool reset = false;
  std::vector<std::string> not_types;  // mention types that `sets` does not concern
  std::string like;                    // rules that name this section hold here too
  std::vector<std::string> label_in;   // inside these sections the heading is a label: "Heading: x"
  std::vector<std::string> label_among;  // the same where it stands among labels with a word or two
  std::vector<std::string> part_of;      // inside these sections ("*": all) it opens none
  std::string before_specimens;          // the section that the title of a specimen opens in it
  std::string before_labels;             // the section that a label of a checklist opens in it
  // The section that goes on in it with a line that begins so (lower case, behind a label).
  std::string resumed;
  std::vector<std::string> resumed_by;
};

// Words that tell what a label asks for: "size" a length, "invasion" an answer,
// "margins" an answer or a sentence.
struct LabelWords {
  WordSet length, answer, remark, rank;
};

struct LanguageRules {
  WordSet abbreviations;   // without the full stop
  WordSet specimen_words;  // "part", "specimen": may stand before a label
  // What stands alone in the line under its label, lower case; true: no word follows it.
  ByFirstByte<bool> answers;
  WordSet item_words;  // "grade": end the label of a list item
  LabelWords label_words;
  WordSet linking_words;  // "of": no sentence ends before one
  WordSet joined_titles;  // "margin": a specimen so called is a unit with its list
  std::vector<std::string> procedure_words;  // "biopsy": end the title of a specimen, lower case
  std::vector<std::string> detect;           // frequent words that tell the language, sorted
  WordSet leading_words;                     // "the": a line that ends with one goes on
  ByFirstByte<int64_t> numbers;              // "four" -> 4000 (thousandths)
  std::vector<std::pair<std::string, std::string>> relations;  // words -> sign, longest first
  // The same forms, each with its number in `relations`.
  ByFirstByte<uint16_t> relation_forms;
  ByFirstByte<int64_t> units;  // "cm" -> 10000 (thousandths of a mm a unit); case counts
  std::vector<std::string> decimal_marks = {"."};
  std::string list_separator = "(?:, ?)";
};

// A form of a heading as HeadingKey writes it, for headings that were damaged.
struct HeadingForm {
  std::string key;
  uint32_t letters = 0;  // the set of its letters, a bit each
  int words = 0;
  int section = -1;
};

struct Lexicon {
  std::string language;
  // Has rules beside those of every language. A language without is only told from the others, so
  // that its texts are not read with foreign rules.
  bool has_own_rules = false;
  LanguageRules rules_of_language;
  Vocabulary vocabulary;
  FormTree forms;
  std::deque<Term> terms;  // stable addresses
  std::vector<Topic> topics;
  std::vector<Rule> rules;
  std::vector<Cue> cues;
  std::vector<SectionRule> sections;
  std::vector<HeadingForm> headings;  // by length of the key
  // Pseudo topics whose forms are cues and headings: the value of an entry's only meaning is an
  // index into `cues` (an empty id is a stop) or `sections`. -1 = the language has none.
  int context_topic = -1, section_topic = -1;
  // Whether all hits of a topic in a text are kept (match/reading.h): it has panels, or its forms
  // are cues or headings.
  bool KeepsHits(uint16_t topic) const {
    return topics[topic].panel != nullptr || topic == context_topic || topic == section_topic;
  }
  WordFeatures word_features;
  // Sections that rules name: the first kSectionBits - 1 have a bit each, all others share the
  // last.
  static constexpr size_t kSectionBits = 64;
  std::vector<std::string> named_sections;
  uint64_t SectionBit(std::string_view id) const;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LEXICON_H_
