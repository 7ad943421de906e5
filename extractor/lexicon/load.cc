#include "extractor/lexicon/load.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <optional>
#include <utility>

#include "extractor/base/sha256.h"
#include "extractor/lexicon/compile.h"
#include "extractor/lexicon/lexicon_cache.h"

namespace pathex {
namespace {

bool IsLexiconName(const std::string& name) {
  return name.size() > 6 && name.compare(name.size() - 6, 6, ".jsonc") == 0;
}

// The files of one language: parsed, and what is wrong with them.
struct ParsedLanguage {
  std::vector<LexiconBytes::File*> files;
  std::vector<LexiconFile> parsed;
  Faults faults;
};

void ReadLanguage(const std::string& folder, const std::string& language, const FileReader& files,
                  LexiconBytes* out) {
  Result<std::vector<std::string>> names = files.List(folder + "/" + language);
  if (!names) return out->faults.AddText(Severity::kError, names.error().ToString());
  for (const std::string& name : *names) {
    if (!IsLexiconName(name)) continue;
    const std::string path = folder + "/" + language + "/" + name;
    Result<std::string> bytes = files.Read(path);
    if (!bytes) {
      out->faults.AddText(Severity::kError, bytes.error().ToString());
      continue;
    }
    out->files.push_back({language + "/" + name, language, path, std::move(*bytes)});
  }
}

void ParseLanguage(ParsedLanguage* language) {
  for (LexiconBytes::File* file : language->files) {
    Result<JsonDocument> document = ParseJson(file->path, std::move(file->bytes), Comments::kAllow);
    if (!document) {
      const bool rendered = document.error().message.find('\n') != std::string::npos;
      language->faults.AddText(Severity::kError,
                               rendered ? document.error().message : document.error().ToString());
      continue;
    }
    language->parsed.push_back({file->name, file->language, std::move(*document)});
  }
}

// Languages are parsed side by side; faults keep their order.
std::vector<LexiconFile> ParseLexicons(LexiconBytes bytes, Faults* faults) {
  faults->Append(bytes.faults);
  std::vector<ParsedLanguage> languages;
  for (size_t i = 0; i < bytes.files.size(); ++i) {
    if (i == 0 || bytes.files[i].language != bytes.files[i - 1].language) languages.emplace_back();
    languages.back().files.push_back(&bytes.files[i]);
  }
  std::vector<std::future<void>> running;
  running.reserve(languages.size());
  for (ParsedLanguage& language : languages) {
    running.push_back(std::async(std::launch::async, ParseLanguage, &language));
  }
  for (std::future<void>& one : running) one.get();
  std::vector<LexiconFile> out;
  for (ParsedLanguage& language : languages) {
    faults->Append(language.faults);
    std::move(language.parsed.begin(), language.parsed.end(), std::back_inserter(out));
  }
  return out;
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

LexiconBytes ReadLexiconBytes(const std::string& folder, const FileReader& files) {
  LexiconBytes out;
  Result<std::vector<std::string>> names = files.List(folder);
  if (!names) {
    out.faults.AddText(Severity::kError, names.error().ToString());
    return out;
  }
  for (const std::string& name : *names) {
    if (files.IsFolder(folder + "/" + name)) ReadLanguage(folder, name, files, &out);
  }
  constexpr std::string_view kEnd("\0", 1);
  Sha256 hash;
  for (const LexiconBytes::File& file : out.files) {
    for (const std::string_view piece :
         {std::string_view(file.name), kEnd, std::string_view(file.bytes), kEnd}) {
      hash.Add(piece);
    }
  }
  out.sha256 = hash.Hex();
  return out;
}

std::vector<LexiconFile> ReadLexiconFiles(const std::string& folder, const FileReader& files,
                                          Faults* faults, std::string* sha256) {
  LexiconBytes bytes = ReadLexiconBytes(folder, files);
  *sha256 = bytes.sha256;
  return ParseLexicons(std::move(bytes), faults);
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
  running.reserve(languages.size());
  for (size_t i = 0; i < languages.size(); ++i) {
    compiled[i].files = FilesOf(files, languages[i]);
    running.push_back(std::async(std::launch::async, [&, i] {
      compiled[i].lexicon = CompileLexicon(languages[i], compiled[i].files, &compiled[i].faults);
    }));
  }
  for (std::future<void>& one : running) one.get();
  LexiconSet set;
  for (size_t i = 0; i < languages.size(); ++i) {
    Compiled& of = compiled[i];
    faults->Append(of.faults);
    of.lexicon->has_own_rules =
        std::any_of(of.files.begin(), of.files.end(), [&](const LexiconFile* file) {
          const Json& root = file->document.root;
          return file->language == languages[i] &&
                 (root.contains("rules") || root.contains("panel"));
        });
    set.frequent.Add(static_cast<int>(i), of.lexicon->rules_of_language.detect);
    set.languages.emplace_back(std::move(of.lexicon));
  }
  return set;
}

Result<LexiconSet> LoadLexicons(const std::string& folder, const FileReader& files,
                                const std::string& cache_folder) {
  LexiconBytes bytes = ReadLexiconBytes(folder, files);
  const std::string sha256 = bytes.sha256;
  const LexiconCache cache(cache_folder);
  if (!bytes.faults.has_errors()) {
    if (std::optional<LexiconSet> cached = cache.Read(sha256)) return *std::move(cached);
  }
  Faults faults;
  LexiconSet set = CompileLexicons(ParseLexicons(std::move(bytes), &faults), &faults);
  set.sha256 = sha256;
  if (faults.has_errors()) return Error{"L000", folder, faults.ToString()};
  if (set.languages.empty()) {
    return Error{"L000", folder,
                 "no language here: a language is a folder such as en/ with *.jsonc files"};
  }
  cache.Write(set);
  return set;
}

const Lexicon& LexiconSet::Find(std::string_view language) const {
  for (const LazyLexicon& one : languages) {
    if (one.language() == language) return *one;
  }
  for (const LazyLexicon& one : languages) {
    if (one.has_own_rules()) return *one;
  }
  return *languages.front();
}

}  // namespace pathex
