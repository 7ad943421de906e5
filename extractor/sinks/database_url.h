// The address of a database, as users give it and as messages may show it.
#ifndef PATHEX_EXTRACTOR_SINKS_DATABASE_URL_H_
#define PATHEX_EXTRACTOR_SINKS_DATABASE_URL_H_

#include <string>

namespace pathex {

// The URL without its password, for messages.
std::string WithoutPassword(const std::string& url);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_DATABASE_URL_H_
