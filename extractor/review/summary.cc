#include "extractor/review/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "extractor/evaluate/print.h"
#include "extractor/review/corrected.h"

namespace pathex {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Right of n, in the records that are known and in those that were drawn.
struct Counts {
  double known_right = 0, known = 0, drawn_right = 0, drawn = 0;
};

// `weight`: how many records a drawn one stands for; nothing when there was no sample.
void Estimate(const Counts& counts, std::optional<double> weight, FieldTally* tally) {
  const double each = weight.value_or(0);
  const double all = counts.known + each * counts.drawn;
  if (all == 0) {
    tally->precision = kNone;
    tally->interval = {kNone, kNone};
    return;
  }
  tally->precision = (counts.known_right + each * counts.drawn_right) / all;
  if (!weight) {  // no sample: the records of the deck are a sample of those to come
    tally->interval = Wilson(counts.known_right, counts.known);
    return;
  }
  if (counts.drawn == 0) {  // nothing is known of the rest
    tally->interval = {0, 1};
    return;
  }
  const Interval drawn = Wilson(counts.drawn_right, counts.drawn);
  tally->interval.low = (counts.known_right + each * counts.drawn * drawn.low) / all;
  tally->interval.high = (counts.known_right + each * counts.drawn * drawn.high) / all;
}

struct OneVerdict {
  std::string record, field, verdict;
};

// Of a value that is not there, "right" says nothing of precision and a correction is something
// missing.
std::string Word(const Verdict& verdict) {
  if (!verdict.value.is_null() || verdict.verdict == "unsure") return verdict.verdict;
  return verdict.verdict == "right" || verdict.verdict == "wrong" ? "absent" : "missing";
}

std::string Category(const std::string& verdict) {
  return verdict == "corrected" ? "wrong" : verdict;
}

// One verdict a value: that of the reviewers who judged it, "unsure" where they differ.
std::vector<OneVerdict> Together(const std::vector<Verdict>& verdicts, const FieldTable& table) {
  std::map<std::pair<std::string, std::string>, OneVerdict> by_value;
  for (const Verdict& verdict : verdicts) {
    if (verdict.verdict == "none") continue;
    const OneVerdict one{verdict.record, table.LabelOf(verdict.pointer), Word(verdict)};
    const auto [at, is_new] = by_value.emplace(std::pair(verdict.record, verdict.pointer), one);
    if (!is_new && Category(at->second.verdict) != Category(one.verdict))
      at->second.verdict = "unsure";
  }
  std::vector<OneVerdict> out;
  out.reserve(by_value.size());
  for (auto& [value, one] : by_value) out.push_back(std::move(one));
  return out;
}

void Count(const OneVerdict& one, bool drawn, FieldTally* tally, Counts* counts) {
  if (one.verdict == "unsure") ++tally->unsure;
  if (one.verdict == "missing") ++tally->missing;
  if (one.verdict == "unsure" || one.verdict == "missing" || one.verdict == "absent") return;
  const bool right = one.verdict == "right";
  if (right) ++tally->right;
  if (one.verdict == "wrong") ++tally->wrong;
  if (one.verdict == "corrected") ++tally->corrected;
  (drawn ? counts->drawn : counts->known) += 1;
  if (right) (drawn ? counts->drawn_right : counts->known_right) += 1;
}

void Finish(const Counts& counts, std::optional<double> weight, FieldTally* tally) {
  Estimate(counts, weight, tally);
  const int there = tally->right + tally->corrected + tally->missing;
  tally->recall = there == 0 ? kNone : tally->right / static_cast<double>(there);
}

Agreement Compare(const std::string& first, const std::string& second,
                  const std::vector<Verdict>& verdicts) {
  using Value = std::pair<std::string, std::string>;
  std::map<Value, std::string> said;
  for (const Verdict& verdict : verdicts) {
    if (verdict.reviewer != first || verdict.verdict == "none") continue;
    said[{verdict.record, verdict.pointer}] = Category(verdict.verdict);
  }
  Agreement out{first, second, 0, 0, kNone};
  std::map<std::string, std::pair<double, double>> margins;
  for (const Verdict& verdict : verdicts) {
    if (verdict.reviewer != second || verdict.verdict == "none") continue;
    const auto other = said.find({verdict.record, verdict.pointer});
    if (other == said.end()) continue;
    ++out.values;
    if (other->second == Category(verdict.verdict)) ++out.same;
    ++margins[other->second].first;
    ++margins[Category(verdict.verdict)].second;
  }
  double chance = 0;
  for (const auto& [word, both] : margins) chance += both.first * both.second;
  if (out.values > 0) {
    chance /= static_cast<double>(out.values) * out.values;
    if (chance < 1)
      out.kappa = (out.same / static_cast<double>(out.values) - chance) / (1 - chance);
  }
  return out;
}

std::string IntervalText(const FieldTally& tally) {
  if (std::isnan(tally.precision)) return "-";
  return Fixed(tally.precision, 3) + " [" + Fixed(tally.interval.low, 3) + ", " +
         Fixed(tally.interval.high, 3) + "]";
}

std::string Row(const FieldTally& tally) {
  std::string out = PadRight(tally.field, 26);
  for (const int n : {tally.right, tally.wrong, tally.corrected, tally.missing, tally.unsure}) {
    out += PadLeft(std::to_string(n), 10);
  }
  const std::string recall = std::isnan(tally.recall) ? "-" : Fixed(tally.recall, 3);
  return out + "  " + PadRight(IntervalText(tally), 22) + PadLeft(recall, 8) + "\n";
}

Json Number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json TallyToJson(const FieldTally& tally) {
  return {{"field", tally.field},
          {"right", tally.right},
          {"wrong", tally.wrong},
          {"corrected", tally.corrected},
          {"missing", tally.missing},
          {"unsure", tally.unsure},
          {"precision", Number(tally.precision)},
          {"precision_95", {Number(tally.interval.low), Number(tally.interval.high)}},
          {"recall", Number(tally.recall)}};
}

size_t CountComplete(const std::vector<Verdict>& verdicts,
                     const std::vector<ReviewedRecord>& records, const FieldTable& table) {
  std::map<std::string, std::vector<Verdict>> by_record;
  for (const Verdict& verdict : verdicts) by_record[verdict.record].push_back(verdict);
  size_t complete = 0;
  for (const ReviewedRecord& record : records) {
    const auto found = by_record.find(record.hash);
    if (record.head.is_null()) continue;
    if (found != by_record.end() && Correct(record.head, found->second, table).complete()) {
      ++complete;
    }
  }
  return complete;
}

}  // namespace

ReviewSummary Summarise(const std::vector<Verdict>& verdicts,
                        const std::vector<ReviewedRecord>& records, const SampleDesign& design,
                        const FieldTable& table) {
  ReviewSummary out;
  out.design = design;
  std::set<std::string> reviewers, seen, drawn;
  for (const ReviewedRecord& record : records) {
    if (record.stratum == StratumName(Stratum::kRandom)) drawn.insert(record.hash);
  }
  for (const Verdict& verdict : verdicts) {
    if (verdict.verdict == "none") continue;
    reviewers.insert(verdict.reviewer);
    seen.insert(verdict.record);
  }
  out.reviewers.assign(reviewers.begin(), reviewers.end());
  out.records = seen.size();
  out.complete = CountComplete(verdicts, records, table);
  // Only what was looked at was drawn: a review that is not finished has a smaller sample.
  const size_t drawn_seen = std::count_if(
      seen.begin(), seen.end(), [&](const std::string& hash) { return drawn.contains(hash); });
  std::optional<double> weight;
  if (design.seed != 0) {
    weight =
        drawn_seen == 0 ? 0 : static_cast<double>(design.rest) / static_cast<double>(drawn_seen);
  }
  std::map<std::string, std::pair<FieldTally, Counts>> tallies;
  Counts all;
  out.all.field = "all fields";
  for (const OneVerdict& one : Together(verdicts, table)) {
    auto& [tally, counts] = tallies[one.field];
    tally.field = one.field;
    Count(one, drawn.contains(one.record), &tally, &counts);
    Count(one, drawn.contains(one.record), &out.all, &all);
  }
  Finish(all, weight, &out.all);
  const auto add = [&](const std::string& label) {
    const auto found = tallies.find(label);
    if (found == tallies.end()) return;
    Finish(found->second.second, weight, &found->second.first);
    out.fields.push_back(std::move(found->second.first));
    tallies.erase(found);
  };
  for (const ReviewField& field : table.fields) add(field.label);
  while (!tallies.empty()) add(std::string(tallies.begin()->first));
  for (size_t a = 0; a < out.reviewers.size(); ++a) {
    for (size_t b = a + 1; b < out.reviewers.size(); ++b) {
      out.agreement.push_back(Compare(out.reviewers[a], out.reviewers[b], verdicts));
    }
  }
  return out;
}

std::string PrintSummary(const ReviewSummary& summary) {
  std::string out = std::to_string(summary.records) + " records with verdicts, " +
                    std::to_string(summary.complete) + " of them complete\n";
  if (summary.design.seed != 0) {
    out += "sample of " + std::to_string(summary.design.records) + " records: the " +
           std::to_string(summary.design.doubtful) + " most doubtful, " +
           std::to_string(summary.design.random) + " at random from the other " +
           std::to_string(summary.design.rest) + " (seed " + std::to_string(summary.design.seed) +
           ")\nprecision is that of all records: random ones are weighted\n";
  }
  out += "\n" + PadRight("field", 26);
  for (const char* title : {"right", "wrong", "corrected", "missing", "unsure"}) {
    out += PadLeft(title, 10);
  }
  out += "  " + PadRight("precision [95 %]", 22) + PadLeft("found", 8) + "\n";
  for (const FieldTally& tally : summary.fields) out += Row(tally);
  out += Row(summary.all);
  for (const Agreement& pair : summary.agreement) {
    out += "\n" + pair.first + " and " + pair.second + " judged " + std::to_string(pair.values) +
           " values both";
    if (pair.values > 0) {
      out += ", the same way " + std::to_string(pair.same) + " (" +
             Fixed(pair.same / static_cast<double>(pair.values), 3) + "), kappa " +
             (std::isnan(pair.kappa) ? "-" : Fixed(pair.kappa, 3));
    }
    out += "\n";
  }
  return out;
}

Json SummaryToJson(const ReviewSummary& summary) {
  Json out = {{"reviewers", summary.reviewers},
              {"records", summary.records},
              {"complete", summary.complete},
              {"sample",
               {{"records", summary.design.records},
                {"doubtful", summary.design.doubtful},
                {"random", summary.design.random},
                {"rest", summary.design.rest},
                {"seed", summary.design.seed}}},
              {"fields", Json::array()},
              {"all", TallyToJson(summary.all)},
              {"agreement", Json::array()}};
  for (const FieldTally& tally : summary.fields) out["fields"].push_back(TallyToJson(tally));
  for (const Agreement& pair : summary.agreement) {
    out["agreement"].push_back({{"reviewers", {pair.first, pair.second}},
                                {"values", pair.values},
                                {"same", pair.same},
                                {"kappa", Number(pair.kappa)}});
  }
  return out;
}

}  // namespace pathex
