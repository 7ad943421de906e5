#include <gtest/gtest.h>

#include "extractor/review/gate.h"

namespace pathex {
namespace {

const Gate kGate("0123abcd", 8080);

int Refused(Visitor visitor) {
  std::string route;
  return kGate.Refuse(visitor, &route);
}

const Visitor kGet{"GET", "/0123abcd/api/deck", "127.0.0.1:8080", "", "same-origin", ""};
const Visitor kPost{"POST",           "/0123abcd/api/verdict",
                    "localhost:8080", "http://localhost:8080",
                    "same-origin",    "application/json"};

Visitor With(Visitor visitor, std::string Visitor::*member, const std::string& value) {
  visitor.*member = value;
  return visitor;
}

TEST(Gate, ThePageMayPass) {
  std::string route;
  EXPECT_EQ(kGate.Refuse(kGet, &route), 0);
  EXPECT_EQ(route, "/api/deck");
  EXPECT_EQ(kGate.Refuse(kPost, &route), 0);
  EXPECT_EQ(Refused(With(kGet, &Visitor::fetch_site, "none")), 0);  // typed by the user
  EXPECT_EQ(Refused(With(kGet, &Visitor::path, "/0123abcd/")), 0);
}

TEST(Gate, NotWithoutTheToken) {
  for (const char* path : {"/", "/0123abce/", "/0123abcd", "/0123abcd0/", "//", "", "/api/deck"}) {
    EXPECT_EQ(Refused(With(kGet, &Visitor::path, path)), 404) << path;
  }
}

// Another name that points to this machine (DNS rebinding), another port, another site.
TEST(Gate, NotForAnotherHostOrSite) {
  for (const char* host :
       {"evil.example:8080", "127.0.0.1", "127.0.0.1:80", "", "localhost:8080.evil"}) {
    EXPECT_EQ(Refused(With(kGet, &Visitor::host, host)), 403) << host;
  }
  for (const char* origin : {"http://evil.example", "null", "https://127.0.0.1:8080",
                             "http://127.0.0.1:8081", "http://127.0.0.1:8080.evil"}) {
    EXPECT_EQ(Refused(With(kGet, &Visitor::origin, origin)), 403) << origin;
    EXPECT_EQ(Refused(With(kPost, &Visitor::origin, origin)), 403) << origin;
  }
  EXPECT_EQ(Refused(With(kGet, &Visitor::fetch_site, "cross-site")), 403);
  EXPECT_EQ(Refused(With(kPost, &Visitor::origin, "")), 403);
}

TEST(Gate, OnlyJsonIsPosted) {
  EXPECT_EQ(Refused(With(kPost, &Visitor::content_type, "text/plain")), 415);
  EXPECT_EQ(Refused(With(kGet, &Visitor::method, "DELETE")), 405);
}

TEST(Gate, TokensDiffer) {
  EXPECT_EQ(NewToken().size(), 32u);
  EXPECT_NE(NewToken(), NewToken());
}

}  // namespace
}  // namespace pathex
