#include "extractor/cli/shard.h"

#include <charconv>

namespace pathex {
namespace {

// Every input weighs something, so that empty ones are spread, too.
uint64_t Weight(const std::string& path) {
  InputFile input;
  LookAt(path, &input);
  return input.size + 1;
}

}  // namespace

Result<Shard> ParseShard(const std::string& text) {
  Shard shard;
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  const bool slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  const auto of = std::from_chars(slash ? number.ptr + 1 : end, end, shard.of);
  if (!slash || of.ec != std::errc() || of.ptr != end || shard.number < 1 ||
      shard.number > shard.of) {
    return Error{"U001", "",
                 "--shard " + text + " is no part of a whole; the second of eight parts is 2/8"};
  }
  return shard;
}

InputWalk OnlyShard(const InputWalk& walk, const Shard& shard) {
  return [walk, shard](const std::function<bool(const std::string&)>& take) {
    uint64_t total = 0;
    walk([&](const std::string& path) {
      total += Weight(path);
      return true;
    });
    uint64_t before = 0;
    walk([&](const std::string& path) {
      // 128 bits are not needed: in doubles, neighbours stay in order.
      const auto owner = static_cast<uint64_t>(
          static_cast<double>(before) / static_cast<double>(total) * static_cast<double>(shard.of));
      before += Weight(path);
      if (owner + 1 < shard.number) return true;
      return owner + 1 == shard.number && take(path);
    });
  };
}

}  // namespace pathex
