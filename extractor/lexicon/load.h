// Loading: a folder of lexicon files -> LexiconSet. The only way lexicons enter the program.
#ifndef PATHEX_EXTRACTOR_LEXICON_LOAD_H_
#define PATHEX_EXTRACTOR_LEXICON_LOAD_H_

#include <memory>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/lexicon/faults.h"
#include "extractor/lexicon/lexicon_set.h"

namespace pathex {

// One lexicon file: parsed, not yet understood.
struct LexiconFile {
  std::string name;      // "en/margins.jsonc"
  std::string language;  // "en", "any"
  JsonDocument document;
};

// What is read of a folder before anything is parsed.
struct LexiconBytes {
  struct File {
    std::string name;      // "en/margins.jsonc"
    std::string language;  // "en", "any"
    std::string path, bytes;
  };
  std::vector<File> files;  // every *.jsonc, in bytewise order of names
  std::string sha256;       // over names and bytes
  Faults faults;            // what could not be read
};
LexiconBytes ReadLexiconBytes(const std::string& folder, const FileReader& files);

// Reads every *.jsonc below `folder`, in bytewise order of names; faults collect what could not be
// read. `sha256` covers names and bytes.
std::vector<LexiconFile> ReadLexiconFiles(const std::string& folder, const FileReader& files,
                                          Faults* faults, std::string* sha256);

// Compiles all languages. Never stops at the first fault; a lexicon with errors must not be used.
LexiconSet CompileLexicons(const std::vector<LexiconFile>& files, Faults* faults);

// Both; the Error (L000) holds all faults. With a folder for it, from the cache where it can be,
// and into it (lexicon/lexicon_cache.h); lexicons from there lack their examples.
Result<LexiconSet> LoadLexicons(const std::string& folder, const FileReader& files,
                                const std::string& cache = "");

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LOAD_H_
