#include "extractor/review/session.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "extractor/base/sha256.h"
#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/letters.h"
#include "extractor/review/corrected.h"
#include "extractor/review/record_line.h"
#include "extractor/review/sheet.h"
#include "extractor/review/verdict_file.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr size_t kLongestNote = 4000;

std::string Written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ReviewSession::Answer Refused(int status, const std::string& message) {
  return {status, Written({{"error", message}})};
}

template <typename Number>
bool ReadNumber(std::string_view text, Number* number) {
  const auto end = std::from_chars(text.data(), text.data() + text.size(), *number);
  return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

// As the page reads it: a row, not an object, because there may be many.
Json Row(const Verdict& v) {
  return {v.seq, v.record, v.pointer, v.verdict, v.correction, v.quote, v.note, v.value};
}

ReviewedRecord Keep(const Card& card, Json head) {
  head.erase("diagnostics");
  return {card.hash, std::string(StratumName(card.stratum)), std::move(head)};
}

// A verdict on `card` with everything that does not come from the page.
Verdict About(const Card& card, const std::string& pointer, const FieldTable& table) {
  Verdict verdict;
  verdict.record = card.hash;
  verdict.source_id = card.id;
  verdict.source_path = card.path;
  verdict.source_sha256 = card.sha256;
  verdict.pointer = pointer;
  verdict.field = table.LabelOf(pointer);
  verdict.time = UtcNow();
  return verdict;
}

}  // namespace

Json DeckToJson(const ReviewSetting& setting, std::string_view mode) {
  const SampleDesign& design = setting.deck.design;
  std::vector<std::string> reasons;
  std::string hashes;
  Json records = Json::array();
  for (const Card& card : setting.deck.cards) {
    hashes += card.hash;
    Json numbers = Json::array();
    for (const std::string& reason : card.reasons) {
      const auto at = std::find(reasons.begin(), reasons.end(), reason);
      numbers.push_back(at - reasons.begin());
      if (at == reasons.end()) reasons.push_back(reason);
    }
    records.push_back({card.hash, card.id, card.path, std::move(numbers), card.fields, card.items,
                       StratumName(card.stratum)});
    if (mode == "file") records.back().push_back(card.search);
  }
  return {{"mode", mode},
          {"id", Sha256Hex(hashes)},
          {"reviewer", setting.reviewer},
          {"file", setting.deck.path},
          {"table", setting.table.page},
          {"schema", setting.schema},
          {"design",
           {{"records", design.records},
            {"doubtful", design.doubtful},
            {"random", design.random},
            {"rest", design.rest},
            {"seed", design.seed}}},
          {"reasons", std::move(reasons)},
          {"records", std::move(records)}};
}

Json SheetOfCard(const ReviewSetting& setting, const Card& card, ReportTexts* texts) {
  const Result<std::string> line = ReadLine(setting.deck, card);
  Json sheet = Json::object();
  if (!line) {
    sheet = {{"problem", line.error().ToString()},
             {"parts", Json::array()},
             {"items", Json::array()},
             {"mentions", Json::array()},
             {"reasons", Json::array()},
             {"diagnostics", Json::array()}};
  } else if (const Result<Json> record = ParseJsonValue(*line)) {
    const Json* source = ValueAt(*record, "/source");
    sheet = MakeSheet(*record, setting.table, texts->Find(source == nullptr ? Json() : *source));
  } else {
    sheet = {{"problem", record.error().ToString()},
             {"parts", Json::array()},
             {"items", Json::array()},
             {"mentions", Json::array()},
             {"reasons", Json::array()},
             {"diagnostics", Json::array()}};
  }
  sheet["hash"] = card.hash;
  return sheet;
}

const Card* ReviewSession::FindCard(std::string_view hash) const {
  for (const Card& card : setting_.deck.cards) {
    if (card.hash == hash) return &card;
  }
  return nullptr;
}

Result<size_t> ReviewSession::CarryOverTo(const Card& card,
                                          const std::vector<const Verdict*>& verdicts) {
  const Result<std::string> line = ReadLine(setting_.deck, card);
  if (!line) return line.error();
  const Result<Json> head = ParseRecordHead(*line);
  if (!head) return head.error();
  size_t carried = 0;
  for (const Verdict* old : verdicts) {
    Verdict verdict = About(card, old->pointer, setting_.table);
    verdict.value = ItemValue(*ValueAt(*head, "/report"), old->pointer, setting_.table);
    if (verdict.value != old->value) continue;
    verdict.verdict = old->verdict;
    verdict.correction = old->correction;
    verdict.quote = old->quote;
    verdict.note = old->note.empty() ? "carried over" : old->note + " (carried over)";
    verdict.reviewer = old->reviewer;
    verdict.nonce = "carried " + std::to_string(old->seq) + " " + card.hash;
    const Result<Ledger::Saved> saved = ledger_.Append(verdict, 0, Keep(card, *head));
    if (!saved) return saved.error();
    if (saved->saved) ++carried;
  }
  return carried;
}

Result<size_t> ReviewSession::CarryOver() {
  const Result<std::vector<Verdict>> verdicts = ledger_.Current(setting_.reviewer);
  if (!verdicts) return verdicts.error();
  using Name = std::pair<std::string, std::string>;
  std::set<std::string> here;
  for (const Card& card : setting_.deck.cards) here.insert(card.hash);
  std::map<Name, std::vector<const Verdict*>> earlier;
  for (const Verdict& verdict : *verdicts) {
    if (here.contains(verdict.record) || verdict.verdict == "none") continue;
    earlier[{verdict.source_sha256, verdict.source_id}].push_back(&verdict);
  }
  size_t carried = 0;
  if (earlier.empty()) return carried;
  for (const Card& card : setting_.deck.cards) {
    const auto found = earlier.find({card.sha256, card.id});
    if (found == earlier.end()) continue;
    const Result<size_t> some = CarryOverTo(card, found->second);
    if (!some) return some.error();
    carried += *some;
  }
  return carried;
}

ReviewSession::Answer ReviewSession::Deck() const {
  return {200, Written(DeckToJson(setting_, "server"))};
}

ReviewSession::Answer ReviewSession::Sheet(std::string_view number) {
  size_t n = 0;
  if (!ReadNumber(number, &n) || n >= setting_.deck.cards.size()) {
    return Refused(404, "no such record");
  }
  return {200, Written(SheetOfCard(setting_, setting_.deck.cards[n], &texts_))};
}

ReviewSession::Answer ReviewSession::Changes(std::string_view since) {
  int64_t seq = 0;
  if (!ReadNumber(since, &seq)) return Refused(422, "\"since\" is a number");
  const Result<std::vector<Verdict>> verdicts = ledger_.Current(setting_.reviewer, seq);
  if (!verdicts) return Refused(500, verdicts.error().ToString());
  Json rows = Json::array();
  for (const Verdict& verdict : *verdicts) {
    seq = std::max(seq, verdict.seq);
    rows.push_back(Row(verdict));
  }
  return {200, Written({{"seq", seq}, {"verdicts", std::move(rows)}})};
}

// The place must be one of the record's values or one that its report may have, and the report with
// the correction must fit the schema.
std::optional<Error> ReviewSession::Check(const Verdict& verdict, const Json& head) const {
  if (verdict.note.size() > kLongestNote) return Error{"R002", "", "the note is too long"};
  const std::vector<ReviewItem> items = FindItems(head, setting_.table);
  const bool listed = std::any_of(items.begin(), items.end(), [&](const ReviewItem& item) {
    return item.pointer == verdict.pointer;
  });
  const bool adds = verdict.verdict == "missing" || verdict.verdict == "none";
  if (!listed && !(adds && setting_.table.IsField(PointerPattern(verdict.pointer)))) {
    return Error{"R002", verdict.pointer, "the record has no such value"};
  }
  if (verdict.correction.is_null()) return std::nullopt;
  Json report = head.at("report");
  SetItem(verdict.pointer, verdict.correction, setting_.table, &report);
  Compact(&report);
  std::string message;
  for (const Diagnostic& fault : setting_.checker.ValidateReport(report)) {
    if (message.size() < 400)
      message += (message.empty() ? "" : "; ") + fault.where + ": " + fault.message;
  }
  if (message.empty()) return std::nullopt;
  return Error{"R002", verdict.pointer, "the correction does not fit the schema: " + message};
}

ReviewSession::Answer ReviewSession::Judge(std::string_view body) {
  const Result<Json> asked = ParseJsonValue(body);
  if (!asked) return Refused(422, asked.error().message);
  Result<Verdict> told = VerdictFromJson(*asked);
  if (!told) return Refused(422, told.error().message);
  const Card* card = FindCard(told->record);
  if (card == nullptr) return Refused(404, "no such record; reload the page");
  const Json* nonce = ValueAt(*asked, "/nonce");
  const Json* base = ValueAt(*asked, "/base");
  if (nonce == nullptr || !nonce->is_string() || nonce->get_ref<const std::string&>().empty() ||
      base == nullptr || !base->is_number_unsigned()) {
    return Refused(422, "\"nonce\" and \"base\" are expected");
  }
  const Result<std::string> line = ReadLine(setting_.deck, *card);
  if (!line) return Refused(500, line.error().ToString());
  const Result<Json> head = ParseRecordHead(*line);
  if (!head) return Refused(500, head.error().ToString());
  Verdict verdict = About(*card, told->pointer, setting_.table);
  verdict.verdict = told->verdict;
  verdict.correction = std::move(told->correction);
  verdict.quote = std::move(told->quote);
  verdict.note = std::move(told->note);
  verdict.value = ItemValue(head->at("report"), verdict.pointer, setting_.table);
  verdict.reviewer = setting_.reviewer;
  verdict.nonce = nonce->get<std::string>();
  if (const auto error = Check(verdict, *head)) return Refused(422, error->message);
  const Result<Ledger::Saved> saved =
      ledger_.Append(verdict, base->get<int64_t>(), Keep(*card, *head));
  if (!saved) return Refused(500, saved.error().ToString());
  return {saved->saved ? 200 : 409, Written({{"verdict", Row(saved->verdict)}})};
}

ReviewSession::Answer ReviewSession::Search(std::string_view words) const {
  std::vector<std::string> wanted;
  std::string folded = LowerCase(FoldString(words));
  std::replace(folded.begin(), folded.end(), '_', ' ');
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    if (end > begin) wanted.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  Json found = Json::array();
  for (size_t n = 0; n < setting_.deck.cards.size(); ++n) {
    const std::string& text = setting_.deck.cards[n].search;
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return text.find(word) != std::string::npos;
    });
    if (all) found.push_back(n);
  }
  return {200, Written({{"found", std::move(found)}})};
}

Result<std::string> ReviewSession::Export() {
  Result<VerdictFile> file = ReadLedger(&ledger_);
  if (!file) return file.error();
  std::erase_if(file->verdicts,
                [&](const Verdict& verdict) { return verdict.reviewer != setting_.reviewer; });
  return VerdictLines(*file);
}

}  // namespace pathex
