#include "extractor/record/indent.h"

#include <cstddef>

namespace pathex {
namespace {

constexpr size_t kShort = 80;  // bytes of a bracket with its content that stays on one line

class Indenter {
 public:
  Indenter(std::string_view json, std::string* out) : json_(json), out_(*out) {}
  void Run();

 private:
  size_t StringEnd(size_t begin) const;
  size_t ShortEnd(size_t begin) const;
  void CopyShort(size_t begin, size_t end);
  void Break();

  std::string_view json_;
  std::string& out_;
  size_t level_ = 0;
};

// Past the closing quote of the string that begins at `begin`.
size_t Indenter::StringEnd(size_t begin) const {
  size_t i = begin + 1;
  while (i < json_.size() && json_[i] != '"') i += json_[i] == '\\' ? 2 : 1;
  return i < json_.size() ? i + 1 : json_.size();
}

// Past the bracket that closes the one at `begin`, or 0 when it must be broken.
size_t Indenter::ShortEnd(size_t begin) const {
  for (size_t i = begin + 1; i < json_.size() && i < begin + kShort;) {
    const char c = json_[i];
    if (c == ']' || c == '}') return i + 1;
    if (c == '[' || c == '{') return 0;
    i = c == '"' ? StringEnd(i) : i + 1;
  }
  return 0;
}

void Indenter::CopyShort(size_t begin, size_t end) {
  for (size_t i = begin; i < end;) {
    if (json_[i] == '"') {
      const size_t stop = StringEnd(i);
      out_.append(json_, i, stop - i);
      i = stop;
      continue;
    }
    out_ += json_[i];
    if (json_[i] == ',' || json_[i] == ':') out_ += ' ';
    ++i;
  }
}

void Indenter::Break() {
  out_ += '\n';
  out_.append(2 * level_, ' ');
}

void Indenter::Run() {
  for (size_t i = 0; i < json_.size();) {
    const char c = json_[i];
    size_t end = i + 1;
    if (c == '"') {
      end = StringEnd(i);
      out_.append(json_, i, end - i);
    } else if (c == '[' || c == '{') {
      const size_t short_end = ShortEnd(i);
      if (short_end > 0) {
        CopyShort(i, short_end);
        end = short_end;
      } else {
        out_ += c;
        ++level_;
        Break();
      }
    } else if (c == ']' || c == '}') {
      if (level_ > 0) --level_;
      Break();
      out_ += c;
    } else {
      out_ += c;
      if (c == ',') Break();
      if (c == ':') out_ += ' ';
    }
    i = end;
  }
  out_ += '\n';
}

}  // namespace

void Indent(std::string_view json, std::string* out) { Indenter(json, out).Run(); }

}  // namespace pathex
