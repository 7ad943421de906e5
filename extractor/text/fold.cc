#include "extractor/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstring>

#include "extractor/base/byte_words.h"
#include "extractor/base/utf8.h"

namespace pathex {
namespace {

// What the table makes of one code point that canonical decomposition leaves alone.
struct Replacement {
  char32_t from;
  const char* to;
};

// Letters that Unicode does not decompose although readers of these languages do. Sorted by code
// point is not needed: the common ones are looked up once, in the constructor of Cache.
constexpr Replacement kLetters[] = {
    {0x00C6, "AE"},  {0x00E6, "ae"}, {0x0152, "OE"}, {0x0153, "oe"}, {0x00D8, "O"},
    {0x00F8, "o"},   {0x00DF, "ss"}, {0x1E9E, "SS"}, {0x0132, "IJ"}, {0x0133, "ij"},
    {0x0141, "L"},   {0x0142, "l"},  {0x0110, "D"},  {0x0111, "d"},  {0x0131, "i"},
    {0x00D7, "x"},   {0xFB00, "ff"}, {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"},
    {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"},
};

constexpr char32_t kSingleQuotes[] = {0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x2035,
                                      0x2039, 0x203A, 0x00B4, 0x02B9, 0x02BB, 0x02BC,
                                      0x02BD, 0x02C8, 0x275B, 0x275C, 0xFF07};
constexpr char32_t kDoubleQuotes[] = {0x201C, 0x201D, 0x201E, 0x201F, 0x2033,
                                      0x2036, 0x00AB, 0x00BB, 0x02BA, 0x275D,
                                      0x275E, 0x301D, 0x301E, 0x301F, 0xFF02};
// Dashes that Unicode does not class as such (category Pd): hyphen bullet, minus, modifier minus.
constexpr char32_t kMoreDashes[] = {0x2043, 0x2212, 0x02D7};
// Line and paragraph separator, next line.
constexpr char32_t kLineBreaks[] = {0x0085, 0x2028, 0x2029};

template <size_t N>
bool Has(const char32_t (&list)[N], char32_t c) {
  for (char32_t item : list) {
    if (item == c) return true;
  }
  return false;
}

// Accents and everything else that modifies the letter before it.
bool IsMark(char32_t c) {
  const UChar32 u = static_cast<UChar32>(c);
  const int8_t category = u_charType(u);
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
         u_getCombiningClass(u) != 0;
}

// Soft hyphen, zero-width blanks and joiners, directional marks, byte order mark, …
bool IsInvisible(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR; }

void AppendFolded(char32_t c, std::string* out) {
  if (c < 0x80) return AppendUtf8(c, out);
  for (const Replacement& letter : kLetters) {
    if (letter.from == c) {
      out->append(letter.to);
      return;
    }
  }
  if (Has(kLineBreaks, c)) return out->push_back('\n');
  if (Has(kSingleQuotes, c)) return out->push_back('\'');
  if (Has(kDoubleQuotes, c)) return out->push_back('"');
  const int8_t category = u_charType(static_cast<UChar32>(c));
  if (category == U_SPACE_SEPARATOR) return out->push_back(' ');
  if (category == U_DASH_PUNCTUATION || Has(kMoreDashes, c)) return out->push_back('-');
  if (IsInvisible(c) || IsMark(c)) return;
  AppendUtf8(c, out);
}

// The folded form of one non-ASCII code point. Decomposing code point by code point equals
// decomposing the whole run, but for the order of marks, and no mark survives; so every letter
// keeps its own exact place in the map.
void AppendFoldedDecomposition(char32_t c, std::string* out) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const kNfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString pieces;
  if (kNfd == nullptr || !kNfd->getDecomposition(static_cast<UChar32>(c), pieces)) {
    return AppendFolded(c, out);
  }
  for (int32_t i = 0; i < pieces.length();) {
    const UChar32 piece = pieces.char32At(i);
    AppendFolded(static_cast<char32_t>(piece), out);
    i += U16_LENGTH(piece);
  }
}

// Answers for the code points that reports are full of, so that ICU sees only rare ones.
class Cache {
 public:
  struct Entry {
    char bytes[6];
    uint8_t size;
    bool mark;
  };

  Cache() {
    for (char32_t c = kLatinBegin; c < kLatinEnd; ++c) Fill(c, &latin_[c - kLatinBegin]);
    for (char32_t c = kSignsBegin; c < kSignsEnd; ++c) Fill(c, &signs_[c - kSignsBegin]);
  }

  const Entry* Find(char32_t c) const {
    if (c >= kLatinBegin && c < kLatinEnd) return &latin_[c - kLatinBegin];
    if (c >= kSignsBegin && c < kSignsEnd) return &signs_[c - kSignsBegin];
    return nullptr;
  }

 private:
  // Latin letters and the accents that stand alone; punctuation.
  static constexpr char32_t kLatinBegin = 0x80, kLatinEnd = 0x370;
  static constexpr char32_t kSignsBegin = 0x2000, kSignsEnd = 0x2070;

  static void Fill(char32_t c, Entry* entry) {
    std::string folded;
    AppendFoldedDecomposition(c, &folded);
    entry->mark = IsMark(c);
    entry->size = static_cast<uint8_t>(folded.size());
    std::memcpy(entry->bytes, folded.data(), std::min(folded.size(), sizeof entry->bytes));
  }

  std::array<Entry, kLatinEnd - kLatinBegin> latin_;
  std::array<Entry, kSignsEnd - kSignsBegin> signs_;
};

const Cache& Known() {
  static const Cache* const kCache = new Cache;
  return *kCache;
}

// Writes the folded text and, when wanted, its map.
class Folder {
 public:
  Folder(std::string_view original, std::string* folded, OffsetMap* map)
      : original_(original), folded_(*folded), map_(map), known_(Known()) {}

  void Run() {
    size_t at = 0;
    while (at < original_.size()) {
      const size_t plain = PlainEnd(at);
      if (plain == original_.size()) return Copy(at, plain);
      const unsigned char c = static_cast<unsigned char>(original_[plain]);
      if (c < 0x80) {
        Copy(at, plain);
        at = LineBreak(plain);
        continue;
      }
      // An accent belongs to the letter before it, so that a span of one holds the other.
      const bool accent = plain > at && StartsWithMark(plain);
      Copy(at, plain - accent);
      at = CodePointAndMarks(plain - accent);
    }
  }

 private:
  // End of the text from `at` on that folds to itself: ASCII but for line breaks other than "\n".
  size_t PlainEnd(size_t at) const {
    return FindByte(
        original_, at, [](uint64_t word) { return (word & kHighBits) | MarkLess(word, '\r' + 1); },
        [](char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= '\v' && c <= '\r'); });
  }

  void Copy(size_t begin, size_t end) {
    if (begin >= end) return;
    folded_.append(original_, begin, end - begin);
    if (map_ != nullptr) {
      map_->AddCopy(static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin));
    }
  }

  void AddBlock(size_t begin, size_t end, size_t folded_begin) {
    if (map_ == nullptr) return;
    map_->AddBlock(static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin),
                   static_cast<uint32_t>(folded_.size() - folded_begin));
  }

  // "\r\n", "\r", "\v" or "\f", with the accents somebody may have put on it.
  size_t LineBreak(size_t at) {
    const bool pair =
        original_[at] == '\r' && at + 1 < original_.size() && original_[at + 1] == '\n';
    const size_t end = MarksEnd(at + (pair ? 2 : 1));
    const size_t folded_begin = folded_.size();
    folded_.push_back('\n');
    AddBlock(at, end, folded_begin);
    return end;
  }

  bool StartsWithMark(size_t at) const {
    const char32_t c = DecodeUtf8(original_, at).value;
    const Cache::Entry* entry = known_.Find(c);
    return entry != nullptr ? entry->mark : IsMark(c);
  }

  size_t MarksEnd(size_t at) const {
    while (at < original_.size() && static_cast<unsigned char>(original_[at]) >= 0x80 &&
           StartsWithMark(at)) {
      at += DecodeUtf8(original_, at).length;
    }
    return at;
  }

  size_t CodePointAndMarks(size_t at) {
    const CodePoint c = DecodeUtf8(original_, at);
    const size_t after = at + c.length;
    const size_t end = MarksEnd(after);
    const size_t folded_begin = folded_.size();
    const Cache::Entry* entry = known_.Find(c.value);
    if (entry != nullptr) {
      folded_.append(entry->bytes, entry->size);
    } else if (c.length == 1) {
      folded_.push_back(original_[at]);
    } else {
      AppendFoldedDecomposition(c.value, &folded_);
    }
    // Kept as it stands ("µ"): a copy, which joins its neighbours in the map.
    const std::string_view folded = std::string_view(folded_).substr(folded_begin);
    if (end == after && folded == original_.substr(at, c.length)) {
      if (map_ != nullptr) map_->AddCopy(static_cast<uint32_t>(at), c.length);
    } else {
      AddBlock(at, end, folded_begin);
    }
    return end;
  }

  std::string_view original_;
  std::string& folded_;
  OffsetMap* map_;
  const Cache& known_;
};

// `map`: an OffsetMap or an index of one.
template <typename Map>
OriginalSpan Mapped(const Map& map, std::string_view original, FoldedSpan span) {
  const uint32_t begin = map.Begin(span.begin);
  if (span.end <= span.begin) {
    const auto at = static_cast<uint32_t>(CodePointBoundaryBefore(original, begin));
    return {at, at};
  }
  const uint32_t end = map.End(span.end);
  // Letters that are kept are copied byte by byte; a span may have cut one.
  return {static_cast<uint32_t>(CodePointBoundaryBefore(original, begin)),
          static_cast<uint32_t>(NextCodePointBoundary(original, end))};
}

}  // namespace

OriginalSpan Text::ToOriginal(FoldedSpan span) const { return Mapped(map, original, span); }

OriginalSpan Text::ToOriginal(FoldedSpan span, const OffsetIndex& index) const {
  return Mapped(index, original, span);
}

void Fold(std::string_view original, Text* text) {
  text->original = original;
  text->folded.clear();
  text->folded.reserve(original.size());
  text->map.Clear();
  Folder(original, &text->folded, &text->map).Run();
}

std::string FoldString(std::string_view original) {
  std::string folded;
  folded.reserve(original.size());
  Folder(original, &folded, nullptr).Run();
  return folded;
}

}  // namespace pathex
