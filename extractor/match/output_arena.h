// OutputArena: room for outputs of forms that stay where they are until all are given back at once.
// Reused from text to text.
#ifndef PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_
#define PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_

#include <cstddef>
#include <vector>

#include "extractor/lexicon/form_tree.h"

namespace pathex {

class OutputArena {
 public:
  // Room for `count` outputs, all of which may be written.
  FormOutput* Take(size_t count) {
    while (piece_ < pieces_.size() && used_ + count > pieces_[piece_].size()) {
      ++piece_;
      used_ = 0;
    }
    if (piece_ == pieces_.size()) pieces_.emplace_back(count < kPiece ? kPiece : count);
    used_ += count;
    return pieces_[piece_].data() + used_ - count;
  }
  // Gives back the last `count` that were taken.
  void Return(size_t count) { used_ -= count; }
  void Clear() { piece_ = used_ = 0; }

 private:
  static constexpr size_t kPiece = 4096;
  std::vector<std::vector<FormOutput>> pieces_;
  size_t piece_ = 0, used_ = 0;  // what is free begins there
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_
