#include "extractor/match/encode.h"

#include <algorithm>

namespace pathex {
namespace {

// The plain text of words, piece by piece, and what stands in its place.
class UnitEncoder {
 public:
  UnitEncoder(const PlainText& plain, const std::vector<Word>& words, EncodedUnit* out)
      : plain_(plain), words_(words), out_(*out) {}

  // Words [first, last) with the blanks between them and, but for the unit's first word, before.
  void Copy(uint32_t first, uint32_t last, bool unit_begins) {
    if (first >= last) return;
    const size_t begin = plain_.begin[first] - (unit_begins ? 0 : words_[first].space_before);
    size_t end = plain_.begin[last];
    if (last < words_.size()) end -= words_[last].space_before;
    if (begin == end) return;
    Begin(first, -1, plain_.word.data() + begin);
    out_.text.append(plain_.text, begin, end - begin);
    const auto from = static_cast<std::ptrdiff_t>(begin), to = static_cast<std::ptrdiff_t>(end);
    out_.closed.insert(out_.closed.end(), plain_.closed.begin() + from, plain_.closed.begin() + to);
  }

  // The colon that is understood between a label and the answer that begins with `word`.
  void PutColon(char byte, uint32_t word) { Push(byte, word - 1, -1); }

  // One byte in the place of words that begin with `word`.
  void Put(char byte, uint32_t word, int32_t hit, bool unit_begins) {
    if (words_[word].space_before && !unit_begins) {
      Push(words_[word].breaks_before > 0 ? '\n' : ' ', word - 1, -1);
    }
    Push(byte, word, hit);
  }

 private:
  void Begin(uint32_t word, int32_t hit, const uint32_t* words) {
    out_.pieces.push_back({static_cast<uint32_t>(out_.text.size()), word, hit, words});
  }
  void Push(char byte, uint32_t word, int32_t hit) {
    Begin(word, hit, nullptr);
    out_.text.push_back(byte);
    out_.closed.push_back(0);
  }

  const PlainText& plain_;
  const std::vector<Word>& words_;
  EncodedUnit& out_;
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
  out->Clear();
  UnitEncoder encoder(reading.plain, reading.words, out);
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
  // Takes *next for a symbol; returns its number among the hits.
  const auto take = [&] {
    out->hits.push_back({next->first, next->last, output->entry, output->symbol});
    return static_cast<int32_t>(out->hits.size() - 1);
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
    encoder.Copy(i, stop, i == first);
    i = stop;
    if (i == last) break;
    if (is_answer(i)) continue;
    if (i == hit) {
      encoder.Put(static_cast<char>(output->symbol), i, take(), i == first);
      i = next->last;
    } else {
      // A leader of dots between label and value is a colon.
      encoder.Put(':', i, -1, i == first);
      i = leader.second;
    }
  }
  out->text.reserve(out->text.size() + Regex::kPadding);
}

}  // namespace pathex
