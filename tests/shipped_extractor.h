// The extractor with the lexicons and schemas of this tree, loaded once a language and program.
#ifndef PATHEX_TESTS_SHIPPED_EXTRACTOR_H_
#define PATHEX_TESTS_SHIPPED_EXTRACTOR_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "tests/where.h"

namespace pathex {

// `language` as of --lang, "": whichever the text is in. Lives as long as the program: records hold
// views into it. Ends the program when the lexicons cannot be loaded.
inline const Extractor& ShippedExtractor(const std::string& language = "en") {
  static auto& loaded = *new std::map<std::string, Extractor>();
  const auto found = loaded.find(language);
  if (found != loaded.end()) return found->second;
  const std::string root = SourceDir();
  Result<Extractor> extractor =
      Extractor::Load({root + "/lexicons", root + "/schemas", language}, RealFiles());
  if (!extractor) {
    ADD_FAILURE() << extractor.error().ToString();
    std::abort();
  }
  return loaded.emplace(language, std::move(*extractor)).first->second;
}

}  // namespace pathex

#endif  // PATHEX_TESTS_SHIPPED_EXTRACTOR_H_
