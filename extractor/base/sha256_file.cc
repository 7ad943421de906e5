#include "extractor/base/sha256_file.h"

#include <fstream>
#include <vector>

#include "extractor/base/sha256.h"

namespace pathex {

std::string Sha256OfFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Sha256 hash;
  std::vector<char> block(1 << 18);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    hash.Add({block.data(), static_cast<size_t>(in.gcount())});
  }
  return in.eof() ? hash.Hex() : "";
}

}  // namespace pathex
