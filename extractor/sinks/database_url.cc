#include "extractor/sinks/database_url.h"

#include <string_view>

namespace pathex {

std::string WithoutPassword(const std::string& url) {
  std::string out = url;
  const size_t begin = out.find("://");
  const size_t at = out.find('@');
  if (begin != std::string::npos && at != std::string::npos && at > begin) {
    const size_t colon = out.find(':', begin + 3);
    if (colon < at) out.erase(colon, at - colon);
  }
  constexpr std::string_view kParameter = "password=";
  const size_t parameter = out.find(kParameter);
  if (parameter == std::string::npos) return out;
  const size_t end = out.find('&', parameter);
  if (end != std::string::npos) return out.erase(parameter, end + 1 - parameter);
  return out.erase(parameter - 1);  // with the "?" or "&" before it
}

}  // namespace pathex
