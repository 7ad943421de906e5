#include "extractor/match/slots.h"

#include "extractor/match/value.h"

namespace pathex {

void AddSlot(const Emit& emit, const Caught& caught, const LanguageRules& language,
             Mention* mention) {
  Slot slot;
  slot.name = emit.slot;
  if (emit.groups.empty()) {
    slot.value = emit.constant;
    slot.span = mention->span;
    mention->slots.push_back(std::move(slot));
    return;
  }
  if (!caught.found) return;
  slot.span = caught.span;
  if (caught.value == nullptr) {
    if (!Convert(emit.converter, caught.text, language, &slot.value, &mention->repairs)) return;
    mention->slots.push_back(std::move(slot));
    return;
  }
  std::string_view name = caught.value->name;
  if (!emit.attribute.empty()) {
    auto found = caught.value->attributes.find(emit.attribute);
    if (found == caught.value->attributes.end()) return;
    name = found->second;
  }
  if (emit.converter == Converter::kNone) {
    slot.value.text = std::string(name);
  } else if (emit.converter == Converter::kText || emit.converter == Converter::kLower) {
    if (!Convert(emit.converter, caught.text, language, &slot.value, &mention->repairs)) return;
  } else if (!Convert(emit.converter, name, language, &slot.value, &mention->repairs)) {
    return;
  }
  mention->slots.push_back(std::move(slot));
}

}  // namespace pathex
