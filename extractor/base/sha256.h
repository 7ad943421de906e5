// SHA-256, for the identity of inputs and lexicons.
#ifndef PATHEX_EXTRACTOR_BASE_SHA256_H_
#define PATHEX_EXTRACTOR_BASE_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

namespace pathex {

// 64 lower-case hexadecimal digits. Thread-safe.
std::string Sha256Hex(std::string_view bytes);

// The same of bytes that come piece by piece. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void Add(std::string_view bytes);
  std::string Hex();  // once, at the end

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_SHA256_H_
