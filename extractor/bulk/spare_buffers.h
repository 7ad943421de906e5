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
    if (spare_.empty()) return ByteBuffer();
    ByteBuffer buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
  }

  void Give(ByteBuffer buffer) {
    buffer.Shrink(kMostKept);
    if (buffer.capacity() == 0) return;
    buffer.Clear();
    const std::lock_guard<std::mutex> lock(mutex_);
    spare_.push_back(std::move(buffer));
  }

 private:
  static constexpr size_t kMostKept = size_t{8} << 20;  // of one; as many as batches under way

  std::mutex mutex_;
  std::vector<ByteBuffer> spare_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_SPARE_BUFFERS_H_
