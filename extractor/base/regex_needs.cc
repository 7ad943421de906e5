#include "extractor/base/regex_needs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace pathex {
namespace {

using Kind = RegexNode::Kind;

// How often a byte is seen in ordinary text, roughly.
constexpr std::array<uint8_t, 256> kFrequency = [] {
  std::array<uint8_t, 256> table{};
  for (int byte = 0; byte < 256; ++byte) table[byte] = byte >= 0x80 ? 1 : 5;
  constexpr std::string_view kCommon = "etaoinsrhldcumfpgwybvkxjqz";
  for (size_t i = 0; i < kCommon.size(); ++i) {
    table[static_cast<uint8_t>(kCommon[i])] = static_cast<uint8_t>(60 - 2 * i);
  }
  table[' '] = 200;
  table['.'] = table[','] = table['-'] = 20;
  return table;
}();

// The smaller, the more a set that is required tells.
int Frequency(const ByteSet& set) {
  int sum = 0;
  for (int i = 0; i < 4; ++i) {
    for (uint64_t rest = set.words[i]; rest != 0; rest &= rest - 1) {
      sum += kFrequency[static_cast<size_t>(64 * i + std::countr_zero(rest))];
    }
  }
  return sum;
}

constexpr int kTellsLittle = 200;

using Clauses = std::vector<ByteSet>;

void Collect(const RegexNode& node, Clauses* out) {
  switch (node.kind) {
    case Kind::kSet:
      out->push_back(node.set);
      return;
    case Kind::kSequence:
    case Kind::kGroup:
      for (const RegexNode& child : node.children) Collect(child, out);
      return;
    case Kind::kRepeat:
      if (node.min > 0) Collect(node.children[0], out);
      return;
    case Kind::kChoice: {
      // One of the branches: the rarest clause of each, together.
      ByteSet either;
      for (const RegexNode& child : node.children) {
        Clauses own;
        Collect(child, &own);
        if (own.empty()) return;
        either.Add(*std::min_element(own.begin(), own.end(), [](const auto& a, const auto& b) {
          return Frequency(a) < Frequency(b);
        }));
      }
      out->push_back(either);
      return;
    }
    default:
      return;
  }
}

// What a piece may begin with: bytes, each with the bytes that may follow it.
struct Heads {
  std::array<ByteSet, 256> second;  // by first byte: the next one, within the piece
  ByteSet alone;                    // bytes that may be all of the piece
  bool empty = false;               // the piece may be nothing

  ByteSet First() const {
    ByteSet first = alone;
    for (int byte = 0; byte < 256; ++byte) {
      if (second[byte].size() > 0) first.Add(static_cast<uint8_t>(byte));
    }
    return first;
  }
  void Either(const Heads& other) {
    for (int byte = 0; byte < 256; ++byte) second[byte].Add(other.second[byte]);
    alone.Add(other.alone);
    empty = empty || other.empty;
  }
  void Then(const Heads& next) {
    const ByteSet follow = next.First();
    for (int byte = 0; byte < 256; ++byte) {
      if (alone.Has(static_cast<uint8_t>(byte))) second[byte].Add(follow);
    }
    if (!next.empty) alone = ByteSet();
    if (empty) {
      for (int byte = 0; byte < 256; ++byte) second[byte].Add(next.second[byte]);
      alone.Add(next.alone);
    }
    empty = empty && next.empty;
  }
};

Heads HeadsOf(const RegexNode& node) {
  Heads heads;
  switch (node.kind) {
    case Kind::kSet:
      heads.alone = node.set;
      return heads;
    case Kind::kSequence:
    case Kind::kGroup:
      heads.empty = true;
      for (const RegexNode& child : node.children) {
        heads.Then(HeadsOf(child));
        if (!heads.empty && heads.alone.size() == 0) break;  // two bytes are known
      }
      return heads;
    case Kind::kChoice:
      for (const RegexNode& child : node.children) heads.Either(HeadsOf(child));
      return heads;
    case Kind::kRepeat: {
      const Heads body = HeadsOf(node.children[0]);
      heads = body;
      if (node.max != 1) heads.Then(body), heads.Either(body);
      heads.empty = heads.empty || node.min == 0;
      return heads;
    }
    default:
      heads.empty = true;  // an edge takes nothing
      return heads;
  }
}

}  // namespace

std::vector<ByteSet> RequiredBytes(const RegexNode& root, size_t most) {
  Clauses all;
  Collect(root, &all);
  std::vector<std::pair<int, ByteSet>> ranked;
  for (const ByteSet& clause : all) {
    const std::pair<int, ByteSet> row(Frequency(clause), clause);
    if (row.first < kTellsLittle && std::find(ranked.begin(), ranked.end(), row) == ranked.end()) {
      ranked.push_back(row);
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (ranked.size() > most) ranked.resize(most);
  Clauses out;
  for (const auto& [frequency, clause] : ranked) out.push_back(clause);
  return out;
}

std::vector<ByteSet> OrderedBytes(const RegexNode& root, size_t most) {
  Clauses all;
  Collect(root, &all);
  std::erase_if(all, [](const ByteSet& clause) { return Frequency(clause) >= kTellsLittle; });
  if (all.size() > most) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
  return all;
}

std::optional<WordHeads> FindHeads(const RegexNode& root) {
  const Heads heads = HeadsOf(root);
  if (heads.empty) return std::nullopt;
  WordHeads out;
  for (int byte = 0; byte < 256; ++byte) {
    const auto first = static_cast<uint8_t>(byte);
    const bool alone = heads.alone.Has(first);
    if (!alone && heads.second[byte].size() == 0) continue;
    if (!WordHeads::Knows(first)) return std::nullopt;
    for (int next = 0; next < 256; ++next) {
      if (alone || heads.second[byte].Has(static_cast<uint8_t>(next))) {
        out.Add(first, static_cast<uint8_t>(next));
      }
    }
  }
  return out;
}

ByteSet FirstBytes(const RegexNode& root) {
  const Heads heads = HeadsOf(root);
  return heads.empty ? ByteSet().Complement() : heads.First();
}

}  // namespace pathex
