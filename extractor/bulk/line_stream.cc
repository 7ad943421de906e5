#include "extractor/bulk/line_stream.h"

#include <unistd.h>

#include <cerrno>

namespace pathex {
namespace {

constexpr size_t kBlock = 1 << 16;

}  // namespace

bool LineStream::Fill() {
  if (ended_) return false;
  if (begin_ > kBlock && begin_ * 2 > buffer_.size()) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const size_t before = buffer_.size();
  buffer_.resize(before + kBlock);
  ssize_t n = 0;
  do {
    n = read(descriptor_, buffer_.data() + before, kBlock);
  } while (n < 0 && errno == EINTR);
  buffer_.resize(before + (n > 0 ? static_cast<size_t>(n) : 0));
  ended_ = n <= 0;
  failed_ = n < 0;
  return n > 0;
}

LineStream::Outcome LineStream::Next(std::string* line) {
  line->clear();
  bool too_long = false;
  for (size_t looked = begin_;;) {
    const size_t end = buffer_.find('\n', looked);
    if (end != std::string::npos) {
      if (!too_long) line->assign(buffer_, begin_, end - begin_);
      begin_ = end + 1;
      break;
    }
    if (buffer_.size() - begin_ > longest_) {
      too_long = true;
      begin_ = buffer_.size();
    }
    const size_t seen = buffer_.size() - begin_;
    if (!Fill()) {
      if (failed_) return Outcome::kFailed;
      if (seen == 0 && !too_long) return Outcome::kEnd;
      line->assign(buffer_, begin_, seen);
      begin_ = buffer_.size();
      break;
    }
    looked = begin_ + seen;
  }
  if (!line->empty() && line->back() == '\r') line->pop_back();
  if (!too_long && line->size() <= longest_) return Outcome::kLine;
  line->clear();
  return Outcome::kTooLong;
}

bool LineStream::Rest(uint64_t most, std::string* rest) {
  while (buffer_.size() - begin_ <= most && Fill()) {
  }
  if (failed_ || buffer_.size() - begin_ > most) return false;
  rest->assign(buffer_, begin_);
  begin_ = buffer_.size();
  return true;
}

std::string_view LineStream::Peek() {
  size_t end = std::string::npos;
  while ((end = buffer_.find('\n', begin_)) == std::string::npos &&
         buffer_.size() - begin_ <= longest_ && Fill()) {
  }
  return std::string_view(buffer_).substr(begin_, end == std::string::npos ? end : end - begin_);
}

}  // namespace pathex
