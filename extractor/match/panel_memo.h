// PanelMemo: which panels matched a class string before. Class strings are short and of few letters
// ("K: p, K: n."), so that most have been met; then only the panels that match need be tried. For
// one thread; bounded; changes nothing but the time.
#ifndef PATHEX_EXTRACTOR_MATCH_PANEL_MEMO_H_
#define PATHEX_EXTRACTOR_MATCH_PANEL_MEMO_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pathex {

class PanelMemo {
 public:
  using Rules = std::vector<uint16_t>;  // numbers of panels, in the order of trying

  // What was kept for these classes of a topic in a section of this bit, or nullptr. `lexicon`: its
  // serial number. Section 0 = the classes are of several: nothing is kept.
  const Rules* Find(uint64_t lexicon, uint16_t topic, uint64_t section, std::string_view classes);

  // Keeps what the classes of the last Find, which found nothing, were matched by.
  void Keep(Rules rules);

 private:
  static constexpr size_t kMost = 4000;           // class strings
  static constexpr size_t kLongestClasses = 200;  // longer ones seldom come again

  std::string key_;  // of the last Find; empty = not to be kept
  std::unordered_map<std::string, Rules> kept_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_PANEL_MEMO_H_
