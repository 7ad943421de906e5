#include "extractor/text/csv.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr char kQuote = '"';
constexpr size_t kRowsTried = 30;
constexpr size_t kReach = 1 << 20;  // of a field whose quote may not be closed, in the guess

// How evenly a delimiter cuts the first rows: the number of fields most rows have, and how many do.
struct Fit {
  size_t fields = 0;
  size_t rows = 0;
  size_t total = 0;
};

Fit TryDelimiter(std::string_view text, const std::string& delimiter) {
  CsvReader reader(text, delimiter);
  std::vector<CsvField> row;
  std::vector<size_t> counts;
  bool damaged = false;
  while (counts.size() < kRowsTried && reader.Next(&row, &damaged)) counts.push_back(row.size());
  Fit fit;
  fit.total = counts.size();
  for (size_t count : counts) {
    const size_t rows = static_cast<size_t>(std::count(counts.begin(), counts.end(), count));
    if (count > 1 && (rows > fit.rows || (rows == fit.rows && count > fit.fields))) {
      fit.fields = count;
      fit.rows = rows;
    }
  }
  return fit;
}

// "line one\nline two" in letters.
bool WritesLineEnds(std::string_view field) {
  return field.find('\n') == std::string_view::npos && field.find('\r') == std::string_view::npos &&
         field.find("\\n") != std::string_view::npos;
}

}  // namespace

bool CsvReader::QuotedField(CsvField* field) {
  size_t i = at_ + 1;
  bool lines = false;  // a line end was passed
  while (i < text_.size()) {
    if (AtLineEnd(i)) {
      if (unclosed_) return false;
      lines = true;
    }
    if (text_[i] != kQuote) {
      ++i;
      continue;
    }
    if (i + 1 < text_.size() && text_[i + 1] == kQuote) {
      i += 2;
      continue;
    }
    // The closing quote must be followed by the end of the field; blanks in between are forgiven.
    size_t after = i + 1;
    while (after < text_.size() && text_[after] == ' ' && !AtDelimiter(after)) ++after;
    if (AtLineEnd(after) || AtDelimiter(after)) {
      *field = {{at_ + 1, i}, true};
      at_ = after;
      return true;
    }
    // A quote inside that was not doubled. Where it opens a field of a later row, the quote that
    // this field began with was never closed.
    const bool opens = lines && (AtLineEnd(i - 1) || EndsDelimiter(i));
    if (opens) return false;
    ++i;
  }
  unclosed_ = true;
  return false;
}

bool CsvReader::Next(std::vector<CsvField>* row, bool* damaged) {
  row->clear();
  if (damaged != nullptr) *damaged = false;
  while (at_ < text_.size() && AtLineEnd(at_)) ++at_;
  if (at_ >= text_.size()) return false;
  while (true) {
    CsvField field;
    const bool quoted = at_ < text_.size() && text_[at_] == kQuote;
    if (!quoted || !QuotedField(&field)) {
      if (quoted && damaged != nullptr) *damaged = true;
      size_t end = at_;
      while (!AtLineEnd(end) && !AtDelimiter(end)) ++end;
      field = {{at_, end}, false};
      at_ = end;
    }
    row->push_back(field);
    if (at_ >= text_.size() || AtLineEnd(at_)) break;
    at_ += delimiter_.size();
    if (at_ >= text_.size()) {
      row->push_back({{at_, at_}, false});
      break;
    }
  }
  return true;
}

std::string GuessDelimiter(std::string_view text) {
  text = text.substr(0, kReach);
  std::string best;
  Fit best_fit;
  for (const char* candidate : {",", ";", "\t", "|", "\x1F", "\xC2\xAC", "\xC3\xBE", "\xC3\xBD"}) {
    const Fit fit = TryDelimiter(text, candidate);
    // Most rows must agree; among those that do, the one that cuts the most fields wins.
    if (fit.rows * 10 < fit.total * 7) continue;
    if (fit.rows * fit.fields > best_fit.rows * best_fit.fields) {
      best_fit = fit;
      best = candidate;
    }
  }
  return best;
}

void AppendCsvField(const CsvField& field, TextBuilder* out) {
  const std::string_view text = out->input();
  const bool letters = WritesLineEnds(field.range.In(text));
  size_t from = field.range.begin;
  for (size_t i = field.range.begin; i + 1 < field.range.end; ++i) {
    std::string_view becomes;
    size_t length = 2;
    if (field.quoted && text[i] == kQuote && text[i + 1] == kQuote) {
      becomes = "\"";
    } else if (letters && text[i] == '\\' && (text[i + 1] == 'n' || text[i + 1] == 'r')) {
      becomes = "\n";
      if (text[i + 1] == 'r' && text.substr(i + 2, 2) == "\\n") length = 4;
      if (text[i + 1] == 'r' && length == 2) continue;
    } else {
      continue;
    }
    out->CopyLines(from, i);
    out->Replace(i, i + length, becomes);
    i += length - 1;
    from = i + 1;
  }
  out->CopyLines(from, field.range.end);
}

}  // namespace pathex
