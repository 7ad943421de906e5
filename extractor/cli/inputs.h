// Inputs: the paths of a command line become the list of files to read.
#ifndef PATHEX_EXTRACTOR_CLI_INPUTS_H_
#define PATHEX_EXTRACTOR_CLI_INPUTS_H_

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/result.h"

namespace pathex {

struct Inputs {
  std::vector<std::string> files;       // in the order to read; "-" is standard input
  std::vector<std::string> no_reports;  // folders that hold no report at all
};

// A file (or what does not exist: reading it will tell) stands for itself. A folder stands for the
// reports below it, in bytewise order of names, folder by folder; links back to a folder on the way
// are not followed, names that begin with a dot are left out. A report in a folder is a file whose
// name matches one of `patterns` (shell style: "*.txt"), or, when there is none, IsReportName or a
// JSON file that holds FHIR.
Inputs ExpandInputs(const std::vector<std::string>& paths, const std::vector<std::string>& patterns,
                    const FileReader& files);

// The same files one by one, folder by folder, so that a million of them take no memory; `take`
// returns false to stop. Returns the folders that hold no report, of those that were walked
// through.
std::vector<std::string> ForEachInput(const std::vector<std::string>& paths,
                                      const std::vector<std::string>& patterns,
                                      const FileReader& files,
                                      const std::function<bool(const std::string&)>& take);

// Whether a file in a folder is a report: by its name, or its bytes where those must decide.
bool IsReport(const std::string& path, const std::vector<std::string>& patterns,
              const FileReader& files);

// By the ending, upper or lower case: .txt, .xml, .hl7, .rtf, .csv, .zip and others that a reader
// knows.
bool IsReportName(std::string_view name);

// The file system, and standard input under the name "-" (read once, then kept).
class FilesAndStandardInput : public FileReader {
 public:
  using FileReader::Read;
  Result<std::string> Read(const std::string& path, uint64_t limit) const override;
  Result<std::vector<std::string>> List(const std::string& path) const override;
  bool IsFolder(const std::string& path) const override;

 private:
  mutable std::mutex mutex_;
  mutable std::optional<std::string> standard_input_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_INPUTS_H_
