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

class MentionWriter {
 public:
  MentionWriter(const Record& record, JsonBuffer* out)
      : record_(record), out_(*out), places_(record.parts.size()) {}

  void Write(size_t index);

 private:
  // `before` and the keys of a place; nothing of one that is nowhere.
  void WritePlace(std::string_view before, const PartPlace& place);
  void WriteSlots(const Mention& mention, FoldedSpan known, size_t begin, size_t length);
  void WriteContext(const Finding& finding);
  void WriteExtraSpans(const Mention& mention);
  void WriteRepairs(const Mention& mention);
  void WriteWhere(const Mention& mention);
  PartPlaces& PlacesOf(uint16_t part);

  const Record& record_;
  JsonBuffer& out_;
  std::vector<std::optional<PartPlaces>> places_;  // by part, made when first needed
  // Part, section and specimen of the mention before, and what was written of them.
  uint16_t where_part_ = 0, where_section_ = 0;
  std::string_view where_specimen_;
  size_t where_ = 0, where_length_ = 0;
};

PartPlaces& MentionWriter::PlacesOf(uint16_t part) {
  std::optional<PartPlaces>& places = places_[part];
  if (!places) places.emplace(record_.parts[part]);
  return *places;
}

void MentionWriter::WritePlace(std::string_view before, const PartPlace& place) {
  if (place.original.size() == 0) return;
  if (!before.empty()) out_.PutPlain(before);
  out_.PutRange("\"byte\":[", place.byte_begin, place.byte_end);
  out_.PutRange(",\"char\":[", place.char_begin, place.char_end);
}

// Many slots stand where their mention does: what was written of it is written again.
void MentionWriter::WriteSlots(const Mention& mention, FoldedSpan known, size_t begin,
                               size_t length) {
  out_.Put(",\"slots\":{");
  bool first = true;
  for (const Slot& slot : mention.slots) {
    if (!first) out_.Put(',');
    first = false;
    out_.Put('"');
    out_.PutPlain(slot.name);
    out_.Put("\":{\"value\":");
    out_.PutValue(slot.value);
    if (slot.span != known) {
      WritePlace(",", PlacesOf(mention.part).Of(slot.span));
    } else if (length > 0) {
      out_.Put(',');
      out_.PutAgain(begin, length);
    }
    out_.Put('}');
  }
  out_.Put('}');
}

void MentionWriter::WriteContext(const Finding& finding) {
  const Context& context = finding.context;
  if (IsOrdinary(context)) {
    return out_.Put(
        ",\"context\":{\"polarity\":\"affirmed\",\"certainty\":\"certain\","
        "\"time\":\"current\",\"subject\":\"patient\",\"cues\":[]}");
  }
  out_.Put(",\"context\":{\"polarity\":\"");
  out_.PutPlain(NameOf(kPolarity, context.polarity));
  out_.Put("\",\"certainty\":\"");
  out_.PutPlain(NameOf(kCertainty, context.certainty));
  out_.Put("\",\"time\":\"");
  out_.PutPlain(NameOf(kTime, context.time));
  out_.Put("\",\"subject\":\"");
  out_.PutPlain(NameOf(kSubject, context.subject));
  out_.Put("\",\"cues\":[");
  bool first = true;
  for (const FiredCue& cue : context.cues) {
    if (!first) out_.Put(',');
    first = false;
    out_.Put("{\"id\":\"");
    out_.PutText(cue.id);
    out_.Put('"');
    WritePlace(",", PlacesOf(finding.mention.part).Of(cue.span));
    out_.Put('}');
  }
  out_.Put("]}");
}

void MentionWriter::WriteExtraSpans(const Mention& mention) {
  if (mention.extra_spans.empty()) return;
  out_.Put(",\"extra_spans\":[");
  bool first = true;
  for (const FoldedSpan span : mention.extra_spans) {
    if (!first) out_.Put(',');
    first = false;
    out_.Put('{');
    WritePlace("", PlacesOf(mention.part).Of(span));
    out_.Put('}');
  }
  out_.Put(']');
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
  if (where_length_ > 0 && mention.part == where_part_ && mention.section == where_section_ &&
      specimen == where_specimen_) {
    return out_.PutAgain(where_, where_length_);
  }
  where_ = out_.size();
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
  where_length_ = out_.size() - where_;
  where_part_ = mention.part;
  where_section_ = mention.section;
  where_specimen_ = specimen;
}

void MentionWriter::Write(size_t index) {
  const Finding& finding = record_.findings[index];
  const Mention& mention = finding.mention;
  const PartAnalysis& part = record_.parts[mention.part];
  out_.Put("{\"id\":");
  out_.PutId(static_cast<uint32_t>(index));
  out_.Put(",\"type\":\"");
  out_.PutText(mention.type);
  out_.Put("\",\"rule\":\"");
  out_.PutText(mention.rule);
  out_.Put('"');
  WriteWhere(mention);
  out_.Put(",\"span\":{");
  const PartPlace place = PlacesOf(mention.part).Of(mention.span);
  const size_t begin = out_.size();
  WritePlace("", place);
  const size_t length = out_.size() - begin;
  out_.Put("},\"text\":\"");
  const OriginalSpan text = place.original;
  out_.PutText(std::string_view(part.part->text).substr(text.begin, text.size()));
  out_.Put('"');
  WriteExtraSpans(mention);
  WriteSlots(mention, mention.span, begin, length);
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
