#include "extractor/review/sheet.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/evaluate/facts.h"
#include "extractor/review/utf16.h"

namespace pathex {
namespace {

const Json* Find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(key);
  return it == object.end() ? nullptr : &*it;
}

std::string TextOf(const Json& object, const char* key) {
  const Json* value = Find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

void Copy(const Json& from, const char* key, Json* to) {
  if (const Json* value = Find(from, key)) (*to)[key] = *value;
}

// [begin, end) in code points, or false when `span` is none.
bool ReadRange(const Json* span, uint32_t* begin, uint32_t* end) {
  if (span == nullptr || !span->is_array() || span->size() != 2) return false;
  if (!(*span)[0].is_number_unsigned() || !(*span)[1].is_number_unsigned()) return false;
  *begin = (*span)[0].get<uint32_t>();
  *end = (*span)[1].get<uint32_t>();
  return *begin <= *end;
}

class SheetMaker {
 public:
  SheetMaker(const Json& record, const FieldTable& table, const ReportText& text)
      : record_(record), table_(table), text_(text) {
    for (const Part& part : text.parts) tables_.emplace_back(part.text);
  }

  Json Run() {
    Json sheet = Json::object();
    Copy(record_, "source", &sheet);
    sheet["problem"] = text_.problem;
    sheet["parts"] = Json::array();
    for (const Part& part : text_.parts) {
      Json out = {{"locator", part.locator}, {"text", part.text}};
      if (!part.title.empty()) out["title"] = part.title;
      sheet["parts"].push_back(std::move(out));
    }
    sheet["items"] = Items();
    Copy(record_, "derived", &sheet);
    sheet["mentions"] = Mentions();
    sheet["reasons"] = Json::array();
    if (const Json* reasons = ValueAt(record_, "/review/reasons")) sheet["reasons"] = *reasons;
    Copy(record_, "diagnostics", &sheet);
    return sheet;
  }

 private:
  Json Items() const {
    Json items = Json::array();
    for (const ReviewItem& item : FindItems(record_, table_)) {
      items.push_back({{"pointer", item.pointer},
                       {"field", item.field},
                       {"value", item.value},
                       {"evidence", item.evidence},
                       {"reasons", item.reasons}});
      if (const Json* measured = LeastReliable(item)) items.back()["reliability"] = *measured;
    }
    return items;
  }

  // Of the leaves of an item, the one that was right least often when it was measured.
  const Json* LeastReliable(const ReviewItem& item) const {
    const Json* all = Find(record_, "reliability");
    const Json* least = nullptr;
    if (all == nullptr) return least;
    for (const std::string& leaf : item.leaves) {
      const Json* one = Find(*all, leaf.c_str());
      const Json* precision = one == nullptr ? nullptr : Find(*one, "precision");
      if (precision == nullptr || !precision->is_number()) continue;
      if (least == nullptr || *precision < *Find(*least, "precision")) least = one;
    }
    return least;
  }

  int PartOf(const Json& mention) const {
    const std::string locator = TextOf(mention, "part");
    for (size_t i = 0; i < text_.parts.size(); ++i) {
      if (text_.parts[i].locator == locator) return static_cast<int>(i);
    }
    return -1;
  }

  Json Range(int part, uint32_t begin, uint32_t end) const {
    return {tables_[part].Unit(begin), tables_[part].Unit(end)};
  }

  // The spans of a mention; nothing when its text does not stand there.
  Json Spans(const Json& mention, int part) const {
    Json spans = Json::array();
    uint32_t begin = 0, end = 0;
    if (part < 0 || !ReadRange(ValueAt(mention, "/span/char"), &begin, &end)) return spans;
    if (tables_[part].Between(begin, end) != TextOf(mention, "text")) return spans;
    spans.push_back(Range(part, begin, end));
    const Json* extra = Find(mention, "extra_spans");
    if (extra == nullptr || !extra->is_array()) return spans;
    for (const Json& span : *extra) {
      if (ReadRange(Find(span, "char"), &begin, &end)) spans.push_back(Range(part, begin, end));
    }
    return spans;
  }

  Json ContextOf(const Json& mention, int part) const {
    Json out = Json::object();
    const Json* context = Find(mention, "context");
    if (context == nullptr) return out;
    for (const char* key : {"polarity", "certainty", "time", "subject"}) Copy(*context, key, &out);
    out["cues"] = Json::array();
    const Json* cues = Find(*context, "cues");
    if (cues == nullptr || !cues->is_array()) return out;
    for (const Json& cue : *cues) {
      Json one = {{"id", TextOf(cue, "id")}};
      uint32_t begin = 0, end = 0;
      if (part >= 0 && ReadRange(Find(cue, "char"), &begin, &end)) {
        one["span"] = Range(part, begin, end);
        one["text"] = std::string(tables_[part].Between(begin, end));
      }
      out["cues"].push_back(std::move(one));
    }
    return out;
  }

  Json Mentions() const {
    Json out = Json::array();
    const Json* mentions = Find(record_, "mentions");
    if (mentions == nullptr || !mentions->is_array()) return out;
    for (const Json& mention : *mentions) {
      Json one = Json::object();
      for (const char* key : {"id", "type", "rule", "section", "specimen"}) {
        Copy(mention, key, &one);
      }
      const int part = PartOf(mention);
      one["part"] = part;
      one["spans"] = Spans(mention, part);
      if (one["spans"].empty() && !text_.parts.empty() && !TextOf(mention, "text").empty()) {
        one["misplaced"] = true;
      }
      Copy(mention, "text", &one);
      one["slots"] = Json::object();
      if (const Json* slots = Find(mention, "slots"); slots != nullptr && slots->is_object()) {
        for (const auto& [name, slot] : slots->items()) {
          if (const Json* value = Find(slot, "value")) one["slots"][name] = *value;
        }
      }
      one["context"] = ContextOf(mention, part);
      Copy(mention, "lost_to", &one);
      Copy(mention, "repairs", &one);
      out.push_back(std::move(one));
    }
    return out;
  }

  const Json& record_;
  const FieldTable& table_;
  const ReportText& text_;
  std::vector<Utf16Table> tables_;
};

}  // namespace

Json MakeSheet(const Json& record, const FieldTable& table, const ReportText& text) {
  return SheetMaker(record, table, text).Run();
}

}  // namespace pathex
