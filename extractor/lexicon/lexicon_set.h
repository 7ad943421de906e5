// LexiconSet: the lexicons of all languages, each there at the latest when it is first asked for.
#ifndef PATHEX_EXTRACTOR_LEXICON_LEXICON_SET_H_
#define PATHEX_EXTRACTOR_LEXICON_LEXICON_SET_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/lexicon/frequent_words.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

// One language. Thread-safe, the first use included; movable while only one thread has it.
class LazyLexicon {
 public:
  using Make = std::function<std::unique_ptr<const Lexicon>()>;

  explicit LazyLexicon(std::unique_ptr<const Lexicon> made) : state_(std::make_unique<State>()) {
    state_->language = made->language;
    state_->has_own_rules = made->has_own_rules;
    state_->made = std::move(made);
  }
  // `make` is called at most once.
  LazyLexicon(std::string language, bool has_own_rules, Make make)
      : state_(std::make_unique<State>()) {
    state_->language = std::move(language);
    state_->has_own_rules = has_own_rules;
    state_->make = std::move(make);
  }

  // What is known without it.
  const std::string& language() const { return state_->language; }
  bool has_own_rules() const { return state_->has_own_rules; }

  const Lexicon* get() const {
    std::call_once(state_->once, [this] {
      if (state_->made == nullptr) state_->made = state_->make();
      state_->make = nullptr;
    });
    return state_->made.get();
  }
  const Lexicon& operator*() const { return *get(); }
  const Lexicon* operator->() const { return get(); }

 private:
  struct State {
    std::string language;
    bool has_own_rules = false;
    std::once_flag once;
    Make make;
    std::unique_ptr<const Lexicon> made;
  };
  std::unique_ptr<State> state_;
};

struct LexiconSet {
  std::vector<LazyLexicon> languages;  // by name; "en" first when there is no evidence
  FrequentWords frequent;              // by index into `languages`
  std::string sha256;                  // over names and bytes of all files
  // Falls back to the first that has rules of its own, then to the first.
  const Lexicon& Find(std::string_view language) const;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LEXICON_SET_H_
