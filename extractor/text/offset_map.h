// OffsetMap: which bytes of an input text each byte of an output text came from.
//
// A map is a list of segments. In a *linear* segment the output is a byte-for-byte copy of the
// input; in a *block* segment a run of output bytes stands for a run of input bytes as a whole (an
// accented letter that became a plain one, an XML entity that became a character, an inserted line
// break that stands for no input at all). Identical text is one segment, so plain ASCII costs
// nothing.
//
//   // input  "Ré ﬁn"        bytes  R=0  é=1..3  ' '=3  ﬁ=4..7  n=7
//   // output "Re fin"       Begin  {0, 1, 3, 4, 4, 7}
//   //                       End    {1, 3, 4, 7, 7, 8}     (End(i) is for the byte *before* i+1)
//
// Begin rounds down and End rounds up: a mapped span is never smaller than what was matched.
// Immutable after building; safe to share between threads.
#ifndef PATHEX_EXTRACTOR_TEXT_OFFSET_MAP_H_
#define PATHEX_EXTRACTOR_TEXT_OFFSET_MAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pathex {

class OffsetMap {
 public:
  // Appends `n` bytes copied from input offset `in_begin`; joins the previous segment when
  // possible.
  void AddCopy(uint32_t in_begin, uint32_t n);
  // Appends `out_len` bytes that stand for input [in_begin, in_begin + in_len) as a whole. in_len
  // may be 0 (inserted text); out_len may be 0 (removed text: nothing is stored).
  void AddBlock(uint32_t in_begin, uint32_t in_len, uint32_t out_len);
  void Clear();
  void Reserve(size_t segments) { segments_.reserve(segments); }

  // Input offset where the output byte `out` begins, and where the output span ending at `out_end`
  // (exclusive, > 0) ends. An empty map is the identity. For many look-ups: offset_index.h.
  uint32_t Begin(uint32_t out) const;
  uint32_t End(uint32_t out_end) const;

  uint32_t output_size() const { return out_size_; }
  bool identity() const;  // every output offset equals its input offset
  size_t segment_count() const { return segments_.size(); }

 private:
  friend class OffsetIndex;
  struct Segment {
    uint32_t out_begin;
    uint32_t in_begin;
    uint32_t in_len;  // for a block; for a linear segment equal to the output length
    bool linear;
  };
  const Segment& Find(uint32_t out) const;  // there is one
  static uint32_t BeginIn(const Segment& segment, uint32_t out) {
    return segment.linear ? segment.in_begin + (out - segment.out_begin) : segment.in_begin;
  }
  static uint32_t EndIn(const Segment& segment, uint32_t last) {
    return segment.linear ? segment.in_begin + (last - segment.out_begin) + 1
                          : segment.in_begin + segment.in_len;
  }

  std::vector<Segment> segments_;
  uint32_t out_size_ = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_OFFSET_MAP_H_
