// LineStream: lines from a file descriptor as soon as they are there.
#ifndef PATHEX_EXTRACTOR_BULK_LINE_STREAM_H_
#define PATHEX_EXTRACTOR_BULK_LINE_STREAM_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace pathex {

class LineStream {
 public:
  // Lines longer than `longest` bytes are cut: they are no use to anybody.
  LineStream(int descriptor, uint64_t longest) : descriptor_(descriptor), longest_(longest) {}

  enum class Outcome { kLine, kTooLong, kEnd, kFailed };
  // The next line without its line end ("\n" or "\r\n"); kTooLong with an empty line and the rest
  // of it passed over; kFailed with errno.
  Outcome Next(std::string* line);

  // Everything up to the end that was not given yet, or up to `most` bytes; false when it is more,
  // or reading fails.
  bool Rest(uint64_t most, std::string* rest);

  // What stands next, up to the first line end or the end of the input, without taking it.
  std::string_view Peek();

 private:
  bool Fill();  // false at the end

  const int descriptor_;
  const uint64_t longest_;
  std::string buffer_;
  size_t begin_ = 0;  // of what was not given yet
  bool ended_ = false, failed_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_LINE_STREAM_H_
