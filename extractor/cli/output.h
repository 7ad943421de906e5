// Output: standard output or the file of -o. A file appears under its name only when it is whole.
#ifndef PATHEX_EXTRACTOR_CLI_OUTPUT_H_
#define PATHEX_EXTRACTOR_CLI_OUTPUT_H_

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace pathex {

class Output {
 public:
  // "" or "-" is standard output. Error U011: the file cannot be made.
  static Result<Output> Open(const std::string& path);

  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  // without Close() before, an unfinished file is removed

  void Write(std::string_view bytes);
  // Flushes and gives the file its name. Error U012: not everything could be written.
  std::optional<Error> Close();

 private:
  Output(std::string path, std::string unfinished, std::FILE* stream)
      : path_(std::move(path)), unfinished_(std::move(unfinished)), stream_(stream) {}

  std::string path_;        // "" for standard output
  std::string unfinished_;  // the name until Close(); "" when written in place
  std::FILE* stream_;
  int failure_ = 0;  // errno of the first write that failed
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_OUTPUT_H_
