// Result<T>: a value or an Error, for the two doors of the program that can fail (reading input,
// loading lexicons and schemas). Named after std::expected, which C++20 lacks.
//
//   Result<Source> source = ReadSource(path, files);
//   if (!source) return source.error();
//   Use(*source);
#ifndef PATHEX_EXTRACTOR_BASE_RESULT_H_
#define PATHEX_EXTRACTOR_BASE_RESULT_H_

#include <string>
#include <utility>
#include <variant>

namespace pathex {

// code: stable, e.g. "S003"; where: what a person can open, e.g. "lexicons/en/ihc.jsonc:31:18";
// message: lower case, no full stop, cause first, then the next step.
struct Error {
  std::string code;
  std::string where;
  std::string message;

  // "where: error[code]: message", the form every error is printed in.
  std::string ToString() const {
    return (where.empty() ? std::string() : where + ": ") + "error[" + code + "]: " + message;
  }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit, as std::expected
  Result(Error error) : state_(std::move(error)) {}  // NOLINT

  bool has_value() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return has_value(); }

  // Undefined unless has_value().
  T& value() & { return *std::get_if<T>(&state_); }
  const T& value() const& { return *std::get_if<T>(&state_); }
  T&& value() && { return std::move(*std::get_if<T>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Undefined when has_value().
  const Error& error() const { return *std::get_if<Error>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_RESULT_H_
