#include "extractor/lexicon/load.h"

#include <algorithm>

#include "extractor/base/sha256.h"
#include "extractor/lexicon/compile.h"

namespace pathex {
namespace {

bool IsLexiconName(const std::string& name) {
  return name.size() > 6 && name.compare(name.size() - 6, 6, ".jsonc") == 0;
}

void ReadLanguage(const std::string& folder, const std::string& language, const FileReader& files,
                  Faults* faults, std::string* hashed, std::vector<LexiconFile>* out) {
  Result<std::vector<std::string>> names = files.List(folder + "/" + language);
  if (!names) return faults->AddText(Severity::kError, names.error().ToString());
  for (const std::string& name : *names) {
    if (!IsLexiconName(name)) continue;
    const std::string path = folder + "/" + language + "/" + name;
    Result<std::string> bytes = files.Read(path);
    if (!bytes) {
      faults->AddText(Severity::kError, bytes.error().ToString());
      continue;
    }
    *hashed += language + "/" + name + '\0' + *bytes + '\0';
    Result<JsonDocument> document = ParseJson(path, std::move(*bytes), Comments::kAllow);
    if (!document) {
      faults->AddText(Severity::kError, document.error().message.find('\n') == std::string::npos
                                            ? document.error().ToString()
                                            : document.error().message);
      continue;
    }
    out->push_back({language + "/" + name, language, std::move(*document)});
  }
}

}  // namespace

std::vector<LexiconFile> ReadLexiconFiles(const std::string& folder, const FileReader& files,
                                          Faults* faults, std::string* sha256) {
  std::vector<LexiconFile> out;
  Result<std::vector<std::string>> names = files.List(folder);
  if (!names) {
    faults->AddText(Severity::kError, names.error().ToString());
    return out;
  }
  std::string hashed;
  for (const std::string& name : *names) {
    if (files.IsFolder(folder + "/" + name))
      ReadLanguage(folder, name, files, faults, &hashed, &out);
  }
  *sha256 = Sha256Hex(hashed);
  return out;
}

LexiconSet CompileLexicons(const std::vector<LexiconFile>& files, Faults* faults) {
  std::vector<std::string> languages;
  for (const LexiconFile& file : files) {
    if (file.language != "any" &&
        std::find(languages.begin(), languages.end(), file.language) == languages.end()) {
      languages.push_back(file.language);
    }
  }
  LexiconSet set;
  for (const std::string& language : languages) {
    std::vector<const LexiconFile*> own;
    for (const LexiconFile& file : files) {
      if (file.language == "any") own.push_back(&file);
    }
    for (const LexiconFile& file : files) {
      if (file.language == language) own.push_back(&file);
    }
    set.languages.push_back(CompileLexicon(language, own, faults));
    set.languages.back()->has_own_rules =
        std::any_of(own.begin(), own.end(), [&](const auto* file) {
          const Json& root = file->document.root;
          return file->language == language && (root.contains("rules") || root.contains("panel"));
        });
  }
  return set;
}

Result<LexiconSet> LoadLexicons(const std::string& folder, const FileReader& files) {
  Faults faults;
  std::string sha256;
  const std::vector<LexiconFile> read = ReadLexiconFiles(folder, files, &faults, &sha256);
  LexiconSet set = CompileLexicons(read, &faults);
  set.sha256 = sha256;
  if (faults.has_errors()) return Error{"L000", folder, faults.ToString()};
  if (set.languages.empty()) {
    return Error{"L000", folder,
                 "no language here: a language is a folder such as en/ with *.jsonc files"};
  }
  return set;
}

const Lexicon& LexiconSet::Find(std::string_view language) const {
  for (const auto& lexicon : languages) {
    if (lexicon->language == language) return *lexicon;
  }
  for (const auto& lexicon : languages) {
    if (lexicon->has_own_rules) return *lexicon;
  }
  return *languages.front();
}

}  // namespace pathex
