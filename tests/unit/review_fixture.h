// What the tests of the review share: the real table of fields, and a folder that is removed.
#ifndef PATHEX_TESTS_UNIT_REVIEW_FIXTURE_H_
#define PATHEX_TESTS_UNIT_REVIEW_FIXTURE_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "extractor/base/files.h"
#include "extractor/review/fields.h"
#include "extractor/review/verdict.h"
#include "tests/where.h"

namespace pathex::fixture {

inline FieldTable Table() {
  Result<FieldTable> table = LoadFieldTable(SourceDir() + "/schemas/review.json", RealFiles());
  EXPECT_TRUE(table) << table.error().ToString();
  return std::move(*table);
}

inline Json Parsed(const std::string& text) {
  Result<Json> json = ParseJsonValue(text);
  EXPECT_TRUE(json) << text;
  return std::move(*json);
}

inline Verdict Said(const std::string& record, const std::string& pointer,
                    const std::string& verdict, const Json& value = true,
                    const Json& correction = nullptr, const std::string& reviewer = "ann") {
  Verdict out;
  out.record = record;
  out.source_id = out.source_path = record + ".txt";
  out.pointer = pointer;
  out.verdict = verdict;
  out.value = value;
  out.correction = correction;
  out.reviewer = reviewer;
  out.time = "2026-01-01T00:00:00.000Z";
  out.nonce = record + pointer + verdict + reviewer;
  return out;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "pathex-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string File(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace pathex::fixture

#endif  // PATHEX_TESTS_UNIT_REVIEW_FIXTURE_H_
