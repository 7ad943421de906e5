// Channel: batches from the reader's thread to the pipeline, as many as memory should hold.
#ifndef PATHEX_EXTRACTOR_BULK_CHANNEL_H_
#define PATHEX_EXTRACTOR_BULK_CHANNEL_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>

#include "extractor/bulk/document.h"

namespace pathex {

// All bytes between Push and Done count, so a slow sink slows the reader.
class Channel {
 public:
  explicit Channel(uint64_t most_bytes, size_t most_batches)
      : most_bytes_(most_bytes), most_batches_(most_batches) {}

  // Waits until there is room; a batch that is larger than all room waits until it is alone. False
  // when nobody takes batches any more.
  bool Push(std::unique_ptr<Batch> batch) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] {
      return stopped_ || inside_ == 0 ||
             (inside_ + batch->bytes <= most_bytes_ && waiting_.size() < most_batches_);
    });
    if (stopped_) return false;
    inside_ += batch->bytes;
    waiting_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }

  // No more will be pushed.
  void Close() { Set(&closed_); }
  // No more will be taken.
  void Stop() { Set(&stopped_); }

  // nullptr when all were taken and the channel is closed, or stopped.
  std::unique_ptr<Batch> Pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || closed_ || !waiting_.empty(); });
    if (stopped_ || waiting_.empty()) return nullptr;
    std::unique_ptr<Batch> batch = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return batch;
  }

  // A batch of that many bytes has left.
  void Done(uint64_t bytes) {
    const std::lock_guard<std::mutex> lock(mutex_);
    inside_ -= bytes;
    changed_.notify_all();
  }

 private:
  void Set(bool* flag) {
    const std::lock_guard<std::mutex> lock(mutex_);
    *flag = true;
    changed_.notify_all();
  }

  const uint64_t most_bytes_;
  const size_t most_batches_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Batch>> waiting_;
  uint64_t inside_ = 0;
  bool closed_ = false, stopped_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_CHANNEL_H_
