// Gate: which requests the local server answers. Every one must name this server as its host (so
// that no other name can be made to point here), come from no other site, and know the token.
#ifndef PATHEX_EXTRACTOR_REVIEW_GATE_H_
#define PATHEX_EXTRACTOR_REVIEW_GATE_H_

#include <string>
#include <string_view>

namespace pathex {

// What a request says of itself; "" = the header is not there.
struct Visitor {
  std::string method;
  std::string path;  // without the query
  std::string host, origin, fetch_site, content_type;
};

class Gate {
 public:
  Gate(std::string token, int port) : token_(std::move(token)), port_(port) {}

  // 0 when the request may pass; `route` is then what follows the token ("/", "/api/deck"). Else
  // the status to answer with: 403 another host or site, 404 no token, 405 another method than GET,
  // HEAD and POST, 415 a POST that is not JSON.
  int Refuse(const Visitor& visitor, std::string* route) const;

 private:
  bool IsHere(std::string_view authority) const;

  std::string token_;
  int port_;
};

// 128 random bits of the system, as 32 hexadecimal digits.
std::string NewToken();

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_GATE_H_
