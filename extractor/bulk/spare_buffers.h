// SpareBuffers: memory of lines that are written, for those that come next. Fresh memory of that
// size the system clears page by page before it gives it.
#ifndef PATHEX_EXTRACTOR_BULK_SPARE_BUFFERS_H_
#define PATHEX_EXTRACTOR_BULK_SPARE_BUFFERS_H_

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "extractor/base/byte_buffer.h"

namespace pathex {

// Thread-safe.
class SpareBuffers {
 public:
  // Empty, with the memory of one that was given; a new one when there is none.
  ByteBuffer Take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++taken_;
    if (spare_.empty()) return ByteBuffer();
    ByteBuffer buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
  }

  // Keeps no more than was taken and not given back: a batch that is packed gives the memory of its
  // lines and that of what they were packed into.
  void Give(ByteBuffer buffer) {
    if (buffer.capacity() == 0) return;  // its memory went elsewhere
    buffer.Clear();
    const std::lock_guard<std::mutex> lock(mutex_);
    if (taken_ == 0) return;
    --taken_;
    if (buffer.capacity() <= kMostKept) spare_.push_back(std::move(buffer));
  }

  size_t size() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return spare_.size();
  }

 private:
  static constexpr size_t kMostKept = size_t{8} << 20;  // of one; as many as batches under way

  mutable std::mutex mutex_;
  size_t taken_ = 0;  // and not given back
  std::vector<ByteBuffer> spare_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_SPARE_BUFFERS_H_
