#include "extractor/text/base64.h"

#include <array>
#include <cstdint>
#include <utility>

namespace pathex {
namespace {

constexpr int8_t kBad = -1, kBlank = -2, kPad = -3;

constexpr std::array<int8_t, 256> MakeTable() {
  std::array<int8_t, 256> table{};
  for (auto& entry : table) entry = kBad;
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 64; ++i)
    table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<int8_t>(i);
  table['-'] = 62;
  table['_'] = 63;
  for (char c : {' ', '\t', '\r', '\n', '\f', '\0'}) table[static_cast<unsigned char>(c)] = kBlank;
  table['='] = kPad;
  return table;
}

constexpr std::array<int8_t, 256> kTable = MakeTable();

// The length of a line break in one of the spellings of the format around the payload, or 0.
size_t EscapedBreak(std::string_view text) {
  for (std::string_view spelling : {"\\.br\\", "\\X0D\\", "\\X0A\\", "\\X0D0A\\", "&#10;", "&#13;",
                                    "&#xA;", "&#xD;", "&#xa;", "&#xd;"}) {
    if (text.substr(0, spelling.size()) == spelling) return spelling.size();
  }
  return 0;
}

Error Bad(std::string message) { return {"S032", "", std::move(message)}; }

// Collects six bits at a time.
class Assembler {
 public:
  void Add(int8_t value) {
    bits_ = bits_ << 6 | static_cast<uint32_t>(value);
    if (++count_ == 4) Flush();
  }
  // Writes the bytes of the group so far; true when it was complete.
  bool Flush() {
    const bool complete = count_ == 4 || count_ == 0;
    const uint32_t group = count_ == 0 ? 0 : bits_ << (6 * (4 - count_));
    for (int byte = 0; byte + 1 < count_; ++byte) {
      bytes_ += static_cast<char>(group >> (16 - 8 * byte) & 0xFF);
    }
    bits_ = 0;
    count_ = 0;
    return complete;
  }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
  uint32_t bits_ = 0;
  int count_ = 0;
};

}  // namespace

Result<Base64Payload> DecodeBase64(std::string_view text) {
  Base64Payload payload;
  Assembler assembler;
  assembler.bytes().reserve(text.size() / 4 * 3 + 3);
  for (size_t i = 0; i < text.size(); ++i) {
    const int8_t value = kTable[static_cast<unsigned char>(text[i])];
    if (value >= 0) {
      assembler.Add(value);
    } else if (value == kPad) {
      assembler.Flush();
    } else if (value == kBad) {
      const size_t skip = EscapedBreak(text.substr(i));
      if (skip == 0) return Bad("payload is not base64: a character outside its alphabet");
      i += skip - 1;
    }
  }
  payload.truncated = !assembler.Flush();
  payload.bytes = std::move(assembler.bytes());
  while (!payload.bytes.empty() && payload.bytes.back() == '\0') payload.bytes.pop_back();
  if (payload.bytes.empty()) return Bad("payload is empty");
  return payload;
}

}  // namespace pathex
