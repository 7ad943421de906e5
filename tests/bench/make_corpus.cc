// pathex_corpus: writes invented reports.
//
//   pathex_corpus COUNT SEED            one JSON line a report, {"id", "text"}, to standard output
//   pathex_corpus COUNT SEED FOLDER     one file a report, FOLDER/<id>.txt
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "tests/bench/corpus.h"

namespace {

bool ReadNumber(const char* text, uint64_t* number) {
  const char* end = text + std::strlen(text);
  const auto [rest, error] = std::from_chars(text, end, *number);
  return error == std::errc() && rest == end;
}

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t count = 0;
  uint64_t seed = 0;
  if (argc < 3 || argc > 4 || !ReadNumber(argv[1], &count) || !ReadNumber(argv[2], &seed)) {
    std::fputs("usage: pathex_corpus COUNT SEED [FOLDER]\n", stderr);
    return 2;
  }
  std::ios::sync_with_stdio(false);
  for (uint64_t i = 0; i < count; ++i) {
    const pathex::InventedReport report = pathex::InventReport(seed, i);
    if (argc == 3) {
      std::cout << "{\"id\":" << Quoted(report.id) << ",\"text\":" << Quoted(report.text) << "}\n";
      continue;
    }
    const std::filesystem::path path = std::filesystem::path(argv[3]) / (report.id + ".txt");
    if (i == 0) std::filesystem::create_directories(argv[3]);
    std::ofstream file(path, std::ios::binary);
    file << report.text;
    if (!file.flush()) {
      std::fprintf(stderr, "pathex_corpus: cannot write %s\n", path.c_str());
      return 1;
    }
  }
  std::cout.flush();
  return std::cout ? 0 : 1;
}
