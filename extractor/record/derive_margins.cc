// Source: UICC/AJCC residual tumour classification (R0 none, R1 microscopic, R2 macroscopic, RX
// cannot be assessed), with "no tumour at the inked margin" as R0: a margin that is close is not
// involved. COSD 04 (at most 1 mm, not reaching the margin) for "close". schemas/README.md,
// "margins".
#include "extractor/record/derive_margins.h"

#include <algorithm>
#include <climits>
#include <string>
#include <utility>

#include "extractor/record/derive.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

constexpr int64_t kClose = 1000;  // thousandths of a millimetre
constexpr int kNone = INT_MAX;    // rank of what was not said

// What the sites say together: the evidence of each outcome and the best rank of its section.
struct Outcome {
  Evidence evidence;
  int rank = kNone;
  int sites = 0;

  bool found() const { return !evidence.empty(); }
};

class MarginReader {
 public:
  MarginReader(const SectionRanks& ranks, Node* margins, std::string pointer, Record* record)
      : ranks_(ranks), margins_(*margins), pointer_(std::move(pointer)), record_(*record) {}

  void Derive();

 private:
  void DropOverruledDistance(Node* site);
  void ReadSites();
  void Classify();
  // By value: writing moves the members that the evidence may stand in.
  void SetClass(const char* status, Evidence evidence);
  void NoteOverruled(const Evidence& said, const Evidence& involved);
  void DeriveClear();
  void DeriveClosest();
  int RankOf(const Evidence& evidence) const;

  const SectionRanks& ranks_;
  Node& margins_;
  std::string pointer_;
  Record& record_;
  Outcome involved_, clear_, not_assessed_;
};

int MarginReader::RankOf(const Evidence& evidence) const {
  int rank = kNone;
  for (const uint32_t finding : evidence) {
    rank = std::min(rank, ranks_.RankOf(record_.findings[finding].mention));
  }
  return rank;
}

// A distance is a statement about the margin as well.
void CompleteSite(Node* site) {
  int64_t distance = 0;
  if (site->Find("status") != nullptr || !NumberAt(site, {"distance_mm"}, &distance)) return;
  Evidence evidence;
  AddEvidenceOf(site->Find("distance_mm"), &evidence);
  const bool less = TextAt(site, {"relation"}) == "<";
  const char* status = "clear";
  if (distance < kClose || (less && distance == kClose)) status = "close";
  if (distance == 0 && !less) status = "involved";
  SetText("status", status, evidence, site);
}

// A margin that the diagnosis calls involved has no distance from the gross description, and none
// that another sentence says is clear.
void MarginReader::DropOverruledDistance(Node* site) {
  const Node* status = site->Find("status");
  const Node* distance = site->Find("distance_mm");
  if (status == nullptr || distance == nullptr || status->text != "involved") return;
  const bool near = distance->thousandths < kClose || TextAt(site, {"relation"}) == "<";
  const bool of_both =
      std::any_of(distance->evidence.begin(), distance->evidence.end(), [&](uint32_t finding) {
        return std::find(status->evidence.begin(), status->evidence.end(), finding) !=
               status->evidence.end();
      });
  const bool overruled = RankOf(distance->evidence) > RankOf(status->evidence);
  if (distance->thousandths <= 0 || (!overruled && (near || of_both))) return;
  std::erase_if(site->members, [](const auto& member) {
    return member.first == "distance_mm" || member.first == "relation";
  });
}

void MarginReader::ReadSites() {
  Node* sites = nullptr;
  for (auto& [key, member] : margins_.members) {
    if (key == "sites") sites = &member;
  }
  if (sites == nullptr) return;
  for (Node& site : sites->items) {
    DropOverruledDistance(&site);
    CompleteSite(&site);
    const Node* status = site.Find("status");
    if (status == nullptr) continue;
    Outcome& outcome = status->text == "involved"       ? involved_
                       : status->text == "not_assessed" ? not_assessed_
                                                        : clear_;
    AddEvidenceOf(status, &outcome.evidence);
    outcome.rank = std::min(outcome.rank, RankOf(status->evidence));
    ++outcome.sites;
  }
}

void MarginReader::SetClass(const char* status, Evidence evidence) {
  SetText("status", status, evidence, &margins_);
  SetText("basis", "derived", std::move(evidence), &margins_);
}

void MarginReader::DeriveClear() {
  Evidence evidence = clear_.evidence;
  const Node* overall = margins_.Find("_overall");
  const bool stated_overall =
      overall != nullptr && (overall->text == "clear" || overall->text == "close");
  if (stated_overall) AddEvidenceOf(overall, &evidence);
  const Node* residual = margins_.Find("_residual");
  if (residual != nullptr) AddEvidenceOf(residual, &evidence);
  // "Margins cannot be assessed" is not overruled by one that was sent apart.
  if (overall != nullptr && overall->text == "not_assessed" && residual == nullptr &&
      RankOf(overall->evidence) <= clear_.rank) {
    return SetClass("RX", overall->evidence);
  }
  // A closest margin with a distance leaves no other margin to be involved.
  const Node* closest = Follow(&margins_, {"closest", "distance_mm"});
  if (closest == nullptr) closest = margins_.Find("_distance_mm");
  if (evidence.empty() && closest != nullptr && closest->thousandths > 0) {
    AddEvidenceOf(closest, &evidence);
  }
  if (!evidence.empty()) {
    SetClass("R0", evidence);
    if (!stated_overall && residual == nullptr && (clear_.sites < 2 || not_assessed_.found())) {
      NoteReason("derived_from_partial_evidence", pointer_ + "/status", evidence, &record_);
    }
    return;
  }
  Evidence unknown = not_assessed_.evidence;
  if (overall != nullptr && overall->text == "not_assessed") AddEvidenceOf(overall, &unknown);
  if (!unknown.empty()) SetClass("RX", unknown);
}

void MarginReader::NoteOverruled(const Evidence& said, const Evidence& involved) {
  Evidence both = {said[0]};
  both.insert(both.end(), involved.begin(), involved.end());
  NoteSuperseded(pointer_ + "/status", both, &record_);
  NoteReason("conflict", pointer_ + "/status", both, &record_);
}

void MarginReader::Classify() {
  const Node* residual = margins_.Find("_residual");
  if (residual != nullptr && residual->text == "macroscopic") {
    return SetClass("R2", residual->evidence);
  }
  const Node* overall = margins_.Find("_overall");
  const bool all_clear = (overall != nullptr && overall->text == "clear") ||
                         (residual != nullptr && residual->text == "none");
  Evidence said_clear;
  if (overall != nullptr && overall->text == "clear") AddEvidenceOf(overall, &said_clear);
  if (residual != nullptr && residual->text == "none") AddEvidenceOf(residual, &said_clear);
  Evidence involved = involved_.evidence;
  if (overall != nullptr && overall->text == "involved") AddEvidenceOf(overall, &involved);
  if (residual != nullptr && residual->text == "microscopic") AddEvidenceOf(residual, &involved);
  if (involved.empty()) return DeriveClear();
  // The diagnosis has the last word: margins that it calls clear or not assessable are not made
  // involved by the gross description or a frozen section.
  Evidence unknown;
  if (overall != nullptr && overall->text == "not_assessed") AddEvidenceOf(overall, &unknown);
  if (all_clear && RankOf(said_clear) < RankOf(involved)) {
    NoteOverruled(said_clear, involved);
    return DeriveClear();
  }
  if (!unknown.empty() && RankOf(unknown) < RankOf(involved)) {
    NoteOverruled(unknown, involved);
    return SetClass("RX", unknown);
  }
  if (all_clear) NoteReason("conflict", pointer_ + "/status", said_clear, &record_);
  SetClass("R1", involved);
}

void MarginReader::DeriveClosest() {
  if (Follow(&margins_, {"closest", "distance_mm"}) != nullptr || involved_.found()) return;
  if (IsDisputed(record_, pointer_ + "/closest/distance_mm")) return;
  const Node* overall_distance = margins_.Find("_distance_mm");
  const Node* best = nullptr;
  const Node* sites = margins_.Find("sites");
  for (size_t i = 0; sites != nullptr && i < sites->items.size(); ++i) {
    int64_t distance = 0, smallest = 0;
    if (!NumberAt(&sites->items[i], {"distance_mm"}, &distance)) continue;
    if (best == nullptr || !NumberAt(best, {"distance_mm"}, &smallest) || distance < smallest) {
      best = &sites->items[i];
    }
  }
  const Node* from = best == nullptr ? nullptr : best->Find("distance_mm");
  const Node* relation = best == nullptr ? nullptr : best->Find("relation");
  const Node* site = best == nullptr ? nullptr : best->Find("site");
  if (overall_distance != nullptr &&
      (from == nullptr || overall_distance->thousandths < from->thousandths)) {
    from = overall_distance;
    relation = margins_.Find("_relation");
    site = nullptr;
  }
  if (from == nullptr) return;
  Node closest;
  SetNumber("distance_mm", from->thousandths, from->evidence, &closest);
  if (relation != nullptr) SetText("relation", relation->text, relation->evidence, &closest);
  if (site != nullptr) SetText("site", site->text, from->evidence, &closest);
  margins_.Member("closest") = std::move(closest);
}

void MarginReader::Derive() {
  ReadSites();
  const Node* stated = margins_.Find("status");
  if (stated != nullptr) {
    SetText("basis", "stated", Evidence(stated->evidence), &margins_);
  } else if (!IsDisputed(record_, pointer_ + "/status")) {
    Classify();
  }
  DeriveClosest();
}

}  // namespace

void DeriveMargins(const SectionRanks& ranks, size_t index, Node* tumor, Record* record) {
  for (auto& [key, member] : tumor->members) {
    if (key != "margins") continue;
    const std::string pointer = "/tumors/" + std::to_string(index) + "/margins";
    MarginReader(ranks, &member, pointer, record).Derive();
    return;
  }
}

}  // namespace pathex
