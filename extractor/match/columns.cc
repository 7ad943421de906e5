#include "extractor/match/columns.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extractor/match/answers.h"
#include "extractor/match/column_order.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kFewestLabels = 3;
constexpr uint32_t kLongestLabel = 12;   // words before the colon
constexpr uint32_t kLongestGap = 5;      // words of a line that may stand among the labels
constexpr uint32_t kLongestLength = 24;  // words of a line that says a length
constexpr uint32_t kLengthWithin = 16;   // the words of it that the length stands in
constexpr uint32_t kLongestRank = 12;
constexpr size_t kMostLabels = 48;
constexpr size_t kLinesBefore = 20;  // what may stand between the two columns

// Words [first, last) of a line; `colon`: the word that ends its label, or `last`.
struct Line {
  uint32_t first = 0, last = 0, colon = 0;
  bool ends_in_colon() const { return colon + 1 == last; }
  bool has_label() const { return colon < last; }
};

struct Label {
  Line line;
  ColumnLabel asks;
};

// A value begins with this word.
struct Item {
  uint32_t word = 0;
  ColumnValue is;
};

class ColumnReader {
 public:
  ColumnReader(std::string_view folded, const Lexicon& lexicon, Reading* reading)
      : text_(folded),
        vocabulary_(lexicon.vocabulary),
        language_(lexicon.rules_of_language),
        words_(reading->words),
        reading_(*reading) {}

  bool Run() {
    CutLines();
    for (size_t at = 0; at < lines_.size();) {
      const size_t end = LabelsEnd(at);
      if (end - at < kFewestLabels) {
        at = std::max(end, at + 1);
        continue;
      }
      at = std::max(end, PairOne(at, end));
    }
    if (pairs_.empty()) return false;
    Insert();
    return true;
  }

 private:
  struct Pair {
    uint32_t value = 0;  // the word in front of which the label goes
    Line label;
  };

  char First(uint32_t i) const { return text_[words_[i].begin]; }
  std::string_view Spelling(uint32_t i) const {
    return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }

  void CutLines() {
    for (uint32_t i = 0; i < words_.size();) {
      Line line{i, i + 1, 0};
      while (line.last < words_.size() && words_[line.last].breaks_before == 0) ++line.last;
      const uint32_t reach = std::min(line.last, i + kLongestLabel);
      line.colon = i;
      while (line.colon < reach && First(line.colon) != ':') ++line.colon;
      if (line.colon == reach) line.colon = line.last;
      lines_.push_back(line);
      i = line.last;
    }
  }

  // "Tumor size:", "- Grade:" alone in its line.
  bool IsLabel(const Line& line) const {
    if (line.last - line.first < 2 || line.last - line.first > kLongestLabel) return false;
    const char end = First(line.last - 1);
    if (!line.ends_in_colon() && !(end == ';' && !line.has_label())) return false;
    uint32_t i = line.first;
    while (i < line.last && words_[i].kind == WordKind::kOther) ++i;
    return i + 1 < line.last && words_[i].kind == WordKind::kLetters && IsAsciiUpper(First(i));
  }

  // The line after the labels that begin with line `at`; a title without a colon may be among them.
  size_t LabelsEnd(size_t at) const {
    size_t end = at;
    while (end < lines_.size() && end - at < kMostLabels) {
      const bool title = end - at >= kFewestLabels && end + 1 < lines_.size() &&
                         IsLabel(lines_[end + 1]) && IsGap(lines_[end]);
      if (!IsLabel(lines_[end]) && !title) break;
      ++end;
    }
    return end;
  }

  bool IsGap(const Line& line) const {
    return line.last - line.first <= kLongestGap && !line.has_label() &&
           words_[line.first].kind == WordKind::kLetters && KindOf(line.first, line) == kOther;
  }

  ColumnLabel Asks(const Line& line) const {
    ColumnLabel label{kOther, true};
    const LabelWords& known = language_.label_words;
    bool length = false, answer = false, remark = false, rank = false;
    for (uint32_t i = line.first; i < line.last && First(i) != '(' && First(i) != ':'; ++i) {
      if (words_[i].kind != WordKind::kLetters) continue;
      const std::string_view word = Spelling(i);
      length = length || known.length.Has(word);
      answer = answer || known.answer.Has(word);
      remark = remark || known.remark.Has(word);
      rank = rank || known.rank.Has(word);
      for (char c : Spelling(i)) label.title = label.title && !IsAsciiLower(c);
    }
    label.code = CodeOf(line.first, line.last, CodePlace::kLabel);
    label.kind = length ? kMeasure : answer ? kAnswer : remark ? kRemark : rank ? kRank : kOther;
    if (label.code != 0 && label.kind == kOther) {
      label.kind = kCode;
      label.title = false;
    }
    return label;
  }

  enum class CodePlace : uint8_t { kLabel, kValue };

  // The capital of a code among the first words of [first, last): "pT2", "p N 0"; of a label also
  // a capital that it begins with: "T stage". 0 = there is none.
  char CodeOf(uint32_t first, uint32_t last, CodePlace place) const {
    constexpr uint32_t kReach = 6, kLongest = 4;
    const uint32_t end = place == CodePlace::kLabel ? last : std::min(last, first + kReach);
    for (uint32_t i = first; i < end; ++i) {
      if (words_[i].kind != WordKind::kLetters) continue;
      const std::string_view word = Spelling(i);
      if (word.size() > kLongest) continue;
      if (word.size() == 1 && IsAsciiUpper(word[0])) {
        const bool before = i > first && Spelling(i - 1).size() == 1 && IsAsciiLower(First(i - 1));
        if (before || (place == CodePlace::kLabel && i == first)) return word[0];
      }
      size_t small = 0;
      while (small < word.size() && IsAsciiLower(word[small])) ++small;
      const bool whole = place == CodePlace::kValue || small + 1 == word.size();
      if (small > 0 && small <= 2 && small < word.size() && whole) return word[small];
    }
    return 0;
  }

  bool IsUnit(uint32_t i) const { return language_.units.Has(Spelling(i)); }

  // What the line is from word `first` on.
  ColumnKind KindOf(uint32_t first, const Line& line) const {
    if (line.last - first <= kLongestLength) {
      const uint32_t reach = std::min(line.last, first + kLengthWithin);
      // "Free (2 mm or more)": the bracket only explains.
      for (uint32_t i = first + 1; i < reach && First(i) != '('; ++i) {
        if (words_[i - 1].kind == WordKind::kDigits && IsUnit(i)) return kMeasure;
      }
    }
    if (IsRank(first, line.last)) return kRank;
    return BeginsAnswer(reading_.plain, language_, first) ? kAnswer : kOther;
  }

  // "2", "III", "G2: moderately", "Rank 2".
  bool IsRank(uint32_t first, uint32_t last) const {
    constexpr uint32_t kAlone = 4;
    if (last - first > kLongestRank) return false;
    const std::string_view word = Spelling(first);
    const bool roman = word.find_first_not_of("IVX") == std::string_view::npos;
    if (words_[first].kind == WordKind::kDigits || roman) return last - first <= kAlone;
    const bool number = first + 1 < last && words_[first + 1].kind == WordKind::kDigits;
    if (word == "G" && number) return true;
    return language_.label_words.rank.Has(word);
  }

  ColumnValue ValueOf(uint32_t first, const Line& line, bool behind) const {
    const bool labelled = line.has_label() && first < line.colon;
    const char code = labelled ? '\0' : CodeOf(first, line.last, CodePlace::kValue);
    ColumnValue value{code != 0 ? kCode : KindOf(first, line)};
    value.first = behind;
    value.goes_on = code == 0 && IsAsciiLower(First(first));
    value.labelled = labelled;
    value.code = code;
    return value;
  }

  // The lines behind the labels that may be their values.
  std::vector<Item> Items(size_t from, size_t labels, size_t* end) const {
    std::vector<Item> items;
    const size_t most = 2 * labels + kLinesBefore;
    bool begun = false;  // a value that tells its kind was seen
    for (*end = from; *end < lines_.size() && items.size() < most; ++*end) {
      const Line& line = lines_[*end];
      if (LabelsEnd(*end) - *end >= kFewestLabels) break;
      if (IsLabel(line)) continue;
      // The first value may have come to stand behind the last label: "Lymph nodes:Carcinoma".
      const bool behind = !begun && line.has_label();
      const uint32_t first = behind ? line.colon + 1 : line.first;
      items.push_back({first, ValueOf(first, line, behind && items.empty())});
      begun = begun || items.back().is.kind != kOther;
    }
    return items;
  }

  // Pairs the labels of lines [begin, end) with what follows; returns the line to go on with.
  size_t PairOne(size_t begin, size_t end) {
    std::vector<Label> labels;
    size_t known = 0;
    for (size_t at = begin; at < end; ++at) {
      if (!IsLabel(lines_[at])) continue;
      labels.push_back({lines_[at], Asks(lines_[at])});
      known += labels.back().asks.kind != kOther;
    }
    if (known < 2) return end;
    const bool last_has_value = end < lines_.size() && lines_[end].has_label();
    if (last_has_value) labels.push_back({lines_[end], Asks(lines_[end])});
    const bool all = std::all_of(labels.begin(), labels.end(),
                                 [](const Label& label) { return label.asks.title; });
    std::vector<ColumnLabel> asks;
    asks.reserve(labels.size());
    for (Label& label : labels) {
      label.asks.title = label.asks.title && !all && label.asks.kind == kOther;
      asks.push_back(label.asks);
    }
    size_t after = end;
    const std::vector<Item> items = Items(end, labels.size(), &after);
    std::vector<ColumnValue> values;
    values.reserve(items.size());
    for (const Item& item : items) values.push_back(item.is);
    const std::vector<int> order = OrderColumn(asks, values);
    if (order.empty()) return end;
    for (size_t i = 0; i < labels.size(); ++i) {
      if (order[i] < 0) continue;
      const Item& item = items[static_cast<size_t>(order[i])];
      const ColumnKind kind = asks[i].kind == kRemark ? kAnswer : asks[i].kind;
      if (kind == item.is.kind && kind != kOther && kind != kCode)
        pairs_.push_back({item.word, labels[i].line});
    }
    columns_.push_back({lines_[begin].first, lines_[end - 1].last});
    return end;
  }

  // Appends the words of a label, without length, in front of word `value`.
  void Copy(const Line& label, const Word& value, std::vector<Word>* out) const {
    const auto put = [&](WordId id, WordKind kind, bool space) {
      Word word;
      word.begin = word.end = value.begin;
      word.id = id;
      word.kind = kind;
      word.space_before = space;
      word.repair = kRepairColumn;
      out->push_back(word);
    };
    const size_t first = out->size();
    for (uint32_t i = label.first; i < label.last && First(i) != '('; ++i) {
      const Word& word = words_[i];
      if (First(i) == ':' || First(i) == ';') break;
      const bool mark = word.kind == WordKind::kOther && out->size() == first;
      if (word.id != kUnknownWord && !mark) put(word.id, word.kind, word.space_before);
    }
    if (out->size() == first) return;
    (*out)[first].space_before = true;
    (*out)[first].breaks_before = 3;
    put(vocabulary_.Find(":"), WordKind::kOther, false);
  }

  void Insert() {
    std::vector<Word> all;
    size_t next = 0, column = 0;
    for (uint32_t i = 0; i < words_.size(); ++i) {
      const auto shift = static_cast<uint32_t>(all.size() - i);
      for (; column < columns_.size() && columns_[column].first == i; ++column)
        reading_.columns.push_back({i + shift, columns_[column].second + shift});
      Word word = words_[i];
      if (next < pairs_.size() && pairs_[next].value == i) {
        const Line& label = pairs_[next++].label;
        const auto first = static_cast<uint32_t>(all.size());
        Copy(label, word, &all);
        const auto last = static_cast<uint32_t>(all.size());
        if (last > first) {
          const uint32_t end = std::min(label.colon, label.last - 1);
          reading_.labels.push_back({first, last, {words_[label.first].begin, words_[end].begin}});
          word.breaks_before = 0;
          word.space_before = true;
        }
      }
      all.push_back(word);
    }
    words_ = std::move(all);
  }

  static constexpr ColumnKind kOther = ColumnKind::kOther, kMeasure = ColumnKind::kMeasure,
                              kAnswer = ColumnKind::kAnswer, kRank = ColumnKind::kRank,
                              kRemark = ColumnKind::kRemark, kCode = ColumnKind::kCode;

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const LanguageRules& language_;
  std::vector<Word>& words_;
  Reading& reading_;
  std::vector<Line> lines_;
  std::vector<Pair> pairs_;
  std::vector<std::pair<uint32_t, uint32_t>> columns_;
};

// Whether three lines in a row may end in a colon: most texts are told by this alone.
bool MayHaveColumns(std::string_view folded) {
  size_t labels = 0;
  for (size_t from = 0, end; from < folded.size(); from = end + 1) {
    end = std::min(folded.find('\n', from), folded.size());
    size_t last = end;
    while (last > from && folded[last - 1] == ' ') --last;
    if (last == from) continue;
    labels = folded[last - 1] == ':' || folded[last - 1] == ';' ? labels + 1 : 0;
    if (labels >= kFewestLabels) return true;
  }
  return false;
}

}  // namespace

bool PairColumns(std::string_view folded, const Lexicon& lexicon, Reading* reading) {
  reading->labels.clear();
  reading->columns.clear();
  const LabelWords& known = lexicon.rules_of_language.label_words;
  if (known.length.empty() || lexicon.vocabulary.Find(":") == kUnknownWord) return false;
  return MayHaveColumns(folded) && ColumnReader(folded, lexicon, reading).Run();
}

}  // namespace pathex
