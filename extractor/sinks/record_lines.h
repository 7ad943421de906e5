// Records as they were written: one line after the other, from a plain or a compressed file.
#ifndef PATHEX_EXTRACTOR_SINKS_RECORD_LINES_H_
#define PATHEX_EXTRACTOR_SINKS_RECORD_LINES_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace pathex {

class RecordLines {
 public:
  // "-" is standard input. Compression is found by the first bytes. Error S001.
  static Result<RecordLines> Open(const std::string& path);

  RecordLines(RecordLines&&) noexcept;
  ~RecordLines();

  // The next line without its line end; false at the end, or when reading fails (see error()).
  bool Next(std::string* line);
  // Why the lines ended early: S001, or S052 for a compressed file that is damaged or cut off.
  const std::optional<Error>& error() const;

 private:
  struct State;
  explicit RecordLines(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What a line says of itself; nothing when it is no record.
struct RecordName {
  std::string id, path;
  bool failed = false;  // it stands for an input that could not be read
};
std::optional<RecordName> NameOfRecord(std::string_view line);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_RECORD_LINES_H_
