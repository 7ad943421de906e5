#include "tests/bench/bench_work.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "extractor/record/write.h"
#include "extractor/text/read.h"
#include "tests/bench/bench_process.h"
#include "tests/bench/corpus_phrases.h"

namespace pathex {

Extractor LoadExtractor(const std::string& knowledge) {
  const ExtractorOptions options{
      .lexicons = knowledge + "/lexicons", .schemas = knowledge + "/schemas", .language = ""};
  Result<Extractor> extractor = Extractor::Load(options, RealFiles());
  if (!extractor) {
    std::fprintf(stderr, "%s\n", extractor.error().ToString().c_str());
    std::exit(3);
  }
  return *std::move(extractor);
}

void ExtractOne(const Extractor& extractor, const std::string& id, const std::string& text,
                std::string* out) {
  static const ReadOptions kOptions;
  const Result<std::vector<Source>> sources = ReadSources(id + ".txt", text, kOptions);
  if (!sources) {
    std::fprintf(stderr, "%s\n", sources.error().ToString().c_str());
    std::exit(1);
  }
  for (const Source& source : *sources) {
    WriteRecord(extractor.Extract(source), extractor.engine(), out);
    out->push_back('\n');
  }
}

double TimeExtraction(const Extractor& extractor, const std::vector<InventedReport>& reports) {
  std::string out;
  const double began = ThreadCpuSeconds();
  for (const InventedReport& report : reports) {
    out.clear();
    ExtractOne(extractor, report.id, report.text, &out);
  }
  return ThreadCpuSeconds() - began;
}

std::vector<double> TimeEach(const Extractor& extractor,
                             const std::vector<InventedReport>& reports) {
  std::string out;
  std::vector<double> seconds;
  for (const InventedReport& report : reports) {
    out.clear();
    const double began = ThreadCpuSeconds();
    ExtractOne(extractor, report.id, report.text, &out);
    seconds.push_back(ThreadCpuSeconds() - began);
  }
  return seconds;
}

double TimeByteWalk(const std::vector<InventedReport>& reports) {
  using Table = std::array<std::array<uint8_t, 256>, 64>;  // 16 kB: stays in the first-level cache
  static const Table kTable = [] {
    Table table;
    Draw draw(1);
    for (auto& row : table) {
      for (uint8_t& next : row) next = static_cast<uint8_t>(draw.Below(table.size()));
    }
    return table;
  }();
  const double began = ThreadCpuSeconds();
  uint8_t state = 0;
  for (const InventedReport& report : reports) {
    for (const char c : report.text) state = kTable[state][static_cast<uint8_t>(c)];
  }
  benchmark::DoNotOptimize(state);
  return ThreadCpuSeconds() - began;
}

std::vector<std::pair<std::string, std::string>> HostileTexts(size_t bytes) {
  const auto repeated = [bytes](const std::string& piece) {
    std::string text;
    text.reserve(bytes + piece.size());
    while (text.size() < bytes) text += piece;
    return text;
  };
  std::string words;
  Draw draw(7);
  while (words.size() < bytes) {
    for (int i = draw.Between(2, 11); i > 0; --i) words += static_cast<char>('a' + draw.Below(26));
    words += ' ';
  }
  return {
      {"one line of letters", std::string(bytes, 'a')},
      {"blanks", "FINAL DIAGNOSIS" + std::string(bytes, ' ') + "leiomyosarcoma"},
      {"line breaks", repeated("\n")},
      {"one sentence without an end", words},
      {"digits", repeated("12.5 x ")},
      {"margins without an end", repeated("the deep margin is not ")},
      {"stains without an end", repeated("positive for desmin, SMA and ")},
      {"brackets", repeated("desmin ((((")},
      {"negations", repeated("no evidence of no ")},
      {"labels", repeated("A. B: C) 1. ")},
      {"headings", repeated("DIAGNOSIS:\n")},
      {"check boxes", repeated("[x] [ ] ")},
      {"lymph nodes without an end",
       "DIAGNOSIS\n" + repeated("A. LYMPH NODES, LEVEL II: NO TUMOR IN 4 LYMPH NODES (0/4).\n")},
      {"specimens of both sides",
       "DIAGNOSIS\n" + repeated("A. Left ovary and tube, laparoscopic removal: serous carcinoma.\n"
                                "B. Right ovary and tube, laparoscopic removal: the same.\n")},
      {"combining marks", repeated("e\xcc\x81\xcc\x81")},
      {"ordinary reports, one after the other",
       repeated(InventReport(1, 0).text + InventReport(1, 1).text + InventReport(1, 2).text)},
  };
}

}  // namespace pathex
