#include "extractor/record/write_mentions.h"

#include <optional>
#include <string_view>
#include <vector>

#include "extractor/record/candidates.h"
#include "extractor/record/part_places.h"

namespace pathex {
namespace {

constexpr std::string_view kPolarity[] = {"affirmed", "negated"};
constexpr std::string_view kCertainty[] = {"certain", "probable", "uncertain", "hypothetical"};
constexpr std::string_view kTime[] = {"current", "historical", "planned"};
constexpr std::string_view kSubject[] = {"patient", "other"};

template <typename Enum>
std::string_view NameOf(const std::string_view* names, Enum value) {
  return names[static_cast<size_t>(value)];
}

bool IsOrdinary(const Context& context) {
  return context.polarity == Polarity::kAffirmed && context.certainty == Certainty::kCertain &&
         context.time == Time::kCurrent && context.subject == Subject::kPatient &&
         context.cues.empty();
}

// What was written of something, to be written again.
struct Written {
  size_t begin = 0, length = 0;  // 0: nothing
};

class MentionWriter {
 public:
  MentionWriter(const Record& record, JsonBuffer* out)
      : record_(record), out_(*out), places_(record.parts.size()) {}

  void Write(size_t index);

 private:
  void WriteSlots(const Mention& mention, Written place);
  void WriteContext(const Finding& finding);
  void WriteExtraSpans(const Mention& mention);
  void WriteRepairs(const Mention& mention);
  void WriteHead(size_t index, const Mention& mention);
  void WriteWhere(const Mention& mention);
  PartPlaces& PlacesOf(uint16_t part);

  const Record& record_;
  JsonBuffer& out_;
  std::vector<std::optional<PartPlaces>> places_;  // by part, made when first needed
  // Part, section and specimen of the mention before, and what was written of them.
  uint16_t where_part_ = 0, where_section_ = 0;
  std::string_view where_specimen_;
  Written where_;
};

constexpr size_t RoomOf(std::string_view text) { return JsonPen::kWorstEscape * text.size(); }

// The keys of a place; nothing of one that is nowhere.
constexpr size_t kPlaceRoom = 32 + 4 * JsonPen::kDigits;
void PutPlace(const PartPlace& place, JsonPen* pen) {
  if (place.original.size() == 0) return;
  pen->Put("\"byte\":[");
  pen->PutRange(place.byte_begin, place.byte_end);
  pen->Put(",\"char\":[");
  pen->PutRange(place.char_begin, place.char_end);
}
void PutPlaceBehind(const PartPlace& place, JsonPen* pen) {
  if (place.original.size() == 0) return;
  pen->Put(',');
  PutPlace(place, pen);
}

PartPlaces& MentionWriter::PlacesOf(uint16_t part) {
  std::optional<PartPlaces>& places = places_[part];
  if (!places) places.emplace(record_.parts[part]);
  return *places;
}

// Many slots stand where their mention does: what was written of it is written again.
void MentionWriter::WriteSlots(const Mention& mention, Written place) {
  JsonPen pen(out_.Room(16));
  pen.Put(",\"slots\":{");
  for (const Slot& slot : mention.slots) {
    out_.EndAt(pen.at());
    pen = JsonPen(out_.Room(32 + slot.name.size() + JsonPen::RoomOf(slot.value) + kPlaceRoom));
    pen.Put('"');
    pen.PutPlain(slot.name);
    pen.Put("\":{\"value\":");
    pen.PutValue(slot.value);
    if (slot.span != mention.span) {
      PutPlaceBehind(PlacesOf(mention.part).Of(slot.span), &pen);
    } else if (place.length > 0) {
      pen.Put(',');
      pen.PutPlain(out_.view().substr(place.begin, place.length));
    }
    pen.Put("},");
  }
  if (!mention.slots.empty()) pen.Back(1);  // the last comma
  pen.Put('}');
  out_.EndAt(pen.at());
}

void MentionWriter::WriteContext(const Finding& finding) {
  const Context& context = finding.context;
  if (IsOrdinary(context)) {
    return out_.Put(
        ",\"context\":{\"polarity\":\"affirmed\",\"certainty\":\"certain\","
        "\"time\":\"current\",\"subject\":\"patient\",\"cues\":[]}");
  }
  JsonPen pen(out_.Room(160));
  pen.Put(",\"context\":{\"polarity\":\"");
  pen.PutPlain(NameOf(kPolarity, context.polarity));
  pen.Put("\",\"certainty\":\"");
  pen.PutPlain(NameOf(kCertainty, context.certainty));
  pen.Put("\",\"time\":\"");
  pen.PutPlain(NameOf(kTime, context.time));
  pen.Put("\",\"subject\":\"");
  pen.PutPlain(NameOf(kSubject, context.subject));
  pen.Put("\",\"cues\":[");
  for (const FiredCue& cue : context.cues) {
    out_.EndAt(pen.at());
    pen = JsonPen(out_.Room(16 + RoomOf(cue.id) + kPlaceRoom));
    pen.Put("{\"id\":\"");
    pen.PutText(cue.id);
    pen.Put('"');
    PutPlaceBehind(PlacesOf(finding.mention.part).Of(cue.span), &pen);
    pen.Put("},");
  }
  if (!context.cues.empty()) pen.Back(1);
  pen.Put("]}");
  out_.EndAt(pen.at());
}

void MentionWriter::WriteExtraSpans(const Mention& mention) {
  if (mention.extra_spans.empty()) return;
  JsonPen pen(out_.Room(20 + mention.extra_spans.size() * (4 + kPlaceRoom)));
  pen.Put(",\"extra_spans\":[");
  for (const FoldedSpan span : mention.extra_spans) {
    pen.Put('{');
    PutPlace(PlacesOf(mention.part).Of(span), &pen);
    pen.Put("},");
  }
  pen.Back(1);
  pen.Put(']');
  out_.EndAt(pen.at());
}

void MentionWriter::WriteRepairs(const Mention& mention) {
  if (mention.repairs.empty()) return;
  out_.Put(",\"repairs\":[");
  bool first = true;
  for (const std::string_view repair : mention.repairs) {
    if (!first) out_.Put(',');
    first = false;
    out_.Put('"');
    out_.PutText(repair);
    out_.Put('"');
  }
  out_.Put(']');
}

// Mostly the same as of the mention before: written again.
void MentionWriter::WriteWhere(const Mention& mention) {
  const PartAnalysis& part = record_.parts[mention.part];
  const std::string_view specimen = SpecimenOf(record_, mention);
  if (where_.length > 0 && mention.part == where_part_ && mention.section == where_section_ &&
      specimen == where_specimen_) {
    JsonPen pen(out_.Room(where_.length));
    pen.PutPlain(out_.view().substr(where_.begin, where_.length));
    return out_.EndAt(pen.at());
  }
  where_.begin = out_.size();
  out_.Put(",\"part\":\"");
  out_.PutText(part.part->locator);
  if (mention.section < part.outline.sections.size()) {
    out_.Put("\",\"section\":\"");
    out_.PutText(part.outline.sections[mention.section].id);
  }
  if (!specimen.empty()) {
    out_.Put("\",\"specimen\":\"");
    out_.PutText(specimen);
  }
  out_.Put('"');
  where_.length = out_.size() - where_.begin;
  where_part_ = mention.part;
  where_section_ = mention.section;
  where_specimen_ = specimen;
}

void MentionWriter::WriteHead(size_t index, const Mention& mention) {
  JsonPen pen(out_.Room(64 + RoomOf(mention.type) + RoomOf(mention.rule)));
  pen.Put("{\"id\":");
  pen.PutId(static_cast<uint32_t>(index));
  pen.Put(",\"type\":\"");
  pen.PutText(mention.type);
  pen.Put("\",\"rule\":\"");
  pen.PutText(mention.rule);
  pen.Put('"');
  out_.EndAt(pen.at());
}

void MentionWriter::Write(size_t index) {
  const Finding& finding = record_.findings[index];
  const Mention& mention = finding.mention;
  WriteHead(index, mention);
  WriteWhere(mention);
  const PartPlace place = PlacesOf(mention.part).Of(mention.span);
  const std::string_view text = std::string_view(record_.parts[mention.part].part->text)
                                    .substr(place.original.begin, place.original.size());
  JsonPen pen(out_.Room(32 + kPlaceRoom + RoomOf(text)));
  pen.Put(",\"span\":{");
  const size_t begin = out_.OffsetOf(pen.at());
  PutPlace(place, &pen);
  const size_t length = out_.OffsetOf(pen.at()) - begin;
  pen.Put("},\"text\":\"");
  pen.PutText(text);
  pen.Put('"');
  out_.EndAt(pen.at());
  WriteExtraSpans(mention);
  WriteSlots(mention, {begin, length});
  WriteContext(finding);
  if (finding.lost_to >= 0) {
    out_.Put(",\"lost_to\":");
    out_.PutId(static_cast<uint32_t>(finding.lost_to));
  }
  WriteRepairs(mention);
  out_.Put('}');
}

}  // namespace

void WriteMentions(const Record& record, JsonBuffer* out) {
  MentionWriter writer(record, out);
  out->Put('[');
  for (size_t i = 0; i < record.findings.size(); ++i) {
    if (i > 0) out->Put(',');
    writer.Write(i);
  }
  out->Put(']');
}

}  // namespace pathex
