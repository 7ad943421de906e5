#include "extractor/review/server.h"

#include <httplib.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "extractor/review/assets.h"
#include "extractor/review/gate.h"

namespace pathex {
namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr size_t kLargestBody = 256u << 10;
constexpr int kThreads = 4;

// Nothing from elsewhere, no script or style but those of the page, in no frame, and no assignment
// of text to HTML anywhere in its script.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

httplib::Headers SafeHeaders() {
  return {{"Content-Security-Policy", kPolicy},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"},
          {"Referrer-Policy", "no-referrer"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Cache-Control", "no-store"}};
}

std::string Parameter(const httplib::Request& request, const char* name) {
  return request.has_param(name) ? request.get_param_value(name) : std::string();
}

// As it is: the library would compress a body with brotli at its slowest (seconds a megabyte) for
// a loopback that needs no compression; it leaves alone what comes from a provider.
void Reply(std::string body, const char* type, httplib::Response* response) {
  if (body.empty()) return response->set_content(body, type);
  const size_t size = body.size();
  response->set_content_provider(
      size, type, [body = std::move(body)](size_t offset, size_t length, httplib::DataSink& sink) {
        return sink.write(body.data() + offset, length);
      });
}

void Reply(std::string_view body, const char* type, httplib::Response* response) {
  Reply(std::string(body), type, response);
}

void Reply(ReviewSession::Answer answer, httplib::Response* response) {
  response->status = answer.status;
  Reply(std::move(answer.body), "application/json", response);
}

}  // namespace

struct ReviewServer::State {
  ReviewSession* session = nullptr;
  httplib::Server server;
  std::string token = NewToken();
  int port = 0;
  std::atomic<bool> ended = false;

  void Answer(const httplib::Request& request, httplib::Response* response) {
    Visitor visitor{request.method,
                    request.path,
                    request.get_header_value("Host"),
                    request.get_header_value("Origin"),
                    request.get_header_value("Sec-Fetch-Site"),
                    request.get_header_value("Content-Type")};
    std::string route;
    if (const int status = Gate(token, port).Refuse(visitor, &route); status != 0) {
      response->status = status;
      response->set_content("refused: open the address that pathex review printed\n", "text/plain");
    } else if (request.method == "POST") {
      route == "/api/verdict" ? Reply(session->Judge(request.body), response) : NotFound(response);
    } else {
      Get(route, request, response);
    }
  }

  void Get(const std::string& route, const httplib::Request& request, httplib::Response* response) {
    if (route == "/") return Reply(kPageHtml, "text/html; charset=utf-8", response);
    if (route == "/app.js") return Reply(kPageScript, "text/javascript; charset=utf-8", response);
    if (route == "/app.css") return Reply(kPageStyle, "text/css; charset=utf-8", response);
    if (route == "/api/deck") return Reply(session->Deck(), response);
    if (route == "/api/sheet") return Reply(session->Sheet(Parameter(request, "n")), response);
    if (route == "/api/search") return Reply(session->Search(Parameter(request, "q")), response);
    if (route == "/api/changes") {
      return Reply(session->Changes(Parameter(request, "since")), response);
    }
    if (route == "/api/verdicts.ndjson") return Export(response);
    NotFound(response);
  }

  void Export(httplib::Response* response) {
    const Result<std::string> lines = session->Export();
    if (!lines) {
      response->status = 500;
      return response->set_content(lines.error().ToString() + "\n", "text/plain");
    }
    response->set_header("Content-Disposition", "attachment; filename=\"verdicts.ndjson\"");
    Reply(*lines, "application/x-ndjson", response);
  }

  static void NotFound(httplib::Response* response) {
    response->status = 404;
    response->set_content("{\"error\":\"there is nothing here\"}", "application/json");
  }
};

ReviewServer::ReviewServer(ReviewSession* session) : state_(std::make_unique<State>()) {
  state_->session = session;
  httplib::Server& server = state_->server;
  server.set_default_headers(SafeHeaders());
  server.set_payload_max_length(kLargestBody);
  server.set_tcp_nodelay(true);
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  // Without SO_REUSEPORT, which would let another program listen beside this one.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  State* state = state_.get();
  const auto answer = [state](const httplib::Request& request, httplib::Response& response) {
    state->Answer(request, &response);
  };
  server.Get(".*", answer);
  server.Post(".*", answer);
  server.Put(".*", answer);
  server.Patch(".*", answer);
  server.Delete(".*", answer);
  server.Options(".*", answer);
}

ReviewServer::~ReviewServer() = default;

Result<int> ReviewServer::Bind(int port) {
  errno = 0;
  if (port == 0) {
    state_->port = state_->server.bind_to_any_port(kLoopback);
  } else {
    state_->port = state_->server.bind_to_port(kLoopback, port) ? port : -1;
  }
  if (state_->port > 0) return state_->port;
  return Error{"R004", std::string(kLoopback) + ":" + std::to_string(port),
               std::string("cannot listen there: ") + std::strerror(errno) +
                   "; leave --port out to take any that is free"};
}

std::string ReviewServer::Url() const {
  return std::string("http://") + kLoopback + ":" + std::to_string(state_->port) + "/" +
         state_->token + "/";
}

void ReviewServer::Serve() {
  state_->server.listen_after_bind();
  state_->ended = true;
}

// The library forgets a stop that comes before it has begun to listen.
void ReviewServer::Stop() {
  while (!state_->server.is_running() && !state_->ended) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  state_->server.stop();
}

}  // namespace pathex
