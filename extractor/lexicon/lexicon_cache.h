// LexiconCache: compiled lexicons in a folder of the user's own, so that a program that reads one
// report need not compile them again.
//
// An entry is used only for the very files it was compiled from and by the very build that wrote
// it: its name says the SHA-256 of both. It is written only when no lexicon had a fault, so what it
// spares are faults that are not there. What is damaged, cut off or somebody else's is passed over.
#ifndef PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_
#define PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_

#include <optional>
#include <string>

#include "extractor/lexicon/lexicon_set.h"

namespace pathex {

class LexiconCache {
 public:
  // `folder` is made when it is missing; "": no cache. Without a build id (base/build_id.h) there
  // is none either.
  explicit LexiconCache(std::string folder);

  // The lexicons of the files with this hash; each language is unpacked when it is first asked for,
  // and lacks only the examples of its rules and cues.
  std::optional<LexiconSet> Read(const std::string& sha256) const;

  // Of lexicons without faults. Keeps the newest kMostEntries entries. What cannot be written is
  // left alone: the next run compiles again.
  void Write(const LexiconSet& set) const;

  static constexpr size_t kMostEntries = 8;

 private:
  std::string PathOf(const std::string& sha256) const;
  void DropOld() const;

  std::string folder_;
  std::string build_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LEXICON_CACHE_H_
