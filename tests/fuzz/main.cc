// The plain main of a fuzz target: every input of its corpus, and small changes of each, drawn with
// a fixed seed so that every run is the same. libFuzzer replaces this file where clang is at hand.
//
//   fuzz_fold_corpus FOLDER|FILE… [--changes=N]
//
// A crash or a sanitizer's report is the failure; a corpus without a single input fails too.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> FilesOf(const fs::path& path) {
  std::vector<fs::path> files;
  if (!fs::is_directory(path)) return {path};
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Run(const std::string& input) {
  // A copy of exactly this size, so that a sanitizer sees the read of one byte too many.
  std::vector<uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

// Bytes that parsers stumble over more often than over others.
std::string NastyPiece(std::mt19937_64& random) {
  static const std::vector<std::string> kPieces = {std::string(1, '\0'),
                                                   "\xff",
                                                   "\xc3",
                                                   "\xef\xbb\xbf",
                                                   "\xcc\x81",
                                                   "\xe2\x80\x8b",
                                                   "\r\n",
                                                   "\n\n",
                                                   "&#x0;",
                                                   "<![CDATA[",
                                                   "]]>",
                                                   "\"",
                                                   "\\u0000",
                                                   "{",
                                                   "[",
                                                   "9999999999",
                                                   "-0.0",
                                                   ":",
                                                   "\xf0\x9f\xa7\xac",
                                                   "\xef\xac\x81",
                                                   "(((((",
                                                   "{term...}",
                                                   ";",
                                                   "\f"};
  return kPieces[random() % kPieces.size()];
}

std::string Changed(std::string input, std::mt19937_64& random) {
  const size_t times = 1 + random() % 4;
  for (size_t i = 0; i < times; ++i) {
    const size_t at = input.empty() ? 0 : random() % input.size();
    const size_t length = std::min<size_t>(input.size() - at, 1 + random() % 40);
    switch (random() % 6) {
      case 0:
        input.resize(at);
        break;
      case 1:
        input.erase(at, length);
        break;
      case 2:
        input.insert(at, input.substr(at, length));
        break;
      case 3:
        input.insert(at, NastyPiece(random));
        break;
      case 4:
        input.insert(random() % (input.size() + 1), input.substr(at, length));
        break;
      default:
        if (!input.empty()) input[at] = static_cast<char>(random());
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  size_t changes = 50;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--changes=", 10) == 0) {
      changes = std::strtoul(argv[i] + 10, nullptr, 10);
    } else {
      const std::vector<fs::path> more = FilesOf(argv[i]);
      files.insert(files.end(), more.begin(), more.end());
    }
  }
  if (files.empty()) {
    std::fputs("no input: give a corpus folder that holds files\n", stderr);
    return 1;
  }
  Run("");
  std::mt19937_64 random(20240229);
  for (const fs::path& file : files) {
    const std::string input = ReadFile(file);
    Run(input);
    for (size_t i = 0; i < changes; ++i) Run(Changed(input, random));
  }
  std::printf("%zu inputs, %zu changes of each\n", files.size(), changes);
  return 0;
}
