// ReviewSession: one reviewer's work on one deck; what the page may ask and tell, without HTTP.
#ifndef PATHEX_EXTRACTOR_REVIEW_SESSION_H_
#define PATHEX_EXTRACTOR_REVIEW_SESSION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/record/schema.h"
#include "extractor/review/deck.h"
#include "extractor/review/fields.h"
#include "extractor/review/ledger.h"
#include "extractor/review/texts.h"

namespace pathex {

struct ReviewSetting {
  Deck deck;
  FieldTable table;
  Json schema;  // report.schema.json, for the choices of a correction
  ReportSchema checker;
  std::string reviewer;
};

// What the page is told of a deck: {"mode", "id" (of the deck), "reviewer", "table", "schema",
// "design", "reasons": [name…], "records": [[hash, id, path, [reason…], [field…], items,
// stratum]…]}; reasons as indices.
Json DeckToJson(const ReviewSetting& setting, std::string_view mode);

// The sheet of a card, with its hash; where the record or its text cannot be read it says so.
Json SheetOfCard(const ReviewSetting& setting, const Card& card, ReportTexts* texts);

class ReviewSession {
 public:
  // All outlive the session.
  ReviewSession(const ReviewSetting& setting, ReportTexts* texts, Ledger* ledger)
      : setting_(setting), texts_(*texts), ledger_(*ledger) {}

  // Verdicts on an earlier record of the same report, about the same value at the same place, are
  // written down for the record of this deck, so that a new run need not be judged anew. Returns
  // how many.
  Result<size_t> CarryOver();

  // All thread-safe. Status and body (JSON) of an answer.
  struct Answer {
    int status = 200;
    std::string body;
  };
  Answer Deck() const;
  Answer Sheet(std::string_view number);
  // Verdicts since a row of the ledger: {"seq", "verdicts": [[seq, record, pointer, verdict,
  // correction, quote, note, value]…]}.
  Answer Changes(std::string_view since);
  // {"record", "pointer", "verdict", "correction"?, "quote"?, "note"?, "base", "nonce"}. 200 with
  // the row that was saved; 409 with the row that stands instead; 422 with "error".
  Answer Judge(std::string_view body);
  // The records whose id, path or values hold all words: {"found": [n…]}.
  Answer Search(std::string_view words) const;
  // NDJSON of all verdicts that stand, of this reviewer.
  Result<std::string> Export();

 private:
  const Card* FindCard(std::string_view hash) const;
  std::optional<Error> Check(const Verdict& verdict, const Json& head) const;
  Result<size_t> CarryOverTo(const Card& card, const std::vector<const Verdict*>& verdicts);

  const ReviewSetting& setting_;
  ReportTexts& texts_;
  Ledger& ledger_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_SESSION_H_
