// Deck: the records to review, the most doubtful first, read once from their file and found again
// by offset. A file of any size takes little memory: what is kept of a record is its summary.
#ifndef PATHEX_EXTRACTOR_REVIEW_DECK_H_
#define PATHEX_EXTRACTOR_REVIEW_DECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/evaluate/spec.h"
#include "extractor/review/fields.h"
#include "extractor/review/sample.h"

namespace pathex {

// What the list shows of a record.
struct Card {
  std::string hash;              // SHA-256 of the record's line: the name of the record in verdicts
  std::string id, path, sha256;  // of its source
  double rank = 0;               // how doubtful, see ReviewRank
  uint64_t begin = 0;            // bytes in the file
  uint64_t size = 0;
  int items = 0;
  std::vector<int> fields;           // of its items, each once, ascending; -1 = other
  std::vector<std::string> reasons;  // each once, most doubtful first
  std::string search;                // folded: id, path and values
  Stratum stratum = Stratum::kAll;
};

struct Deck {
  std::string path;
  std::vector<Card> cards;  // in the order of review
  SampleDesign design;
  size_t repeated = 0;        // lines that were the same as an earlier one, and left out
  std::vector<Error> faults;  // lines that are no record, with their numbers
};

// Reads `path`, one record a line. Error S001 when it cannot be read, D012 when it holds no record.
Result<Deck> LoadDeck(const std::string& path, const FieldTable& table, const EvaluationSpec& spec,
                      const SampleWish& wish);

// The line of a card. Error S001; R001 when the file has changed since the deck was loaded.
Result<std::string> ReadLine(const Deck& deck, const Card& card);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_DECK_H_
