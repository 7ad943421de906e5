// LexiconCache: compiled lexicons in a folder of the user's own (base/cache_folder.h), so that a
// program that reads one report need not compile them again.
//
// An entry is used only for the very files it was compiled from and by the very build that wrote
// it. It is written only when no lexicon had a fault, so what it spares are faults that are not
// there.
#ifndef PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_
#define PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_

#include <optional>
#include <string>
#include <utility>

#include "extractor/base/cache_folder.h"
#include "extractor/lexicon/lexicon_set.h"

namespace pathex {

class LexiconCache {
 public:
  explicit LexiconCache(std::string folder) : folder_(std::move(folder)) {}

  // The lexicons of the files with this hash; each language is unpacked when it is first asked for,
  // and lacks only the examples of its rules and cues.
  std::optional<LexiconSet> Read(const std::string& sha256) const;

  // Of lexicons without faults.
  void Write(const LexiconSet& set) const;

 private:
  CacheFolder folder_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_
