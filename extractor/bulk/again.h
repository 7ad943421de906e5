// Running again what failed, and putting the new records where the old ones stood.
#ifndef PATHEX_EXTRACTOR_BULK_AGAIN_H_
#define PATHEX_EXTRACTOR_BULK_AGAIN_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/sinks/ndjson.h"

namespace pathex {

struct FailedInputs {
  std::vector<std::string> inputs;                           // each once, in order
  std::vector<std::pair<std::string, std::string>> reports;  // source id and path of each
};

// Reads OUT.failed.ndjson. Errors: S001, D001.
Result<FailedInputs> ReadFailedInputs(const std::string& path, const FileReader& files);

// Writes the records of `old_path` to `new_path`, those of each input of `inputs`
// replaced by its records in `again_path` (plain, in the order of `inputs`). Records of one input
// stand together in both. Errors: S001, S052, U011, U012.
std::optional<Error> ReplaceRecords(const std::string& old_path, const std::string& again_path,
                                    const std::vector<std::string>& inputs, Compression compression,
                                    const std::string& new_path);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_AGAIN_H_
