// ReportTexts: the decoded text of a record, read again from the report it came from with the same
// reader that extraction uses.
//
// A report is only shown when it is the one that was read: its SHA-256 must be that of the record.
// So a wrong folder or a changed file gives a message, never marks on the wrong words.
#ifndef PATHEX_EXTRACTOR_REVIEW_TEXTS_H_
#define PATHEX_EXTRACTOR_REVIEW_TEXTS_H_

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

struct ReportText {
  std::vector<Part> parts;  // as the record lists them; empty with a problem
  std::string problem;      // why there is no text, with the next step; "" = none
};

class ReportTexts {
 public:
  // `folder` may be "": then reports are looked for at the path that the record names. `files` and
  // what `options` points to outlive this.
  ReportTexts(std::string folder, const ReadOptions& options, const FileReader& files)
      : folder_(std::move(folder)), options_(options), files_(files) {}

  // `source` as in a record. Never fails. Thread-safe: one file is read at a time.
  ReportText Find(const Json& source);

 private:
  using Sources = std::shared_ptr<const std::vector<Source>>;
  struct Kept {
    std::string path;
    Sources sources;
    size_t bytes;
  };

  // A file in lines, each of which is a document: what follows "!line[N]" names.
  struct Lines {
    std::string path;
    std::string bytes;
    std::vector<size_t> begins;
  };

  Sources Read(const std::string& path, const std::string& member, std::string* problem);
  Result<std::string> Bytes(const std::string& path, const std::string& member);
  std::vector<std::string> Places(const std::string& path, const std::string& id) const;

  const std::string folder_;
  const ReadOptions options_;
  const FileReader& files_;
  std::mutex mutex_;
  Lines lines_;           // the last such file
  std::list<Kept> kept_;  // the last used first: a table or an archive holds many reports
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_TEXTS_H_
