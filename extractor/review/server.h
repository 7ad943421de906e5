// The local server of a review: HTTP on the loopback interface, for one browser. The only door to
// cpp-httplib. It answers with the three files of the page and with what a ReviewSession says;
// there is no route to any other file.
#ifndef PATHEX_EXTRACTOR_REVIEW_SERVER_H_
#define PATHEX_EXTRACTOR_REVIEW_SERVER_H_

#include <memory>
#include <string>

#include "extractor/base/result.h"
#include "extractor/review/session.h"

namespace pathex {

class ReviewServer {
 public:
  // `session` outlives the server.
  explicit ReviewServer(ReviewSession* session);
  ~ReviewServer();

  // Takes a port of 127.0.0.1 (0: any that is free). Requests wait from now on. Error R004.
  Result<int> Bind(int port);
  // "http://127.0.0.1:8080/<token>/"; after Bind.
  std::string Url() const;
  // Answers until Stop, which another thread calls: once, at any time after Bind, also before this
  // has begun.
  void Serve();
  void Stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_SERVER_H_
