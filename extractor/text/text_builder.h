// TextBuilder: writes the text of a part and its OffsetMap side by side.
//
//   TextBuilder out(field, 120);        // field[0] is byte 120 of the file
//   out.Copy(0, 4);                     // "wide"
//   out.Replace(4, 9, "\n");            // "\.br\" became a line break
//   out.Insert(9, " ");                 // stands for no input at all
//
// Every begin and end counts bytes of the input given to the constructor.
#ifndef PATHEX_EXTRACTOR_TEXT_TEXT_BUILDER_H_
#define PATHEX_EXTRACTOR_TEXT_TEXT_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/offset_map.h"
#include "extractor/text/source.h"

namespace pathex {

class TextBuilder {
 public:
  // `input` must outlive the builder; input[0] is byte `offset` of what the map points into.
  explicit TextBuilder(std::string_view input, size_t offset = 0)
      : input_(input), offset_(static_cast<uint32_t>(offset)) {}

  // Room for a text of so many bytes, in lines.
  void Reserve(size_t bytes) {
    text_.reserve(bytes);
    map_.Reserve(bytes / 32);
  }
  void Copy(size_t begin, size_t end);
  // `out` stands for input [begin, end) as a whole; empty `out` drops the input.
  void Replace(size_t begin, size_t end, std::string_view out);
  void Insert(size_t at, std::string_view out) { Replace(at, at, out); }
  // Appends another builder over the same input and offset.
  void Append(const TextBuilder& other);
  // Appends `text` whose `map` (never the identity by emptiness) leads to input bytes.
  void AppendMapped(std::string_view text, const OffsetMap& map);
  // Copies [begin, end) with "\r\n" and lone "\r" as "\n", and other control bytes as blanks.
  void CopyLines(size_t begin, size_t end);

  std::string_view input() const { return input_; }
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }
  bool EndsLine() const { return text_.empty() || text_.back() == '\n'; }

  // Moves text and map into `part`; the builder is empty afterwards. With `outer` (input bytes ->
  // file bytes, not identity), the map is composed with it.
  void MoveTo(Part* part, const OffsetMap* outer = nullptr);

 private:
  std::string_view input_;
  uint32_t offset_;
  std::string text_;
  OffsetMap map_;
};

// text -> middle, middle -> file, together text -> file. `text_size` and `middle_size` are the
// lengths of the two texts (an empty map is the identity and does not know).
OffsetMap Compose(const OffsetMap& inner, uint32_t text_size, const OffsetMap& outer,
                  uint32_t middle_size);

// A piece of a text given by its bytes: what readers pass around before they copy.
struct Range {
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin >= end; }
  std::string_view In(std::string_view text) const { return text.substr(begin, end - begin); }
};

// Without the blanks, tabs and line ends at both ends.
Range Trim(std::string_view text, Range range);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_TEXT_BUILDER_H_
