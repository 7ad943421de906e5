#include "extractor/text/decode.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cctype>

#include "extractor/base/byte_words.h"
#include "extractor/base/utf8.h"
#include "extractor/text/wide_text.h"

namespace pathex {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kWindows = "windows-1252";
constexpr std::string_view kLatin1 = "ISO-8859-1";
constexpr std::string_view kLatin9 = "ISO-8859-15";

uint32_t U32(size_t n) { return static_cast<uint32_t>(n); }
bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

void Report(Severity severity, std::string_view code, std::string message, Decoded* decoded) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  decoded->diagnostics.push_back(std::move(diagnostic));
}

// Copies [begin, end), with U+FFFD for each ill-formed piece.
void DecodeUtf8Text(std::string_view bytes, size_t begin, Decoded* decoded) {
  decoded->encoding = kUtf8;
  size_t broken = 0, first = 0;
  while (begin < bytes.size()) {
    const size_t good = std::min(FindInvalidUtf8(bytes.substr(begin)), bytes.size() - begin);
    decoded->text.append(bytes, begin, good);
    decoded->map.AddCopy(U32(begin), U32(good));
    begin += good;
    if (begin == bytes.size()) break;
    const uint32_t length = DecodeUtf8(bytes, begin).length;
    if (broken++ == 0) first = begin;
    decoded->map.AddBlock(U32(begin), length, 3);
    AppendUtf8(kReplacementCharacter, &decoded->text);
    begin += length;
  }
  if (broken > 0) {
    Report(Severity::kWarning, "S010",
           std::to_string(broken) +
               " byte sequences are not valid UTF-8 and were read as U+FFFD; " +
               "the first is at byte " + std::to_string(first),
           decoded);
  }
}

// UTF-16 and UTF-32, by wide_text.
void DecodeWide(std::string_view bytes, const WideEncoding& wide, Decoded* decoded) {
  decoded->encoding = WideName(wide);
  const WideDamage damage = AppendWide(bytes, wide, &decoded->text, &decoded->map);
  if (wide.narrow_line_ends) {
    Report(Severity::kInfo, "S013",
           "line ends are one byte although the text is " + decoded->encoding + "; read as such",
           decoded);
  }
  if (damage.count > 0) {
    Report(Severity::kWarning, "S010",
           std::to_string(damage.count) + " code units are not valid " + decoded->encoding +
               " and were read as U+FFFD; the first is at byte " + std::to_string(damage.first),
           decoded);
  }
}

// Writes letters one behind: where a letter ends is known when the next one begins.
class LetterWriter {
 public:
  LetterWriter(std::string_view bytes, Decoded* decoded) : bytes_(bytes), decoded_(*decoded) {}

  void Add(char32_t letter, uint32_t begin) {
    if (open_) Write(begin);
    open_ = true;
    letter_ = letter;
    begin_ = begin;
  }
  // The second half of a pair of surrogates.
  void AddTrail(UChar trail) {
    letter_ = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(static_cast<UChar>(letter_), trail));
  }
  bool IsLead() const { return open_ && letter_ <= 0xFFFF && U16_IS_LEAD(letter_); }
  void Finish() {
    if (open_) Write(U32(bytes_.size()));
    open_ = false;
  }

 private:
  void Write(uint32_t end) {
    if (letter_ < 0x80 && end - begin_ == 1 && bytes_[begin_] == static_cast<char>(letter_)) {
      decoded_.text += static_cast<char>(letter_);
      decoded_.map.AddCopy(begin_, 1);
      return;
    }
    const size_t before = decoded_.text.size();
    AppendUtf8(letter_, &decoded_.text);
    decoded_.map.AddBlock(begin_, end - begin_, U32(decoded_.text.size() - before));
  }

  std::string_view bytes_;
  Decoded& decoded_;
  bool open_ = false;
  char32_t letter_ = 0;
  uint32_t begin_ = 0;
};

// Any encoding of ICU's that is not a Unicode one. False when ICU cannot open it.
bool DecodeByIcu(std::string_view bytes, const char* converter, Decoded* decoded) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* icu = ucnv_open(converter, &status);
  if (U_FAILURE(status)) return false;
  constexpr size_t kStep = 1 << 14;
  std::vector<UChar> units(kStep);
  std::vector<int32_t> places(kStep);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  decoded->text.reserve(bytes.size() + bytes.size() / 16);
  LetterWriter writer(bytes, decoded);
  do {
    const uint32_t base = U32(static_cast<size_t>(source - bytes.data()));
    UChar* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(icu, &target, target + kStep, &source, end, places.data(), true, &status);
    const int32_t n = static_cast<int32_t>(target - units.data());
    for (int32_t i = 0; i < n; ++i) {
      if (U16_IS_TRAIL(units[i]) && writer.IsLead()) {
        writer.AddTrail(units[i]);
        continue;
      }
      writer.Add(units[i], places[i] < 0 ? base : base + U32(static_cast<size_t>(places[i])));
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  writer.Finish();
  ucnv_close(icu);
  return true;
}

struct Utf8Evidence {
  size_t well_formed = 0;  // sequences beyond ASCII
  size_t broken = 0;
};

Utf8Evidence Weigh(std::string_view bytes) {
  Utf8Evidence evidence;
  for (size_t at = 0; at < bytes.size();) {
    const CodePoint c = DecodeUtf8(bytes, at);
    if (!c.valid) {
      ++evidence.broken;
    } else if (c.length > 1) {
      ++evidence.well_formed;
    }
    at += c.length;
  }
  return evidence;
}

// The eight bytes in which ISO-8859-15 differs from ISO-8859-1 are letters there and signs here
// (but for the euro, whose place in ISO-8859-1 is a sign nobody writes).
bool LooksLikeLatin9(std::string_view bytes) {
  const auto is_letter = [&](size_t i) {
    return i < bytes.size() && (std::isalpha(static_cast<unsigned char>(bytes[i])) != 0 ||
                                static_cast<unsigned char>(bytes[i]) >= 0xC0);
  };
  for (size_t i = 0; i < bytes.size(); ++i) {
    switch (static_cast<unsigned char>(bytes[i])) {
      case 0xA4:
        return true;
      case 0xA6:
      case 0xA8:
      case 0xB4:
      case 0xB8:
      case 0xBC:
      case 0xBD:
        if (is_letter(i + 1) && (i == 0 || is_letter(i - 1) || bytes[i - 1] == ' ')) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

std::string_view DetectEightBit(std::string_view bytes) {
  const bool has_c1 = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u >= 0x80 && u <= 0x9F;
  });
  if (has_c1) return kWindows;
  return LooksLikeLatin9(bytes) ? kLatin9 : kLatin1;
}

std::string Upper(std::string_view name) {
  std::string upper;
  for (char c : name) {
    if (c != ' ' && c != '"')
      upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return upper;
}

bool IsUnicodeName(const std::string& upper) {
  return upper.starts_with("UTF") || upper.starts_with("UNICODE") || upper == "UCS-2" ||
         upper == "UCS-4" || upper.starts_with("ISO-10646");
}

// ICU's converter for a declared name; empty when ICU has none, or only a Unicode one.
std::string ConverterName(const std::string& upper) {
  if (upper.empty() || IsUnicodeName(upper)) return std::string();
  UErrorCode status = U_ZERO_ERROR;
  UConverter* icu = ucnv_open(upper.c_str(), &status);
  if (U_FAILURE(status)) return std::string();
  const char* name = ucnv_getName(icu, &status);
  std::string found = U_SUCCESS(status) ? name : "";
  ucnv_close(icu);
  return found;
}

// The name people know: "windows-1252" rather than "ibm-5348_P100-1997".
std::string MimeName(const std::string& converter) {
  for (const char* standard : {"MIME", "IANA"}) {
    UErrorCode status = U_ZERO_ERROR;
    const char* name = ucnv_getStandardName(converter.c_str(), standard, &status);
    if (U_SUCCESS(status) && name != nullptr) return name;
  }
  return converter;
}

bool SameFamily(const std::string& declared, const std::string& used) {
  if (declared.empty()) return true;
  const std::string other = Upper(used);
  if (declared == other || other.starts_with(declared)) return true;  // UTF-16 and UTF-16LE
  if (other.starts_with("UTF-16") && (declared.starts_with("UCS-2") || declared == "UNICODE")) {
    return true;
  }
  return declared == "UTF8" && used == kUtf8;
}

void CheckDeclared(const std::string& declared, std::string_view as_written, Decoded* decoded) {
  if (SameFamily(declared, decoded->encoding)) return;
  Report(Severity::kWarning, "S011",
         "declared encoding " + std::string(as_written) + " does not fit the bytes; read as " +
             decoded->encoding,
         decoded);
}

// In western languages few letters are beyond ASCII.
void DoubtEncoding(std::string_view bytes, Decoded* decoded) {
  constexpr size_t kMostPercent = 30, kFewest = 64;
  if (bytes.size() < kFewest) return;
  const size_t high = static_cast<size_t>(std::count_if(bytes.begin(), bytes.end(), IsHigh));
  if (high * 100 <= bytes.size() * kMostPercent) return;
  Report(Severity::kWarning, "S012",
         std::to_string(high * 100 / bytes.size()) +
             " in a hundred bytes are beyond ASCII: probably no text, or not in " +
             decoded->encoding + "; name the encoding with --encoding",
         decoded);
}

// Bytes that are neither UTF-16/32 nor well-formed UTF-8.
void DecodeEightBit(std::string_view bytes, const std::string& declared, std::string_view written,
                    Decoded* decoded) {
  const std::string converter = ConverterName(declared);
  if (!converter.empty()) {
    std::string name = MimeName(converter);
    if (name == kLatin1 && DetectEightBit(bytes) == kWindows) name = kWindows;
    if (DecodeByIcu(bytes, name.c_str(), decoded)) {
      decoded->encoding = name;
      return;
    }
  }
  const Utf8Evidence evidence = Weigh(bytes);
  if (evidence.well_formed > evidence.broken) {
    DecodeUtf8Text(bytes, 0, decoded);
  } else {
    decoded->encoding = DetectEightBit(bytes);
    DecodeByIcu(bytes, decoded->encoding.c_str(), decoded);
    DoubtEncoding(bytes, decoded);
  }
  CheckDeclared(declared, written, decoded);
}

}  // namespace

Decoded DecodeText(std::string_view bytes, std::string_view declared) {
  Decoded decoded;
  const std::string upper = Upper(declared);
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  const WideEncoding wide = DetectWide(bytes);
  if (wide.unit > 0) {
    DecodeWide(bytes, wide, &decoded);
    CheckDeclared(upper, declared, &decoded);
  } else if (bytes.starts_with(kMark)) {
    DecodeUtf8Text(bytes, kMark.size(), &decoded);
    CheckDeclared(upper, declared, &decoded);
  } else if (FindInvalidUtf8(bytes) == std::string_view::npos) {
    decoded.encoding = kUtf8;
    decoded.text = bytes;
    decoded.map.AddCopy(0, U32(bytes.size()));
    // ASCII is the same in every encoding but the wide ones.
    const bool wide_declared =
        IsUnicodeName(upper) && !upper.starts_with("UTF-8") && upper != "UTF8";
    if (wide_declared || !IsAscii(bytes)) CheckDeclared(upper, declared, &decoded);
  } else {
    DecodeEightBit(bytes, upper, declared, &decoded);
  }
  return decoded;
}

void TakeEncoding(const Decoded& decoded, Source* source) {
  source->encoding = decoded.encoding;
  for (Diagnostic diagnostic : decoded.diagnostics) {
    diagnostic.where = "/";
    source->diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace pathex
