// ByteBuffer: bytes under construction, in memory that is not cleared before it is written to and
// can be used again afterwards.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_BUFFER_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_BUFFER_H_

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace pathex {

// Not thread-safe.
class ByteBuffer {
 public:
  // So many bytes behind the room that was asked for may be written to as well, and are no part of
  // it: copies may go on in whole steps.
  static constexpr size_t kSlack = 16;

  ByteBuffer() = default;
  ByteBuffer(ByteBuffer&& other) noexcept { Swap(&other); }
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    ByteBuffer(std::move(other)).Swap(this);
    return *this;
  }

  std::string_view view() const { return {bytes_.get(), size()}; }
  char* data() { return bytes_.get(); }
  const char* data() const { return bytes_.get(); }
  size_t size() const { return static_cast<size_t>(at_ - bytes_.get()); }
  size_t capacity() const { return static_cast<size_t>(end_ - bytes_.get()); }
  void Clear() { at_ = bytes_.get(); }
  void Truncate(size_t size) { at_ = bytes_.get() + size; }  // at most what it is
  // Gives memory back that one large use needed.
  void Shrink(size_t most);

  void Append(std::string_view bytes) {
    if (bytes.empty()) return;
    std::memcpy(Room(bytes.size()), bytes.data(), bytes.size());
    at_ += bytes.size();
  }

  // Where to write, with room for so many bytes and the slack. What was there stays; places in it
  // are void.
  char* Room(size_t more) {
    if (static_cast<size_t>(end_ - at_) < more) Grow(more);
    return at_;
  }
  // What was written to Room ends here.
  void EndAt(char* end) { at_ = end; }
  // How many bytes stand before a place in Room.
  size_t OffsetOf(const char* place) const { return static_cast<size_t>(place - bytes_.get()); }

 private:
  void Grow(size_t more);
  void Swap(ByteBuffer* other) {
    std::swap(bytes_, other->bytes_);
    std::swap(at_, other->at_);
    std::swap(end_, other->end_);
  }

  std::unique_ptr<char[]> bytes_;
  char* at_ = nullptr;   // where the next byte goes
  char* end_ = nullptr;  // of the memory, but for the slack
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_BUFFER_H_
