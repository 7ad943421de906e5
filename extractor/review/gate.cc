#include "extractor/review/gate.h"

#include <array>
#include <cstdio>
#include <random>

namespace pathex {
namespace {

// Takes as long for a wrong token as for the right one.
bool SameSecret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace

bool Gate::IsHere(std::string_view authority) const {
  const std::string port = ":" + std::to_string(port_);
  return authority == "127.0.0.1" + port || authority == "localhost" + port;
}

int Gate::Refuse(const Visitor& visitor, std::string* route) const {
  const bool post = visitor.method == "POST";
  if (!post && visitor.method != "GET" && visitor.method != "HEAD") return 405;
  if (!IsHere(visitor.host)) return 403;
  constexpr std::string_view kScheme = "http://";
  const std::string_view origin = visitor.origin;
  if (!origin.empty() || post) {
    if (!origin.starts_with(kScheme) || !IsHere(origin.substr(kScheme.size()))) return 403;
  }
  const std::string& site = visitor.fetch_site;
  if (!site.empty() && site != "same-origin" && site != "none") return 403;
  const size_t slash = visitor.path.find('/', 1);
  const bool whole = visitor.path.starts_with('/') && slash != std::string::npos;
  if (!whole || !SameSecret(std::string_view(visitor.path).substr(1, slash - 1), token_))
    return 404;
  if (post && !visitor.content_type.starts_with("application/json")) return 415;
  *route = visitor.path.substr(slash);
  return 0;
}

std::string NewToken() {
  std::random_device random;  // getrandom(2) or the processor's generator
  std::string token;
  for (int i = 0; i < 4; ++i) {
    std::array<char, 9> digits;
    std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(random()));
    token += digits.data();
  }
  return token;
}

}  // namespace pathex
