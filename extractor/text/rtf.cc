#include "extractor/text/rtf.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/rtf_characters.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

constexpr size_t kDeepest = 2000;
constexpr int kNoDigits = -100'000;  // a control word without a number

// Destinations whose text is not text of the document; sorted.
constexpr std::array<std::string_view, 35> kSkipped = {
    "annotation", "atnauthor", "atnid",     "author",  "bkmkend",   "bkmkstart",
    "colortbl",   "comment",   "company",   "creatim", "datafield", "fldinst",
    "footer",     "footerf",   "footerl",   "footerr", "generator", "header",
    "headerf",    "headerl",   "headerr",   "info",    "keywords",  "listoverridetable",
    "listtable",  "objdata",   "operator",  "pict",    "private",   "rsidtbl",
    "stylesheet", "subject",   "themedata", "title",   "xmlnstbl"};

static_assert(std::is_sorted(kSkipped.begin(), kSkipped.end()));

struct Word {
  std::string_view text;
  std::string_view out;
};
// Control words that are a character; sorted.
constexpr std::array<Word, 21> kCharacters = {
    {{"bullet", "\u2022"}, {"cell", "\t"},       {"column", "\n"},   {"emdash", "\u2014"},
     {"emspace", " "},     {"endash", "\u2013"}, {"enspace", " "},   {"ldblquote", "\u201C"},
     {"line", "\n"},       {"lquote", "\u2018"}, {"nestcell", "\t"}, {"nestrow", "\n"},
     {"page", "\f"},       {"par", "\n"},        {"qmspace", " "},   {"rdblquote", "\u201D"},
     {"row", "\n"},        {"rquote", "\u2019"}, {"sect", "\n"},     {"softline", "\n"},
     {"tab", "\t"}}};

// What a group inherits and gives back at its end.
struct State {
  bool skip = false;
  bool struck = false;
  bool hidden = false;
  bool deleted = false;
  bool font_table = false;
  int page = 0;         // of the font; 0 = the document's
  int substitutes = 1;  // \ucN
};

class Reader {
 public:
  explicit Reader(TextBuilder* out) : in_(out->input()), out_(out) {}

  RtfNotes Run() {
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '{') {
        Open();
      } else if (c == '}') {
        if (!Close()) break;
      } else if (c == '\\') {
        Control();
      } else if (c == '\r' || c == '\n' || c == '\0') {
        ++at_;
      } else {
        Byte(at_, at_ + 1, static_cast<unsigned char>(c));
        ++at_;
      }
    }
    notes_.unbalanced = !stack_.empty();
    return notes_;
  }

 private:
  void Open() {
    ++at_;
    to_skip_ = 0;
    if (stack_.size() >= kDeepest) {
      state_.skip = true;
      ++too_deep_;
      return;
    }
    stack_.push_back(state_);
    first_word_ = true;
  }

  // False at the end of the document.
  bool Close() {
    ++at_;
    to_skip_ = 0;
    lead_ = 0;
    if (too_deep_ > 0) {
      --too_deep_;
      return true;
    }
    if (stack_.empty()) return true;
    state_ = stack_.back();
    stack_.pop_back();
    return !stack_.empty();
  }

  bool Visible() const { return !state_.skip && !state_.hidden && !state_.font_table; }

  // Appends `text` for input [begin, end), unless it is not to be read.
  void Emit(size_t begin, size_t end, std::string_view text) {
    if (to_skip_ > 0) {  // a substitute for a \uN
      --to_skip_;
      return;
    }
    high_ = 0;
    if (!Visible()) return;
    const bool gone = state_.struck || state_.deleted;
    const bool blank = text == " " || text == "\n" || text == "\t";
    if (gone && !blank) {
      if (!in_struck_) ++notes_.struck;
      in_struck_ = true;
      return;
    }
    if (!blank) in_struck_ = false;
    const bool same = text.size() == end - begin && in_.substr(begin, end - begin) == text;
    same ? out_->Copy(begin, end) : out_->Replace(begin, end, text);
  }

  int Page() const { return state_.page != 0 ? state_.page : document_page_; }

  void Byte(size_t begin, size_t end, unsigned char byte) {
    first_word_ = false;
    if (lead_ != 0) {
      const std::string text = characters_.Double(Page(), lead_, byte);
      lead_ = 0;
      Emit(lead_begin_, end, text);
      return;
    }
    if (RtfCharacters::IsLead(Page(), byte)) {
      lead_ = byte;
      lead_begin_ = begin;
      return;
    }
    Emit(begin, end, characters_.Single(Page(), byte));
  }

  void Control() {
    const size_t begin = at_++;
    if (at_ >= in_.size()) return;
    const char c = in_[at_];
    if (IsAsciiLetter(c)) {
      ControlWord(begin);
      return;
    }
    ++at_;
    if (c == '\'') {
      HexByte(begin);
    } else if (c == '*') {
      ignorable_ = true;
      return;
    } else if (c == '~') {
      Emit(begin, at_, "\u00A0");
    } else if (c == '_') {
      Emit(begin, at_, "-");
    } else if (c == '-' || c == '|' || c == ':') {
      // an optional hyphen, an index mark
    } else if (c == '\r' || c == '\n') {
      Emit(begin, at_, "\n");
    } else {
      Byte(begin, at_, static_cast<unsigned char>(c));
    }
    first_word_ = false;
    ignorable_ = false;
  }

  void HexByte(size_t begin) {
    if (at_ + 2 > in_.size()) return;
    const int high = HexValue(in_[at_]), low = HexValue(in_[at_ + 1]);
    if (high < 0 || low < 0) return;
    at_ += 2;
    Byte(begin, at_, static_cast<unsigned char>(high * 16 + low));
  }

  void ControlWord(size_t begin) {
    const size_t name_begin = at_;
    while (at_ < in_.size() && IsAsciiLetter(in_[at_])) ++at_;
    const std::string_view name = in_.substr(name_begin, at_ - name_begin);
    int number = kNoDigits;
    const bool minus = at_ + 1 < in_.size() && in_[at_] == '-' && IsAsciiDigit(in_[at_ + 1]);
    if (minus) ++at_;
    if (at_ < in_.size() && IsAsciiDigit(in_[at_])) {
      int64_t value = 0;
      while (at_ < in_.size() && IsAsciiDigit(in_[at_])) {
        value = std::min<int64_t>(value * 10 + (in_[at_++] - '0'), 1'000'000'000);
      }
      number = static_cast<int>(minus ? -value : value);
    }
    const size_t word_end = at_;
    if (at_ < in_.size() && in_[at_] == ' ') ++at_;
    const bool ignorable = std::exchange(ignorable_, false);
    const bool first = std::exchange(first_word_, false);
    Apply(name, number, ignorable, first, {begin, word_end});
  }

  void Apply(std::string_view name, int number, bool ignorable, bool first, Range place) {
    const bool on = number != 0;
    if (name == "u") return Unicode(number, place);
    if (name == "bin") {
      at_ += std::min<size_t>(number > 0 ? static_cast<size_t>(number) : 0, in_.size() - at_);
      return;
    }
    if (first && Destination(name, ignorable)) return;
    if (name == "strike" || name == "striked") {
      state_.struck = on;
    } else if (name == "v") {
      state_.hidden = on;
    } else if (name == "deleted") {
      state_.deleted = on;
    } else if (name == "plain") {
      state_.struck = state_.hidden = state_.deleted = false;
      state_.page = 0;
    } else if (name == "uc") {
      state_.substitutes = std::clamp(number, 0, 16);
    } else if (name == "ansicpg") {
      if (number > 0) document_page_ = number;
    } else if (name == "mac") {
      document_page_ = 10000;
    } else if (name == "pc") {
      document_page_ = 437;
    } else if (name == "pca") {
      document_page_ = 850;
    } else if (name == "f") {
      Font(number);
    } else if (name == "fcharset" && state_.font_table) {
      fonts_[font_] = RtfPageOfCharset(number);
    } else {
      CharacterWord(name, place);
    }
  }

  // A word that begins a group may make it a destination. True when it did.
  bool Destination(std::string_view name, bool ignorable) {
    if (name == "fonttbl") {
      state_.font_table = true;
      return true;
    }
    if (name == "fldrslt" || name == "shptxt" || name == "rtf") return name != "rtf";
    const bool known = std::binary_search(kSkipped.begin(), kSkipped.end(), name);
    if (!known && !ignorable) return false;
    state_.skip = true;
    return true;
  }

  void Font(int number) {
    if (state_.font_table) {
      font_ = number;
      return;
    }
    const auto found = fonts_.find(number);
    state_.page = found == fonts_.end() ? 0 : found->second;
  }

  void CharacterWord(std::string_view name, Range place) {
    const auto found =
        std::lower_bound(kCharacters.begin(), kCharacters.end(), name,
                         [](const Word& word, std::string_view n) { return word.text < n; });
    if (found != kCharacters.end() && found->text == name) Emit(place.begin, place.end, found->out);
  }

  // \uN, N signed 16 bits; characters beyond them come as two surrogates.
  void Unicode(int number, Range place) {
    if (number == kNoDigits || to_skip_ > 0) return;
    const char32_t unit = static_cast<char32_t>(number < 0 ? number + 65536 : number);
    const char32_t high = std::exchange(high_, 0);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
      high_begin_ = place.begin;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      const char32_t c = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
      Emit(high != 0 ? high_begin_ : place.begin, place.end, EncodeUtf8(high != 0 ? c : U'\uFFFD'));
    } else {
      Emit(place.begin, place.end, EncodeUtf8(unit));
    }
    to_skip_ = state_.substitutes;
  }

  const std::string_view in_;
  TextBuilder* out_;
  size_t at_ = 0;
  State state_;
  std::vector<State> stack_;
  size_t too_deep_ = 0;
  RtfCharacters characters_;
  std::map<int, int> fonts_;  // \fN -> code page
  int font_ = 0;              // the font being defined
  int document_page_ = 1252;
  int to_skip_ = 0;         // substitutes still to come
  unsigned char lead_ = 0;  // first byte of a double-byte character
  size_t lead_begin_ = 0;
  char32_t high_ = 0;  // a high surrogate waiting for its low one
  size_t high_begin_ = 0;
  bool first_word_ = false;  // the next control word is the first of its group
  bool ignorable_ = false;   // "\*" was just read
  bool in_struck_ = false;
  RtfNotes notes_;
};

}  // namespace

bool LooksLikeRtf(std::string_view bytes, std::string_view) {
  const size_t first = bytes.substr(0, 64).find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && bytes.substr(first, 5) == "{\\rtf";
}

RtfNotes AppendRtf(TextBuilder* out) { return Reader(out).Run(); }

void ReportRtfNotes(const RtfNotes& notes, std::string_view where, Source* source) {
  if (notes.unbalanced) {
    AddDiagnostic(Severity::kWarning, "S055", where, "RTF document is cut: its end is missing",
                  source);
  }
  if (notes.struck > 0) {
    AddDiagnostic(Severity::kInfo, "S056", where,
                  std::to_string(notes.struck) + " struck-through pieces were left out", source);
  }
}

Result<std::vector<Source>> ReadRtf(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options) {
  Source source = StartSource(path, "rtf", options.language);
  source.media_type = "text/rtf";
  TextBuilder text(bytes);
  ReportRtfNotes(AppendRtf(&text), path, &source);
  source.parts.emplace_back();
  text.MoveTo(&source.parts.back());
  if (!HasText(source)) return Error{"S057", std::string(path), "RTF document without text"};
  return std::vector<Source>{std::move(source)};
}

}  // namespace pathex
