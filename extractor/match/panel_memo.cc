#include "extractor/match/panel_memo.h"

#include <utility>

namespace pathex {
namespace {

void Append(uint64_t number, std::string* key) {
  key->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

}  // namespace

const PanelMemo::Rules* PanelMemo::Find(uint64_t lexicon, uint16_t topic, uint64_t section,
                                        std::string_view classes) {
  key_.clear();
  if (section == 0 || classes.size() > kLongestClasses) return nullptr;
  Append(lexicon, &key_);
  Append(topic, &key_);
  Append(section, &key_);
  key_.append(classes);
  const auto found = kept_.find(key_);
  return found == kept_.end() ? nullptr : &found->second;
}

void PanelMemo::Keep(Rules rules) {
  if (key_.empty()) return;
  if (kept_.size() >= kMost) kept_.clear();
  kept_.emplace(key_, std::move(rules));
}

}  // namespace pathex
