#include "extractor/text/text_builder.h"

#include <algorithm>
#include <utility>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

uint32_t U32(size_t n) { return static_cast<uint32_t>(n); }

// The first control character from `from` on, or the end of the text.
size_t FindControl(std::string_view text, size_t from) {
  return FindByte(
      text, from, [](uint64_t word) { return MarkLess(word, 0x20) | MarkEqual(word, 0x7F); },
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Adds text whose bytes i in [0, size) came from place(i) = {begin, end}; equal neighbours are one
// block, single bytes are copies.
template <typename Place>
void AddPlaces(uint32_t size, const Place& place, OffsetMap* map) {
  uint32_t i = 0;
  while (i < size) {
    const std::pair<uint32_t, uint32_t> at = place(i);
    uint32_t next = i + 1;
    while (next < size && place(next) == at) ++next;
    if (next == i + 1 && at.second == at.first + 1) {
      map->AddCopy(at.first, 1);
    } else {
      map->AddBlock(at.first, at.second - at.first, next - i);
    }
    i = next;
  }
}

}  // namespace

void TextBuilder::Copy(size_t begin, size_t end) {
  if (begin >= end) return;
  text_.append(input_, begin, end - begin);
  map_.AddCopy(offset_ + U32(begin), U32(end - begin));
}

void TextBuilder::Replace(size_t begin, size_t end, std::string_view out) {
  if (out.empty()) return;
  text_.append(out);
  map_.AddBlock(offset_ + U32(begin), U32(end - begin), U32(out.size()));
}

void TextBuilder::AppendMapped(std::string_view text, const OffsetMap& map) {
  text_.append(text);
  const auto place = [&](uint32_t i) {
    return std::make_pair(offset_ + map.Begin(i), offset_ + map.End(i + 1));
  };
  AddPlaces(U32(text.size()), place, &map_);
}

void TextBuilder::Append(const TextBuilder& other) {
  text_.append(other.text_);
  const auto place = [&](uint32_t i) {
    return std::make_pair(other.map_.Begin(i), other.map_.End(i + 1));
  };
  AddPlaces(other.size(), place, &map_);
}

void TextBuilder::CopyLines(size_t begin, size_t end) {
  const std::string_view text = input_.substr(0, end);
  size_t from = begin;
  for (size_t i = FindControl(text, begin); i < end; i = FindControl(text, i + 1)) {
    const char c = input_[i];
    if (c == '\n' || c == '\t' || c == '\f') continue;
    Copy(from, i);
    const bool pair = c == '\r' && i + 1 < end && input_[i + 1] == '\n';
    const size_t after = i + (pair ? 2 : 1);
    Replace(i, after, c == '\r' ? "\n" : " ");
    from = after;
    i = after - 1;
  }
  Copy(from, end);
}

void TextBuilder::MoveTo(Part* part, const OffsetMap* outer) {
  if (outer != nullptr && !outer->identity()) {
    map_ = Compose(map_, size(), *outer, U32(offset_ + input_.size()));
  }
  part->text = std::move(text_);
  part->to_file = std::move(map_);
  text_.clear();
  map_ = OffsetMap();
}

OffsetMap Compose(const OffsetMap& inner, uint32_t text_size, const OffsetMap& outer,
                  uint32_t middle_size) {
  const auto place = [&](uint32_t i) -> std::pair<uint32_t, uint32_t> {
    const uint32_t begin = inner.Begin(i), end = inner.End(i + 1);
    if (end > begin) return {outer.Begin(begin), outer.End(end)};
    // Inserted text: it stands where the next input byte begins, or at the very end.
    const uint32_t at = begin < middle_size ? outer.Begin(begin)
                        : middle_size > 0   ? outer.End(middle_size)
                                            : 0;
    return {at, at};
  };
  OffsetMap composed;
  AddPlaces(text_size, place, &composed);
  return composed;
}

Range Trim(std::string_view text, Range range) {
  while (range.begin < range.end && IsSpace(text[range.begin])) ++range.begin;
  while (range.end > range.begin && IsSpace(text[range.end - 1])) --range.end;
  return range;
}

}  // namespace pathex
