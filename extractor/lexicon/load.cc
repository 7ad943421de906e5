#include "extractor/lexicon/load.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

#include "extractor/base/sha256.h"
#include "extractor/lexicon/compile.h"

namespace pathex {
namespace {

bool IsLexiconName(const std::string& name) {
  return name.size() > 6 && name.compare(name.size() - 6, 6, ".jsonc") == 0;
}

// The files of a language, and what is wrong with them.
struct LanguageFiles {
  struct File {
    std::string name, path, bytes;
  };
  std::string language;
  std::vector<File> files;
  std::vector<LexiconFile> parsed;
  Faults faults;
};

// Appends names and bytes to `hashed`.
LanguageFiles ReadLanguage(const std::string& folder, const std::string& language,
                           const FileReader& files, std::string* hashed) {
  LanguageFiles out;
  out.language = language;
  Result<std::vector<std::string>> names = files.List(folder + "/" + language);
  if (!names) {
    out.faults.AddText(Severity::kError, names.error().ToString());
    return out;
  }
  for (const std::string& name : *names) {
    if (!IsLexiconName(name)) continue;
    const std::string path = folder + "/" + language + "/" + name;
    Result<std::string> bytes = files.Read(path);
    if (!bytes) {
      out.faults.AddText(Severity::kError, bytes.error().ToString());
      continue;
    }
    *hashed += language + "/" + name + '\0' + *bytes + '\0';
    out.files.push_back({language + "/" + name, path, std::move(*bytes)});
  }
  return out;
}

void ParseLanguage(LanguageFiles* language) {
  for (LanguageFiles::File& file : language->files) {
    Result<JsonDocument> document = ParseJson(file.path, std::move(file.bytes), Comments::kAllow);
    if (!document) {
      const bool rendered = document.error().message.find('\n') != std::string::npos;
      language->faults.AddText(Severity::kError,
                               rendered ? document.error().message : document.error().ToString());
      continue;
    }
    language->parsed.push_back({file.name, language->language, std::move(*document)});
  }
}

// What is written alike everywhere, then the language's own.
std::vector<const LexiconFile*> FilesOf(const std::vector<LexiconFile>& files,
                                        const std::string& language) {
  std::vector<const LexiconFile*> out;
  for (const LexiconFile& file : files) {
    if (file.language == "any") out.push_back(&file);
  }
  for (const LexiconFile& file : files) {
    if (file.language == language) out.push_back(&file);
  }
  return out;
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
  std::vector<LanguageFiles> languages;
  for (const std::string& name : *names) {
    if (files.IsFolder(folder + "/" + name))
      languages.push_back(ReadLanguage(folder, name, files, &hashed));
  }
  // Languages are parsed side by side, and the hash taken; faults keep their order.
  std::vector<std::future<void>> running;
  for (LanguageFiles& language : languages) {
    running.push_back(std::async(std::launch::async, ParseLanguage, &language));
  }
  *sha256 = Sha256Hex(hashed);
  for (std::future<void>& one : running) one.get();
  for (LanguageFiles& language : languages) {
    faults->Append(language.faults);
    std::move(language.parsed.begin(), language.parsed.end(), std::back_inserter(out));
  }
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
  // Each language is compiled by itself, so all at the same time; faults keep their order.
  struct Compiled {
    std::vector<const LexiconFile*> files;
    std::unique_ptr<Lexicon> lexicon;
    Faults faults;
  };
  std::vector<Compiled> compiled(languages.size());
  std::vector<std::future<void>> running;
  for (size_t i = 0; i < languages.size(); ++i) {
    compiled[i].files = FilesOf(files, languages[i]);
    running.push_back(std::async(std::launch::async, [&, i] {
      compiled[i].lexicon = CompileLexicon(languages[i], compiled[i].files, &compiled[i].faults);
    }));
  }
  for (std::future<void>& one : running) one.get();
  LexiconSet set;
  for (size_t i = 0; i < languages.size(); ++i) {
    const std::string& language = languages[i];
    const std::vector<const LexiconFile*>& own = compiled[i].files;
    faults->Append(compiled[i].faults);
    set.languages.push_back(std::move(compiled[i].lexicon));
    set.languages.back()->has_own_rules =
        std::any_of(own.begin(), own.end(), [&](const auto* file) {
          const Json& root = file->document.root;
          return file->language == language && (root.contains("rules") || root.contains("panel"));
        });
    set.frequent.Add(static_cast<int>(set.languages.size()) - 1,
                     set.languages.back()->rules_of_language.detect);
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
