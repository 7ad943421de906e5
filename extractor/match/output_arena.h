// OutputArena: room for the outputs of forms that count in some of their topics only. They stay
// where they are until all are given back at once; reused from text to text.
#ifndef PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_
#define PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_

#include <cstddef>
#include <deque>
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
  // An empty row.
  FormRow* NewRow() {
    if (rows_used_ == rows_.size()) rows_.emplace_back();
    FormRow* const row = &rows_[rows_used_++];
    *row = FormRow();
    return row;
  }
  void Clear() { piece_ = used_ = rows_used_ = 0; }

 private:
  static constexpr size_t kPiece = 4096;
  std::vector<std::vector<FormOutput>> pieces_;
  std::deque<FormRow> rows_;
  size_t piece_ = 0, used_ = 0;  // what is free begins there
  size_t rows_used_ = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_OUTPUT_ARENA_H_
