#include "extractor/match/encode.h"

#include <algorithm>
#include <cstring>

namespace pathex {
namespace {

constexpr int32_t kNoSymbol = -1;

// The plain text of words [first, last), piece by piece, and what stands in its place.
class UnitEncoder {
 public:
  UnitEncoder(const Reading& reading, uint32_t first, uint32_t last, EncodedUnit* out)
      : plain_(reading.plain), words_(reading.words), first_(first), out_(*out) {
    constexpr size_t kMostPut = 3;  // bytes in the place of a word: a colon, a blank, a symbol
    const size_t most = plain_.begin[last] - plain_.begin[first] + kMostPut * (last - first);
    out_.text.reserve(most + Regex::kPadding);
    out_.text.resize(most);
    out_.closed.resize(most);
    out_.hits.clear();
    out_.pieces.clear();
  }
  ~UnitEncoder() {
    out_.text.resize(size_);
    out_.closed.resize(size_);
  }
  UnitEncoder(const UnitEncoder&) = delete;
  UnitEncoder& operator=(const UnitEncoder&) = delete;

  // Words [from, to) with the blanks between them and, but for the unit's first word, before.
  void Copy(uint32_t from, uint32_t to) {
    if (from >= to) return;
    const uint32_t begin = plain_.begin[from] - BlankBefore(from);
    uint32_t end = plain_.begin[to];
    if (to < words_.size()) end -= words_[to].space_before ? 1 : 0;
    if (begin == end) return;
    out_.pieces.push_back({size_, from, kNoSymbol, plain_.word.data() + begin});
    std::memcpy(out_.text.data() + size_, plain_.text.data() + begin, end - begin);
    std::memcpy(out_.closed.data() + size_, plain_.closed.data() + begin, end - begin);
    size_ += end - begin;
  }

  // The colon that is understood between a label and the answer that begins with `word`.
  void PutColon(char byte, uint32_t word) { Push(byte, word - 1, kNoSymbol); }

  // One byte in the place of words that begin with `word`.
  void Put(char byte, uint32_t word, int32_t hit) {
    if (BlankBefore(word) != 0) {
      Push(words_[word].breaks_before > 0 ? '\n' : ' ', word - 1, kNoSymbol);
    }
    Push(byte, word, hit);
  }
  // A symbol in the place of a form.
  void Put(const FoundForm& form, const FormOutput& output) {
    out_.hits.push_back({form.first, form.last, output.entry, output.symbol});
    Put(static_cast<char>(output.symbol), form.first, static_cast<int32_t>(out_.hits.size() - 1));
  }

 private:
  uint32_t BlankBefore(uint32_t word) const {
    return word != first_ && words_[word].space_before ? 1 : 0;
  }
  void Push(char byte, uint32_t word, int32_t hit) {
    out_.text[size_] = byte;
    out_.closed[size_] = 0;
    out_.pieces.push_back({size_++, word, hit, nullptr});
  }

  const PlainText& plain_;
  const std::vector<Word>& words_;
  const uint32_t first_;
  EncodedUnit& out_;
  uint32_t size_ = 0;
};

// Word i is a full stop ("·", which is written like one, is longer).
bool IsStop(const Reading& reading, uint32_t i) {
  const Word& word = reading.words[i];
  return reading.plain.text[reading.plain.begin[i]] == '.' && word.end - word.begin == 1;
}

// The first leader (three full stops or more) in words [first, last): [begin, end), or nothing.
std::pair<uint32_t, uint32_t> NextLeader(const Reading& reading, uint32_t first, uint32_t last) {
  const PlainText& plain = reading.plain;
  const size_t limit = plain.begin[last];
  const std::string_view text =
      std::string_view(plain.text).substr(0, limit);  // not to the text's end
  for (size_t at = plain.begin[first]; (at = text.find('.', at)) < limit; ++at) {
    const uint32_t word = plain.word[at];
    if (plain.begin[word] != at || !IsStop(reading, word)) continue;
    uint32_t end = word + 1;
    while (end < last && IsStop(reading, end)) ++end;
    if (end - word >= 3) return {word, end};
    at = plain.begin[end - 1];
  }
  return {last, last};
}

}  // namespace

UnitBytes BytesOf(const Reading& reading, uint32_t first, uint32_t last) {
  const PlainText& plain = reading.plain;
  UnitBytes unit;
  const uint32_t end = plain.begin[last];
  for (uint32_t at = plain.begin[first]; at < end; ++at) {
    const auto byte = static_cast<uint8_t>(plain.text[at]);
    unit.bytes.Add(byte);
    if (plain.closed[at] != 0 || !WordHeads::Knows(byte)) continue;
    const bool more = at + 1 < end && plain.closed[at + 1] != 0;
    unit.heads.Add(byte, more ? static_cast<uint8_t>(plain.text[at + 1]) : 0);
    // Of two words in touch the second may be a symbol, or not.
    if (!more && at + 1 < end) unit.heads.Add(byte, static_cast<uint8_t>(plain.text[at + 1]));
  }
  if (unit.bytes.Has('.')) unit.bytes.Add(':');  // a leader of dots becomes one
  const auto answer = std::upper_bound(reading.answers.begin(), reading.answers.end(), first);
  if (answer != reading.answers.end() && *answer < last) unit.bytes.Add(':');
  return unit;
}

void EncodeUnit(const Reading& reading, std::span<const FoundForm> forms, uint16_t topic,
                uint32_t first, uint32_t last, EncodedUnit* out) {
  UnitEncoder encoder(reading, first, last, out);
  auto leader = NextLeader(reading, first, last);
  auto answer = std::upper_bound(reading.answers.begin(), reading.answers.end(), first);
  const auto is_answer = [&](uint32_t i) {
    return answer != reading.answers.end() && *answer == i;
  };
  auto next = forms.begin();
  const FormOutput* output = nullptr;     // of *next
  const auto skip_to = [&](uint32_t i) {  // a form that begins at i or behind it and is a symbol
    for (; next != forms.end(); ++next) {
      if (next->first < i || next->last > last) continue;
      output = next->outputs.SymbolIn(topic);
      if (output != nullptr) return;
    }
  };
  for (uint32_t i = first; i < last;) {
    skip_to(i);
    while (answer != reading.answers.end() && *answer < i) ++answer;
    if (is_answer(i)) {
      const bool symbol = next != forms.end() && next->first == i && next->last == i;
      encoder.PutColon(symbol ? static_cast<char>(output->symbol) : ':', i);
      if (symbol) ++next;
      ++answer;
      continue;
    }
    if (leader.first < i) leader = NextLeader(reading, i, last);
    const uint32_t hit = next != forms.end() ? next->first : last;
    const uint32_t stop =
        std::min({hit, leader.first, answer != reading.answers.end() ? *answer : last});
    encoder.Copy(i, stop);
    i = stop;
    if (i == last) break;
    if (is_answer(i)) continue;
    if (i == hit) {
      encoder.Put(*next, *output);
      i = next->last;
    } else {
      // A leader of dots between label and value is a colon.
      encoder.Put(':', i, kNoSymbol);
      i = leader.second;
    }
  }
}

}  // namespace pathex
