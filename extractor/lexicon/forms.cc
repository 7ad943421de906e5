#include "extractor/lexicon/forms.h"

#include <algorithm>

#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr size_t kMostExpansions = 256;
constexpr std::string_view kRegexCharacters = "[]*?{}^$";

struct Expander {
  std::string_view form;
  size_t at = 0;
  std::string fault;

  using Texts = std::vector<std::string>;

  static Texts Product(const Texts& heads, const Texts& tails) {
    Texts out;
    for (const std::string& head : heads) {
      for (const std::string& tail : tails) out.push_back(head + tail);
    }
    return out;
  }

  static void Append(char c, Texts* texts) {
    for (std::string& text : *texts) text += c;
  }

  // Until the end, or until ')' or '|' inside a group.
  Texts Sequence(bool in_group) {
    Texts texts = {""};
    while (at < form.size() && fault.empty()) {
      const char c = form[at];
      if (c == '\\' && at + 1 < form.size()) {
        Append(form[at + 1], &texts);
        at += 2;
      } else if (c == '(') {
        ++at;
        texts = Product(texts, Group());
      } else if (in_group && (c == ')' || c == '|')) {
        break;
      } else if (c == ')') {
        fault = "')' without '('";
      } else if (kRegexCharacters.find(c) != std::string_view::npos) {
        fault = std::string("'") + c +
                "' has no meaning in a form: a form is literal text with (s) and (a|b)";
      } else {
        Append(c, &texts);
        ++at;
      }
      if (texts.size() > kMostExpansions)
        fault = "more than 256 spellings in one form: write several forms";
    }
    return texts;
  }

  Texts Group() {
    Texts all;
    bool choice = false;
    while (fault.empty()) {
      Texts part = Sequence(true);
      all.insert(all.end(), part.begin(), part.end());
      if (at >= form.size()) {
        fault = "'(' without ')'";
      } else if (form[at] == '|') {
        choice = true;
        ++at;
      } else {
        ++at;
        break;
      }
    }
    if (!choice) all.push_back("");
    return all;
  }
};

bool IsLiteral(std::string_view form) {
  return std::all_of(form.begin(), form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '-' || c == ',' || c == ':' || c == '.' || c == '/';
  });
}

}  // namespace

Result<ExpandedForms> ExpandForm(std::string_view form) {
  ExpandedForms out;
  if (form.size() > 1 && form[0] == '=') {
    out.exact = true;
    form.remove_prefix(1);
  }
  std::vector<std::string> texts;
  if (IsLiteral(form)) {  // as nearly all are
    texts.emplace_back(form);
  } else {
    Expander expander{form, 0, {}};
    texts = expander.Sequence(false);
    if (!expander.fault.empty()) return Error{"L004", "", expander.fault};
  }
  for (const std::string& text : texts) {
    std::string folded = FoldString(text);
    if (folded.find_first_not_of(' ') == std::string::npos) {
      return Error{"L004", "", "a form may not be empty"};
    }
    if (std::find(out.texts.begin(), out.texts.end(), folded) == out.texts.end()) {
      out.texts.push_back(std::move(folded));
    }
  }
  return out;
}

}  // namespace pathex
