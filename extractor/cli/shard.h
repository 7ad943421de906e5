// Shards: one of n parts of the inputs, for runs on several machines.
#ifndef PATHEX_EXTRACTOR_CLI_SHARD_H_
#define PATHEX_EXTRACTOR_CLI_SHARD_H_

#include <cstdint>
#include <string>

#include "extractor/base/result.h"
#include "extractor/bulk/journal.h"

namespace pathex {

struct Shard {
  uint64_t number = 1;  // from 1
  uint64_t of = 1;
};

// "2/8". Error U001.
Result<Shard> ParseShard(const std::string& text);

// The inputs of one shard: neighbours, about as many bytes as those of any other, so that the
// outputs of all shards one behind the other are the output of one run. Walks twice: once for the
// sizes.
InputWalk OnlyShard(const InputWalk& walk, const Shard& shard);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_SHARD_H_
