#include "extractor/review/verdict_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "extractor/base/sha256.h"
#include "extractor/evaluate/letters.h"
#include "extractor/review/record_line.h"

namespace pathex {
namespace {

constexpr std::string_view kSqlite("SQLite format 3\0", 16);

bool IsSqlite(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string begin(kSqlite.size(), '\0');
  return in.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kSqlite;
}

size_t NumberAt(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_number_unsigned() ? it->get<size_t>() : 0;
}

// How the record of a line was chosen, when the line says so.
void NoteSample(const Json& line, const std::string& record, std::set<std::string>* noted,
                VerdictFile* file) {
  const auto sample = line.find("sample");
  if (sample == line.end() || !sample->is_object()) return;
  file->design.records = NumberAt(*sample, "records");
  file->design.doubtful = NumberAt(*sample, "doubtful");
  file->design.random = NumberAt(*sample, "random");
  file->design.rest = NumberAt(*sample, "rest");
  file->design.seed = NumberAt(*sample, "seed");
  const auto stratum = sample->find("stratum");
  if (stratum == sample->end() || !stratum->is_string() || !noted->insert(record).second) return;
  file->records.push_back({record, stratum->get<std::string>(), nullptr});
}

Result<VerdictFile> ParseLines(const std::string& path, std::string_view text) {
  using Value = std::tuple<std::string, std::string, std::string>;
  std::map<Value, size_t> places;
  std::set<std::string> noted;
  VerdictFile out;
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    const std::string where = path + ":" + std::to_string(number);
    const Result<Json> json = ParseJsonValue(line);
    if (!json) return Error{"D001", where, json.error().message};
    Result<Verdict> verdict = VerdictFromJson(*json);
    if (!verdict) return Error{verdict.error().code, where, verdict.error().message};
    NoteSample(*json, verdict->record, &noted, &out);
    const auto [at, is_new] = places.emplace(
        Value(verdict->record, verdict->pointer, verdict->reviewer), out.verdicts.size());
    if (is_new) {
      out.verdicts.push_back(std::move(*verdict));
    } else if (out.verdicts[at->second].time <= verdict->time) {
      out.verdicts[at->second] = std::move(*verdict);
    }
  }
  return out;
}

// Adds those of the records that the verdicts are about.
Result<bool> AddRecords(const std::string& path, VerdictFile* file) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"S001", path, "cannot be read"};
  std::set<std::string> wanted;
  for (const Verdict& verdict : file->verdicts) wanted.insert(verdict.record);
  std::map<std::string, ReviewedRecord*> known;
  for (ReviewedRecord& record : file->records) {
    known[record.hash] = &record;
    if (!record.head.is_null()) wanted.erase(record.hash);
  }
  std::vector<ReviewedRecord> added;
  for (std::string line; !wanted.empty() && std::getline(in, line);) {
    std::string hash = Sha256Hex(line);
    if (wanted.erase(hash) == 0) continue;
    Result<Json> head = ParseRecordHead(line);
    if (!head) return Error{head.error().code, path, head.error().message};
    if (const auto found = known.find(hash); found != known.end()) {
      found->second->head = std::move(*head);
    } else {
      added.push_back({std::move(hash), "all", std::move(*head)});
    }
  }
  file->records.insert(file->records.end(), std::make_move_iterator(added.begin()),
                       std::make_move_iterator(added.end()));
  return true;
}

}  // namespace

std::string VerdictLines(const VerdictFile& file) {
  std::map<std::string_view, std::string_view> strata;
  for (const ReviewedRecord& record : file.records) strata[record.hash] = record.stratum;
  const SampleDesign& design = file.design;
  std::string out;
  for (const Verdict& verdict : file.verdicts) {
    if (verdict.verdict == "none") continue;
    Json line = VerdictToJson(verdict);
    if (design.seed != 0) {
      line["sample"] = {{"stratum", strata[verdict.record]},
                        {"records", design.records},
                        {"doubtful", design.doubtful},
                        {"random", design.random},
                        {"rest", design.rest},
                        {"seed", design.seed}};
    }
    out += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return out;
}

Result<VerdictFile> ReadLedger(Ledger* ledger) {
  Result<std::vector<Verdict>> verdicts = ledger->Current("");
  if (!verdicts) return verdicts.error();
  Result<std::vector<ReviewedRecord>> records = ledger->Records();
  if (!records) return records.error();
  const Result<SampleDesign> design = ledger->Design();
  if (!design) return design.error();
  return VerdictFile{std::move(*verdicts), std::move(*records), *design};
}

Result<VerdictFile> LoadVerdictFile(const std::string& path, const std::string& records,
                                    const std::string& reviewer, const FileReader& files) {
  VerdictFile out;
  if (IsSqlite(path)) {
    Result<Ledger> ledger = Ledger::Open(path, Ledger::Access::kRead);
    if (!ledger) return ledger.error();
    Result<VerdictFile> read = ReadLedger(&*ledger);
    if (!read) return read.error();
    out = std::move(*read);
  } else {
    const Result<std::string> bytes = files.Read(path);
    if (!bytes) return bytes.error();
    Result<VerdictFile> read = ParseLines(path, *bytes);
    if (!read) return read.error();
    out = std::move(*read);
  }
  std::erase_if(out.verdicts, [&](const Verdict& verdict) {
    return verdict.verdict == "none" || (!reviewer.empty() && verdict.reviewer != reviewer);
  });
  if (!records.empty()) {
    const Result<bool> added = AddRecords(records, &out);
    if (!added) return added.error();
  }
  return out;
}

}  // namespace pathex
