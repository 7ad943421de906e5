#include "extractor/match/plain_text.h"

#include <cstring>
#include <span>

#include "extractor/lexicon/pattern.h"

namespace pathex {
namespace {

constexpr size_t kPiece = 8;   // bytes copied at once, whatever the length of a word
constexpr size_t kSlack = 64;  // bytes behind the text that a piece may reach into

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

void AppendWord(std::string_view folded, const Word& word, const Vocabulary& vocabulary,
                std::string* out) {
  if (word.repair != 0 && word.id != kUnknownWord) {
    out->append(vocabulary.Spelling(word.id));  // as it should have been written
    return;
  }
  AppendNotation(folded.substr(word.begin, word.end - word.begin), out);
}

// The text in small letters, and kSlack bytes more that can be read. Valid until the next call.
const char* Lower(std::string_view folded) {
  thread_local std::string lower;
  lower.resize(folded.size() + kSlack);
  const char* const from = folded.data();
  char* const to = lower.data();
  const size_t size = folded.size();
  for (size_t i = 0; i < size; ++i) {
    const auto c = static_cast<uint8_t>(from[i]);
    const bool capital = static_cast<uint8_t>(c - 'A') < 26;
    to[i] = static_cast<char>(c | (capital ? 0x20 : 0));
  }
  return to;
}

// Writes the plain text word by word. Ordinary words, which nearly all are, are copied from the
// text in small letters in pieces that the next word overwrites.
class PlainWriter {
 public:
  PlainWriter(std::string_view folded, const Vocabulary& vocabulary, PlainText* plain)
      : folded_(folded), vocabulary_(vocabulary), plain_(*plain) {}

  void Run(std::span<const Word> words) {
    const char* const lower = Lower(folded_);
    plain_.begin.resize(words.size() + 1);
    uint32_t* const begins = plain_.begin.data();
    Reserve(folded_.size() + words.size());
    size_t at = 0;
    for (uint32_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      const size_t length = word.end - word.begin;
      if (at + length + kSlack > size_) Reserve(2 * (at + length));
      if (word.space_before && i > 0) Put(word.breaks_before > 0 ? '\n' : ' ', i - 1, 0, at++);
      begins[i] = static_cast<uint32_t>(at);
      const bool ordinary = static_cast<uint8_t>(lower[word.begin]) < 0x80 &&
                            (word.repair == 0 || word.id == kUnknownWord);
      if (ordinary) {
        Copy(lower + word.begin, length, i, at);
        at += length;
      } else {
        at = Other(word, i, at);
      }
    }
    begins[words.size()] = static_cast<uint32_t>(at);
    plain_.text.resize(at);
    plain_.word.resize(at);
    plain_.closed.resize(at);
  }

 private:
  void Reserve(size_t size) {
    size_ = size + kSlack;
    plain_.text.resize(size_);
    plain_.word.resize(size_);
    plain_.closed.resize(size_);
    text_ = plain_.text.data();
    word_ = plain_.word.data();
    closed_ = plain_.closed.data();
  }

  void Put(char byte, uint32_t word, uint8_t closed, size_t at) {
    text_[at] = byte;
    word_[at] = word;
    closed_[at] = closed;
  }

  // A run of letters or of digits, or a sign of one byte.
  void Copy(const char* from, size_t length, uint32_t index, size_t at) {
    constexpr uint64_t kClosed = 0x0101010101010101u;
    char* const text = text_ + at;
    uint8_t* const closed = closed_ + at;
    uint32_t* const word = word_ + at;
    for (size_t k = 0; k < length; k += kPiece) {
      std::memcpy(text + k, from + k, kPiece);
      std::memcpy(closed + k, &kClosed, kPiece);
      for (size_t j = 0; j < kPiece; ++j) word[k + j] = index;
    }
    closed[0] = 0;
  }

  // Returns where the text ends behind the word.
  size_t Other(const Word& word, uint32_t index, size_t at) {
    piece_.clear();
    AppendWord(folded_, word, vocabulary_, &piece_);
    if (at + piece_.size() + kSlack > size_) Reserve(2 * (at + piece_.size()));
    const bool letters = word.kind != WordKind::kOther;
    for (size_t k = 0; k < piece_.size(); ++k) {
      const bool inside = letters || (k > 0 && IsWordByte(piece_[k - 1]) && IsWordByte(piece_[k]));
      Put(piece_[k], index, k > 0 && inside ? 1 : 0, at++);
    }
    return at;
  }

  std::string_view folded_;
  const Vocabulary& vocabulary_;
  PlainText& plain_;
  char* text_ = nullptr;
  uint32_t* word_ = nullptr;
  uint8_t* closed_ = nullptr;
  size_t size_ = 0;  // bytes there is room for
  std::string piece_;
};

}  // namespace

void WritePlain(std::string_view folded, const Vocabulary& vocabulary,
                const std::vector<Word>& words, PlainText* plain) {
  PlainWriter(folded, vocabulary, plain).Run(words);
}

}  // namespace pathex
