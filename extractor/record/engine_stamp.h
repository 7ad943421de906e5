// EngineStamp: which program and which knowledge spoke; written into every record.
#ifndef PATHEX_EXTRACTOR_RECORD_ENGINE_STAMP_H_
#define PATHEX_EXTRACTOR_RECORD_ENGINE_STAMP_H_

#include <string>

namespace pathex {

// The hashes are lower-case hex; they cover names and bytes of the files, in order.
struct EngineStamp {
  std::string name = "pathex";
  std::string version;
  std::string lexicons_sha256;
  std::string schema_sha256;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ENGINE_STAMP_H_
