#include "extractor/match/slots.h"

#include "extractor/match/value.h"

namespace pathex {

namespace {

// Whether the emit has a value.
bool FillSlot(const Emit& emit, const Caught& caught, const LanguageRules& language,
              Mention* mention, Slot* slot) {
  slot->name = emit.slot;
  if (emit.groups.empty()) {
    slot->value = emit.constant;
    slot->span = mention->span;
    return true;
  }
  slot->span = caught.span;
  std::string_view text = caught.text;
  if (caught.value != nullptr) {
    const std::string* name = &caught.value->name;
    if (!emit.attribute.empty()) {
      const auto found = caught.value->attributes.find(emit.attribute);
      if (found == caught.value->attributes.end()) return false;
      name = &found->second;
    }
    if (emit.converter == Converter::kNone) {
      slot->value.text = *name;
      return true;
    }
    const bool as_written =
        emit.converter == Converter::kText || emit.converter == Converter::kLower;
    if (!as_written) text = *name;
  }
  return Convert(emit.converter, text, language, &slot->value, &mention->repairs);
}

}  // namespace

void AddSlot(const Emit& emit, const Caught& caught, const LanguageRules& language,
             Mention* mention) {
  if (!emit.groups.empty() && !caught.found) return;
  Slot& slot = mention->slots.emplace_back();
  if (!FillSlot(emit, caught, language, mention, &slot)) mention->slots.pop_back();
}

}  // namespace pathex
