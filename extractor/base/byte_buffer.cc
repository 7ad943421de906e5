#include "extractor/base/byte_buffer.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr size_t kFirstCapacity = size_t{1} << 10;

}  // namespace

void ByteBuffer::Grow(size_t more) {
  const size_t size = this->size();
  const size_t capacity = std::max({this->capacity() * 2, size + more, kFirstCapacity});
  auto bytes = std::make_unique_for_overwrite<char[]>(capacity + kSlack);
  if (size > 0) std::memcpy(bytes.get(), bytes_.get(), size);
  bytes_ = std::move(bytes);
  at_ = bytes_.get() + size;
  end_ = bytes_.get() + capacity;
}

void ByteBuffer::Shrink(size_t most) {
  if (capacity() <= most) return;
  bytes_.reset();
  at_ = end_ = nullptr;
}

}  // namespace pathex
