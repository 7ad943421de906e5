// Structs to bytes and back.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractor/base/build_id.h"
#include "extractor/base/pack.h"

namespace pathex {
namespace {

struct Place {
  uint16_t line = 0;
  uint8_t column = 0;
  bool operator==(const Place&) const = default;
};

struct Entry {
  std::string name;
  std::vector<Place> places;
  std::map<std::string, std::vector<int>> numbers;
  bool operator==(const Entry&) const = default;
};

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Entry> auto& entry) {
  auto& [name, places, numbers] = entry;
  visit(name, places, numbers);
}

// With private fields.
class Counter {
 public:
  void Add(const std::string& word) { ++counts_[word]; }
  int Of(const std::string& word) const { return counts_.at(word); }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {
    auto& [counts, remembered] = self;
    visit(counts);
  }

 private:
  std::unordered_map<std::string, int> counts_;
  int remembered_ = 0;
};

std::vector<Entry> SomeEntries() {
  return {{"margin", {{1, 2}, {300, 4}}, {{"a", {1, -2}}, {"", {}}}},
          {std::string("nul \0 in it", 11), {}, {}},
          {"", {{9, 9}}, {{"b", {7}}}}};
}

TEST(Pack, WhatWasWrittenIsRead) {
  const std::vector<Entry> entries = SomeEntries();
  const std::vector<bool> bits = {true, false, true, true};
  const std::deque<std::string> words = {"one", "two"};
  const std::vector<std::pair<char, std::string>> pairs = {{'a', "x"}, {'b', ""}};
  Counter counter;
  counter.Add("word");
  counter.Add("word");
  const auto there = std::make_unique<Entry>(entries[0]);
  const std::unique_ptr<Entry> missing;
  PackWriter writer;
  writer(entries, bits, words, pairs, counter, there, missing, 2.5);

  std::vector<Entry> entries_read = {{"old", {}, {}}};
  std::vector<bool> bits_read;
  std::deque<std::string> words_read;
  std::vector<std::pair<char, std::string>> pairs_read;
  Counter counter_read;
  std::unique_ptr<Entry> there_read, missing_read;
  double number = 0;
  PackReader reader(writer.bytes());
  reader(entries_read, bits_read, words_read, pairs_read, counter_read, there_read, missing_read,
         number);
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(entries_read, entries);
  EXPECT_EQ(bits_read, bits);
  EXPECT_EQ(words_read, words);
  EXPECT_EQ(pairs_read, pairs);
  EXPECT_EQ(counter_read.Of("word"), 2);
  ASSERT_NE(there_read, nullptr);
  EXPECT_EQ(*there_read, entries[0]);
  EXPECT_EQ(missing_read, nullptr);
  EXPECT_EQ(number, 2.5);
}

TEST(Pack, CutOrTooLongBytesAreNotComplete) {
  PackWriter writer;
  writer(SomeEntries());
  for (size_t size = 0; size < writer.bytes().size(); ++size) {
    std::vector<Entry> read;
    PackReader reader(std::string_view(writer.bytes()).substr(0, size));
    reader(read);
    EXPECT_FALSE(reader.complete()) << size;
  }
  std::vector<Entry> read;
  const std::string longer = writer.bytes() + "x";
  PackReader reader(longer);
  reader(read);
  EXPECT_FALSE(reader.complete());
}

// Sizes that no memory could hold are not believed.
TEST(Pack, BytesThatMeanNothingDoNoHarm) {
  const std::string bytes(64, '\xFF');
  for (size_t size = 0; size <= bytes.size(); ++size) {
    std::vector<Entry> entries;
    std::vector<uint64_t> numbers;
    std::string text;
    std::unique_ptr<Entry> entry;
    std::vector<bool> bits;
    PackReader reader(std::string_view(bytes).substr(0, size));
    reader(entry, bits, entries, numbers, text);
    EXPECT_FALSE(reader.complete()) << size;
    EXPECT_EQ(text, "");
  }
}

TEST(BuildId, OfThisProgramIsKnown) {
  const std::string id = BuildId();
  EXPECT_GE(id.size(), 16u);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
  EXPECT_EQ(BuildId(), id);
}

}  // namespace
}  // namespace pathex
