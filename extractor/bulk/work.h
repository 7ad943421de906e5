// What is done to a batch between the reader and the sink.
#ifndef PATHEX_EXTRACTOR_BULK_WORK_H_
#define PATHEX_EXTRACTOR_BULK_WORK_H_

#include <cstdint>
#include <string>
#include <unordered_map>

#include "extractor/bulk/document.h"
#include "extractor/bulk/run.h"
#include "extractor/bulk/spare_buffers.h"

namespace pathex {

// Bytes become sources. Thread-safe.
void ReadBatch(const ReadOptions& options, Batch* batch);

// Gives every record its number in the output, and ids that are unique within an archive. One batch
// at a time, in order.
class Numbering {
 public:
  explicit Numbering(uint64_t records) : records_(records) {}
  void Number(Batch* batch);

 private:
  void MakeUnique(Source* source);

  uint64_t records_;
  const InputFile* input_ = nullptr;  // whose ids are in ids_
  // Hash of an id -> how often it was met. 64 bits of hash: for a wrong "#2" two of a million ids
  // would have to meet by a chance of 1 to 30 million.
  std::unordered_map<uint64_t, uint32_t> ids_;
};

// Sources become records, lines in memory of `spare`, and what the sink makes of them. Thread-safe.
void ExtractBatch(const Extractor& extractor, const BulkOptions& options, const Sink& sink,
                  SpareBuffers* spare, Batch* batch);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_WORK_H_
