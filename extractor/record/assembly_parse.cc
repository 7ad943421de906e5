// Reading assembly.json: every fault is collected with its place, none stops the reading.
#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/lexicon/faults.h"
#include "extractor/record/assembly.h"
#include "extractor/record/assembly_reader.h"

namespace pathex {
namespace {

constexpr std::pair<const char*, Policy> kPolicies[] = {
    {"agree", Policy::kAgree},
    {"by_rank", Policy::kByRank},
    {"first", Policy::kFirst},
    {"largest", Policy::kLargest},
    {"smallest", Policy::kSmallest},
    {"most_severe", Policy::kMostSevere},
    {"most_specific", Policy::kMostSpecific},
    {"collect", Policy::kCollect},
    {"sum", Policy::kSum},
};

constexpr std::pair<const char*, OnConflict> kOnConflict[] = {
    {"absent", OnConflict::kAbsent}, {"keep", OnConflict::kKeep}, {"quiet", OnConflict::kQuiet}};

// Only values of which two may not both be true make a disagreement worth a report by themselves.
OnConflict DefaultOnConflict(Policy policy) {
  switch (policy) {
    case Policy::kFirst:
    case Policy::kCollect:
    case Policy::kSum:
      return OnConflict::kQuiet;
    case Policy::kLargest:
    case Policy::kSmallest:
    case Policy::kMostSevere:
      return OnConflict::kKeep;
    default:
      return OnConflict::kAbsent;
  }
}

constexpr const char* kPolarity[] = {"affirmed", "negated", nullptr};
constexpr const char* kCertainty[] = {"certain", "probable", "uncertain", "hypothetical", nullptr};
constexpr const char* kTime[] = {"current", "historical", "planned", nullptr};
constexpr const char* kSubject[] = {"patient", "other", nullptr};

int IndexOf(const char* const* names, const std::string& name) {
  for (int i = 0; names[i] != nullptr; ++i) {
    if (name == names[i]) return i;
  }
  return -1;
}

Value ToValue(const Json& json) {
  Value value;
  if (json.is_boolean()) {
    value.kind = Value::Kind::kBool;
    value.flag = json.get<bool>();
  } else if (json.is_number()) {
    value.kind = Value::Kind::kNumber;
    value.thousandths = std::llround(json.get<double>() * 1000);
  } else if (json.is_string()) {
    value.text = json.get<std::string>();
  }
  return value;
}

// The keys of objects are texts: "true" there means the truth value.
Value KeyValue(const std::string& key) {
  if (key == "true" || key == "false") return ToValue(Json(key == "true"));
  return ToValue(Json(key));
}

class MentionReader {
 public:
  MentionReader(AssemblyReader* reader, const Assembly& assembly)
      : reader_(*reader), assembly_(assembly) {}

  MentionSpec Read(const std::string& type, const Json& json, const std::string& at);

 private:
  void ReadPath(const Json& json, const std::string& at, MentionSpec* spec);
  void ReadAccept(const Json& json, const std::string& at, Accept* accept);
  void ReadContext(const Json& json, const std::string& at, MentionSpec* spec);
  void ReadValues(const Json& json, const std::string& at, MentionSpec* spec);
  Bundle ReadBundle(const Json& json, const std::string& at);
  void ReadSlots(const Json& json, const std::string& at, Bundle* bundle);
  void ReadBoth(const Json& json, const std::string& at, Bundle* bundle);
  std::vector<uint16_t> ReadIndices(const Json& json, const std::string& at, const Bundle& bundle);

  AssemblyReader& reader_;
  const Assembly& assembly_;
};

void MentionReader::ReadPath(const Json& json, const std::string& at, MentionSpec* spec) {
  spec->into = reader_.Text(json, "into", at);
  if (spec->into.empty() || spec->into[0] != '/') {
    return reader_.Fault(at + "/into", "a path such as \"/a/*/b\" is expected");
  }
  std::vector<std::string> keys;
  for (size_t begin = 1; begin < spec->into.size();) {
    const size_t end = std::min(spec->into.find('/', begin), spec->into.size());
    keys.push_back(spec->into.substr(begin, end - begin));
    begin = end + 1;
  }
  if (keys.size() >= 2 && keys[1] == "*" && keys[0] == assembly_.entity.into) {
    spec->per_entity = true;
    keys.erase(keys.begin(), keys.begin() + 2);
  }
  if (std::find(keys.begin(), keys.end(), "*") != keys.end()) {
    reader_.Fault(at + "/into", "\"*\" may only stand for the entity");
  }
  spec->path = std::move(keys);
}

void MentionReader::ReadAccept(const Json& json, const std::string& at, Accept* accept) {
  const struct {
    const char* name;
    const char* const* values;
    uint8_t* mask;
  } dimensions[] = {{"polarity", kPolarity, &accept->polarity},
                    {"certainty", kCertainty, &accept->certainty},
                    {"time", kTime, &accept->time},
                    {"subject", kSubject, &accept->subject}};
  reader_.Keys(json, at, {"polarity", "certainty", "time", "subject"});
  for (const auto& dimension : dimensions) {
    if (!json.contains(dimension.name)) continue;
    *dimension.mask = 0;
    for (const std::string& value : reader_.Texts(json, dimension.name, at)) {
      const int index = IndexOf(dimension.values, value);
      if (index < 0) reader_.Fault(at + "/" + dimension.name, "\"" + value + "\" is no context");
      if (index >= 0) *dimension.mask |= static_cast<uint8_t>(1 << index);
    }
  }
}

void MentionReader::ReadContext(const Json& json, const std::string& at, MentionSpec* spec) {
  if (json.contains("accept")) ReadAccept(json["accept"], at + "/accept", &spec->accept);
  if (json.contains("negated")) {
    for (const auto& [slot, pairs] : reader_.Object(json, "negated", at).items()) {
      for (const auto& [from, to] : pairs.items()) {
        spec->negated.push_back({slot, KeyValue(from), ToValue(to)});
      }
    }
  }
  if (!json.contains("context")) return;
  for (const auto& [slot, pairs] : reader_.Object(json, "context", at).items()) {
    for (const auto& [from, to] : pairs.items()) {
      const int index = IndexOf(kCertainty, from);
      if (index < 0) reader_.Fault(at + "/context/" + slot, "\"" + from + "\" is no certainty");
      if (index >= 0) {
        spec->context_slots.push_back({slot, static_cast<Certainty>(index), ToValue(to)});
      }
    }
  }
}

void MentionReader::ReadValues(const Json& json, const std::string& at, MentionSpec* spec) {
  if (json.contains("values")) {
    for (const auto& [slot, values] : reader_.Object(json, "values", at).items()) {
      spec->values[slot] = reader_.Texts(json["values"], slot.c_str(), at + "/values");
    }
  }
  if (json.contains("values_like")) {
    for (const auto& [slot, path] : reader_.Object(json, "values_like", at).items()) {
      spec->values_like[slot] = reader_.Text(json["values_like"], slot.c_str(), at);
    }
  }
}

void MentionReader::ReadSlots(const Json& json, const std::string& at, Bundle* bundle) {
  if (json.contains("slots") && json["slots"].is_object()) {
    for (const auto& [slot, key] : json["slots"].items()) {
      bundle->slots.push_back({slot, key.is_string() ? key.get<std::string>() : ""});
      if (!key.is_string()) reader_.Fault(at + "/slots/" + slot, "the name of a key is expected");
    }
  } else {
    for (std::string& slot : reader_.Texts(json, "slots", at)) {
      bundle->slots.push_back({slot, slot});
    }
  }
  if (bundle->slots.empty()) reader_.Fault(at + "/slots", "a bundle has at least one slot");
}

std::vector<uint16_t> MentionReader::ReadIndices(const Json& json, const std::string& at,
                                                 const Bundle& bundle) {
  std::vector<uint16_t> out;
  for (size_t n = 0; n < json.size(); ++n) {
    const std::string name = json[n].is_string() ? json[n].get<std::string>() : "";
    size_t i = 0;
    while (i < bundle.slots.size() && bundle.slots[i].slot != name) ++i;
    if (i < bundle.slots.size()) {
      out.push_back(static_cast<uint16_t>(i));
    } else {
      reader_.Fault(at + "/" + std::to_string(n), "\"" + name + "\" is no slot of this bundle");
    }
  }
  return out;
}

void MentionReader::ReadBoth(const Json& json, const std::string& at, Bundle* bundle) {
  reader_.Keys(json, at, {"values", "of", "is"});
  if (!json.is_object()) return;
  bundle->both = reader_.Texts(json, "values", at);
  bundle->both_of = reader_.Texts(json, "of", at);
  bundle->both_is.text = reader_.Text(json, "is", at);
}

Bundle MentionReader::ReadBundle(const Json& json, const std::string& at) {
  Bundle bundle;
  reader_.Keys(json, at,
               {"slots", "lead", "fill", "policy", "on_conflict", "order", "is_a", "both", "firm",
                "adding"});
  ReadSlots(json, at, &bundle);
  const std::string policy = json.contains("policy") ? reader_.Text(json, "policy", at) : "by_rank";
  const auto* found = std::find_if(std::begin(kPolicies), std::end(kPolicies),
                                   [&](const auto& known) { return policy == known.first; });
  if (found == std::end(kPolicies)) {
    reader_.Fault(at + "/policy", "\"" + policy + "\" is no policy");
  } else {
    bundle.policy = found->second;
  }
  bundle.on_conflict = DefaultOnConflict(bundle.policy);
  if (json.contains("on_conflict")) {
    const std::string name = reader_.Text(json, "on_conflict", at);
    const auto* known = std::find_if(std::begin(kOnConflict), std::end(kOnConflict),
                                     [&](const auto& entry) { return name == entry.first; });
    if (known == std::end(kOnConflict)) {
      reader_.Fault(at + "/on_conflict", "absent, keep or quiet is expected");
    } else {
      bundle.on_conflict = known->second;
    }
  }
  if (json.contains("lead")) bundle.lead = ReadIndices(json["lead"], at + "/lead", bundle);
  if (bundle.lead.empty() && bundle.policy == Policy::kCollect) {
    for (uint16_t i = 0; i < bundle.slots.size(); ++i) bundle.lead.push_back(i);
  }
  if (bundle.lead.empty()) bundle.lead.push_back(0);
  if (json.contains("fill")) bundle.fill = ReadIndices(json["fill"], at + "/fill", bundle);
  if (json.contains("order")) bundle.order = reader_.Texts(json, "order", at);
  if (bundle.policy == Policy::kSum && bundle.lead.size() > 2) {
    reader_.Fault(at + "/lead", "sum adds up one or two slots: the whole and its part");
  }
  if (bundle.policy == Policy::kMostSevere && bundle.order.empty()) {
    reader_.Fault(at, "most_severe needs an \"order\", worst first");
  }
  if (json.contains("is_a")) bundle.is_a = reader_.Text(json, "is_a", at);
  if (!bundle.is_a.empty() && assembly_.is_a.find(bundle.is_a) == assembly_.is_a.end()) {
    reader_.Fault(at + "/is_a", "there is no table \"" + bundle.is_a + "\" in /is_a");
  }
  if (json.contains("firm")) {
    reader_.Keys(json["firm"], at + "/firm", {"slot", "loose"});
    bundle.firm = reader_.Text(json["firm"], "slot", at + "/firm");
    bundle.loose = reader_.Texts(json["firm"], "loose", at + "/firm");
  }
  if (json.contains("adding")) bundle.adding = reader_.Texts(json, "adding", at);
  if (json.contains("both")) ReadBoth(json["both"], at + "/both", &bundle);
  return bundle;
}

MentionSpec MentionReader::Read(const std::string& type, const Json& json, const std::string& at) {
  MentionSpec spec;
  spec.type = type;
  reader_.Keys(
      json, at,
      {"about",       "into",   "list",   "key",     "key_from_specimen", "without_key",
       "independent", "own",    "major",  "shared",  "weight_first",      "yields_numbers_to",
       "from",        "ranks",  "accept", "negated", "context",           "values",
       "values_like", "bundles"});
  if (!json.is_object()) return spec;
  ReadPath(json, at, &spec);
  spec.list = reader_.Flag(json, "list", at);
  spec.key_from_specimen = reader_.Flag(json, "key_from_specimen", at);
  spec.independent = reader_.Flag(json, "independent", at);
  spec.own = reader_.Flag(json, "own", at);
  spec.major = reader_.Flag(json, "major", at);
  spec.shared = reader_.Flag(json, "shared", at);
  spec.weight_first = reader_.Flag(json, "weight_first", at);
  if (json.contains("key")) spec.key = reader_.Text(json, "key", at);
  if (spec.list == spec.key.empty()) reader_.Fault(at, "\"list\" and \"key\" need each other");
  if (spec.list && spec.path.empty()) reader_.Fault(at + "/into", "a list needs a key");
  if (json.contains("without_key")) spec.without_key = reader_.Text(json, "without_key", at);
  if (json.contains("ranks")) {
    const int table = reader_.FindRankTable(reader_.Text(json, "ranks", at));
    if (table < 0) reader_.Fault(at + "/ranks", "there is no such list in /ranks");
    spec.ranks = static_cast<uint16_t>(std::max(table, 0));
  }
  ReadContext(json, at, &spec);
  ReadValues(json, at, &spec);
  const Json& bundles = reader_.Array(json, "bundles", at);
  for (size_t i = 0; i < bundles.size(); ++i) {
    spec.bundles.push_back(ReadBundle(bundles[i], at + "/bundles/" + std::to_string(i)));
  }
  return spec;
}

// Names of other mention types, once all are known.
void ResolveNames(const Json& mentions, AssemblyReader* reader, Assembly* assembly) {
  for (MentionSpec& spec : assembly->mentions) {
    const std::string at = "/mentions/" + EscapePointer(spec.type);
    if (!spec.without_key.empty() && assembly->Find(spec.without_key) == nullptr) {
      reader->Fault(at + "/without_key", "there is no mention \"" + spec.without_key + "\"");
    }
    const std::pair<const char*, std::vector<uint16_t>*> lists[] = {
        {"from", &spec.from}, {"yields_numbers_to", &spec.yields_numbers_to}};
    for (const auto& [key, specs] : lists) {
      if (!mentions[spec.type].contains(key)) continue;
      for (const std::string& name : reader->Texts(mentions[spec.type], key, at)) {
        const auto it = assembly->by_type.find(name);
        if (it == assembly->by_type.end()) {
          reader->Fault(at + "/" + key, "there is no mention \"" + name + "\"");
        } else {
          specs->push_back(it->second);
        }
      }
    }
  }
}

// Slots and keys as numbers, for the builder.
void NumberSlots(const Assembly& assembly, MentionSpec* spec) {
  const auto number_of = [&](const std::string& slot) {
    const uint16_t number = spec->NumberOf(slot);
    if (number == spec->slots.size()) spec->slots.push_back(slot);
    return number;
  };
  if (spec->list) spec->key_number = number_of(spec->key);
  spec->key_place = assembly.PlaceOf(spec->key);
  for (Bundle& bundle : spec->bundles) {
    for (SlotTarget& target : bundle.slots) {
      target.number = number_of(target.slot);
      target.place = assembly.PlaceOf(target.key);
      bundle.slot_bits |= SlotBit(target.number);
    }
    for (const uint16_t lead : bundle.lead) {
      if (lead < bundle.slots.size()) bundle.lead_bits |= SlotBit(bundle.slots[lead].number);
    }
  }
  for (const std::string& key : spec->path) spec->path_places.push_back(assembly.PlaceOf(key));
}

}  // namespace

void ReadMentions(AssemblyReader* reader, Assembly* assembly) {
  const Json& mentions = reader->Object(reader->root(), "mentions", "");
  MentionReader mention_reader(reader, *assembly);
  for (const auto& [type, json] : mentions.items()) {
    assembly->by_type.emplace(type, static_cast<uint16_t>(assembly->mentions.size()));
    assembly->mentions.push_back(
        mention_reader.Read(type, json, "/mentions/" + EscapePointer(type)));
  }
  ResolveNames(mentions, reader, assembly);
  for (MentionSpec& spec : assembly->mentions) NumberSlots(*assembly, &spec);
}

}  // namespace pathex
