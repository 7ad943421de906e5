// What a text must hold for a pattern to match: asked of a unit before the matcher is. Every answer
// errs to the safe side: a text that holds it all may still not match. Internal to extractor/base
// and its tests.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_NEEDS_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_NEEDS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "extractor/base/byte_set.h"
#include "extractor/base/regex_tree.h"
#include "extractor/base/word_heads.h"

namespace pathex {

// Sets of which a text that matches holds at least one byte each, the rarest first; at most `most`.
std::vector<ByteSet> RequiredBytes(const RegexNode& root, size_t most);

// The same as RequiredBytes, but in the order in which a match holds them, each behind the last.
std::vector<ByteSet> OrderedBytes(const RegexNode& root, size_t most);

// What a match begins with; nothing when it may begin with other than a letter or a digit.
std::optional<WordHeads> FindHeads(const RegexNode& root);

// The bytes that a match may begin with; all of them when it may be nothing.
ByteSet FirstBytes(const RegexNode& root);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_NEEDS_H_
