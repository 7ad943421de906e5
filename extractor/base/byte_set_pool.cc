#include "extractor/base/byte_set_pool.h"

#include <mutex>
#include <unordered_map>

namespace pathex {
namespace {

struct HashOfSet {
  size_t operator()(const ByteSet& set) const {
    uint64_t hash = 0;
    for (const uint64_t word : set.words) hash = (hash ^ word) * 0x9E3779B97F4A7C15 ^ hash >> 29;
    return static_cast<size_t>(hash);
  }
};

}  // namespace

std::array<ByteSet, ByteSetPool::kMost> ByteSetPool::sets_;
std::array<ByteHalves, ByteSetPool::kMost> ByteSetPool::halves_;

// Patterns ask for the same sets again and again: each thread finds those of late without the lock.
std::optional<uint16_t> ByteSetPool::Number(const ByteSet& set) {
  struct Late {
    ByteSet set;
    std::optional<uint16_t> number;
  };
  constexpr size_t kLate = 256;
  thread_local std::array<Late, kLate> late;
  Late& slot = late[HashOfSet()(set) >> 32 & (kLate - 1)];
  if (!slot.number || !(slot.set == set)) slot = {set, NumberInAll(set)};
  return slot.number;
}

std::optional<uint16_t> ByteSetPool::NumberInAll(const ByteSet& set) {
  static std::mutex mutex;
  static auto* const numbers = new std::unordered_map<ByteSet, uint16_t, HashOfSet>();
  const std::lock_guard lock(mutex);
  if (numbers->size() == kMost) {
    const auto found = numbers->find(set);
    return found == numbers->end() ? std::nullopt : std::optional(found->second);
  }
  const auto [found, is_new] = numbers->try_emplace(set, static_cast<uint16_t>(numbers->size()));
  if (is_new) {
    sets_[found->second] = set;
    halves_[found->second] = ByteHalves::Of(set);
  }
  return found->second;
}

}  // namespace pathex
